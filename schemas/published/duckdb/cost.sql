CREATE TABLE "cost" (
    "ts" TIMESTAMPTZ NOT NULL,
    "event_type" VARCHAR NOT NULL,
    "schema_v" INTEGER NOT NULL,
    "run_id" VARCHAR NOT NULL,
    "seq" BIGINT NOT NULL,
    "recv_t" TIMESTAMPTZ,
    "venue" VARCHAR,
    "symbol" VARCHAR,
    "ts_mono_ns" BIGINT,
    "trade_id" VARCHAR,
    "fill_id" VARCHAR,
    "kind" VARCHAR NOT NULL,
    "amount_usd" DECIMAL(18,8) NOT NULL,
    "rate_bps" DOUBLE,
    "nan_fields" VARCHAR[],
    "extra" MAP(VARCHAR, VARCHAR),
    "file_uuid" VARCHAR NOT NULL,
    "byte_offset" BIGINT NOT NULL
);
COMMENT ON TABLE "cost" IS 'One cost of trading: fee, rebate, funding, slippage or impact; positive is paid, negative is earned.';
COMMENT ON COLUMN "cost"."ts" IS 'Event time, UTC: exchange or replay time of what happened, not the time of writing.';
COMMENT ON COLUMN "cost"."event_type" IS 'The stream''s name.';
COMMENT ON COLUMN "cost"."schema_v" IS 'Version of the stream''s schema that the line was written with. [count]';
COMMENT ON COLUMN "cost"."run_id" IS 'One start of one program (a UUIDv7 for our own).';
COMMENT ON COLUMN "cost"."seq" IS 'Position in its run and stream, from 1, without holes: a hole is a loss that can be seen.';
COMMENT ON COLUMN "cost"."recv_t" IS 'When we received what the event speaks of; null where there is no outside cause.';
COMMENT ON COLUMN "cost"."venue" IS 'Venue, such as hyperliquid; null where meaningless.';
COMMENT ON COLUMN "cost"."symbol" IS 'Instrument as the venue names it, such as BTC; null where meaningless.';
COMMENT ON COLUMN "cost"."ts_mono_ns" IS 'Local monotonic clock at the event, nanoseconds; in replay it is the tape''s clock; null in imported logs, which have none. [ns]';
COMMENT ON COLUMN "cost"."trade_id" IS 'Trade that bears it; null where it has none.';
COMMENT ON COLUMN "cost"."fill_id" IS 'Fill that caused it; null for funding.';
COMMENT ON COLUMN "cost"."kind" IS 'What kind.';
COMMENT ON COLUMN "cost"."amount_usd" IS 'Amount; positive is paid, negative is earned. [usd]';
COMMENT ON COLUMN "cost"."rate_bps" IS 'Rate on the notional. [bps]';
COMMENT ON COLUMN "cost"."nan_fields" IS 'Columns, and guards'' readings as guard_details.<guard>, that were NaN or infinite where the event was made, and are null here.';
COMMENT ON COLUMN "cost"."extra" IS 'Fields of the line that the schema does not know, as JSON text: kept, counted, never dropped.';
COMMENT ON COLUMN "cost"."file_uuid" IS 'File the line came from.';
COMMENT ON COLUMN "cost"."byte_offset" IS 'Place of the line''s first byte in that file, uncompressed. [bytes]';
