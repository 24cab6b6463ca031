CREATE TABLE "signal" (
    "ts" TIMESTAMPTZ NOT NULL,
    "event_type" VARCHAR NOT NULL,
    "schema_v" INTEGER NOT NULL,
    "run_id" VARCHAR NOT NULL,
    "seq" BIGINT NOT NULL,
    "recv_t" TIMESTAMPTZ,
    "venue" VARCHAR,
    "symbol" VARCHAR,
    "ts_mono_ns" BIGINT,
    "signal_name" VARCHAR NOT NULL,
    "pred_direction" VARCHAR,
    "pred_magnitude_bps" DOUBLE,
    "cluster_width_bps" DOUBLE,
    "edge_bps_at_entry" DOUBLE,
    "regime_confidence" DOUBLE,
    "horizon_ms" INTEGER,
    "p_up" DOUBLE,
    "nan_fields" VARCHAR[],
    "extra" MAP(VARCHAR, VARCHAR),
    "file_uuid" VARCHAR NOT NULL,
    "byte_offset" BIGINT NOT NULL
);
COMMENT ON TABLE "signal" IS 'One prediction of one signal: direction, size, horizon and confidence.';
COMMENT ON COLUMN "signal"."ts" IS 'Event time, UTC: exchange or replay time of what happened, not the time of writing.';
COMMENT ON COLUMN "signal"."event_type" IS 'The stream''s name.';
COMMENT ON COLUMN "signal"."schema_v" IS 'Version of the stream''s schema that the line was written with. [count]';
COMMENT ON COLUMN "signal"."run_id" IS 'One start of one program (a UUIDv7 for our own).';
COMMENT ON COLUMN "signal"."seq" IS 'Position in its run and stream, from 1, without holes: a hole is a loss that can be seen.';
COMMENT ON COLUMN "signal"."recv_t" IS 'When we received what the event speaks of; null where there is no outside cause.';
COMMENT ON COLUMN "signal"."venue" IS 'Venue, such as hyperliquid; null where meaningless.';
COMMENT ON COLUMN "signal"."symbol" IS 'Instrument as the venue names it, such as BTC; null where meaningless.';
COMMENT ON COLUMN "signal"."ts_mono_ns" IS 'Local monotonic clock at the event, nanoseconds; in replay it is the tape''s clock; null in imported logs, which have none. [ns]';
COMMENT ON COLUMN "signal"."signal_name" IS 'Which signal.';
COMMENT ON COLUMN "signal"."pred_direction" IS 'Direction it predicts.';
COMMENT ON COLUMN "signal"."pred_magnitude_bps" IS 'Size of the predicted move. [bps]';
COMMENT ON COLUMN "signal"."cluster_width_bps" IS 'Width of the cluster of predictions. [bps]';
COMMENT ON COLUMN "signal"."edge_bps_at_entry" IS 'Expected edge of acting on it. [bps]';
COMMENT ON COLUMN "signal"."regime_confidence" IS 'Probability of the regime it was made in. [probability]';
COMMENT ON COLUMN "signal"."horizon_ms" IS 'How far ahead it looks. [ms]';
COMMENT ON COLUMN "signal"."p_up" IS 'Probability of an up move. [probability]';
COMMENT ON COLUMN "signal"."nan_fields" IS 'Columns, and guards'' readings as guard_details.<guard>, that were NaN or infinite where the event was made, and are null here.';
COMMENT ON COLUMN "signal"."extra" IS 'Fields of the line that the schema does not know, as JSON text: kept, counted, never dropped.';
COMMENT ON COLUMN "signal"."file_uuid" IS 'File the line came from.';
COMMENT ON COLUMN "signal"."byte_offset" IS 'Place of the line''s first byte in that file, uncompressed. [bytes]';
