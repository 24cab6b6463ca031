CREATE TABLE "hyperliquid_fill" (
    "ts" TIMESTAMPTZ NOT NULL,
    "event_type" VARCHAR NOT NULL,
    "schema_v" INTEGER NOT NULL,
    "run_id" VARCHAR NOT NULL,
    "seq" BIGINT NOT NULL,
    "recv_t" TIMESTAMPTZ,
    "venue" VARCHAR,
    "symbol" VARCHAR,
    "ts_mono_ns" BIGINT,
    "address" VARCHAR,
    "price" DECIMAL(18,8) NOT NULL,
    "size" DECIMAL(18,8) NOT NULL,
    "size_usd" DECIMAL(18,8) NOT NULL,
    "side" VARCHAR NOT NULL,
    "is_liquidation" BOOLEAN,
    "is_own" BOOLEAN,
    "is_anomaly" BOOLEAN,
    "sample_weight" DOUBLE NOT NULL,
    "counter_address" VARCHAR,
    "venue_trade_id" BIGINT,
    "nan_fields" VARCHAR[],
    "extra" MAP(VARCHAR, VARCHAR),
    "file_uuid" VARCHAR NOT NULL,
    "byte_offset" BIGINT NOT NULL
);
COMMENT ON TABLE "hyperliquid_fill" IS 'Other people''s fills on the venue, sampled: weight every sum with sample_weight.';
COMMENT ON COLUMN "hyperliquid_fill"."ts" IS 'Event time, UTC: exchange or replay time of what happened, not the time of writing.';
COMMENT ON COLUMN "hyperliquid_fill"."event_type" IS 'The stream''s name.';
COMMENT ON COLUMN "hyperliquid_fill"."schema_v" IS 'Version of the stream''s schema that the line was written with. [count]';
COMMENT ON COLUMN "hyperliquid_fill"."run_id" IS 'One start of one program (a UUIDv7 for our own).';
COMMENT ON COLUMN "hyperliquid_fill"."seq" IS 'Position in its run and stream, from 1, without holes: a hole is a loss that can be seen.';
COMMENT ON COLUMN "hyperliquid_fill"."recv_t" IS 'When we received what the event speaks of; null where there is no outside cause.';
COMMENT ON COLUMN "hyperliquid_fill"."venue" IS 'Venue, such as hyperliquid; null where meaningless.';
COMMENT ON COLUMN "hyperliquid_fill"."symbol" IS 'Instrument as the venue names it, such as BTC; null where meaningless.';
COMMENT ON COLUMN "hyperliquid_fill"."ts_mono_ns" IS 'Local monotonic clock at the event, nanoseconds; in replay it is the tape''s clock; null in imported logs, which have none. [ns]';
COMMENT ON COLUMN "hyperliquid_fill"."address" IS 'Address that traded: whoever crossed the spread, where the venue names both sides.';
COMMENT ON COLUMN "hyperliquid_fill"."price" IS 'Price. [quote per base]';
COMMENT ON COLUMN "hyperliquid_fill"."size" IS 'Size, unsigned. [base]';
COMMENT ON COLUMN "hyperliquid_fill"."size_usd" IS 'Price times size. [usd]';
COMMENT ON COLUMN "hyperliquid_fill"."side" IS 'Which way the address traded.';
COMMENT ON COLUMN "hyperliquid_fill"."is_liquidation" IS 'The fill was a liquidation; null where the source does not say.';
COMMENT ON COLUMN "hyperliquid_fill"."is_own" IS 'The fill was ours.';
COMMENT ON COLUMN "hyperliquid_fill"."is_anomaly" IS 'Size or price is far from the usual; null where not judged.';
COMMENT ON COLUMN "hyperliquid_fill"."sample_weight" IS 'One over the probability of having been kept. [ratio]';
COMMENT ON COLUMN "hyperliquid_fill"."counter_address" IS 'Address on the other side, whose order rested; null where the source does not say.';
COMMENT ON COLUMN "hyperliquid_fill"."venue_trade_id" IS 'The venue''s id of the fill, unique together with ts and symbol; null where the source does not say. [id]';
COMMENT ON COLUMN "hyperliquid_fill"."nan_fields" IS 'Columns, and guards'' readings as guard_details.<guard>, that were NaN or infinite where the event was made, and are null here.';
COMMENT ON COLUMN "hyperliquid_fill"."extra" IS 'Fields of the line that the schema does not know, as JSON text: kept, counted, never dropped.';
COMMENT ON COLUMN "hyperliquid_fill"."file_uuid" IS 'File the line came from.';
COMMENT ON COLUMN "hyperliquid_fill"."byte_offset" IS 'Place of the line''s first byte in that file, uncompressed. [bytes]';
