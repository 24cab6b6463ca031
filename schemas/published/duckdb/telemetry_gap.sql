CREATE TABLE "telemetry_gap" (
    "ts" TIMESTAMPTZ NOT NULL,
    "event_type" VARCHAR NOT NULL,
    "schema_v" INTEGER NOT NULL,
    "run_id" VARCHAR NOT NULL,
    "seq" BIGINT NOT NULL,
    "recv_t" TIMESTAMPTZ,
    "venue" VARCHAR,
    "symbol" VARCHAR,
    "ts_mono_ns" BIGINT,
    "stream" VARCHAR NOT NULL,
    "lost_events" BIGINT NOT NULL,
    "from_seq" BIGINT NOT NULL,
    "to_seq" BIGINT NOT NULL,
    "cause" VARCHAR NOT NULL,
    "nan_fields" VARCHAR[],
    "extra" MAP(VARCHAR, VARCHAR),
    "file_uuid" VARCHAR NOT NULL,
    "byte_offset" BIGINT NOT NULL
);
COMMENT ON TABLE "telemetry_gap" IS 'Events of one stream that were lost because the journal queue overflowed, as an exact range.';
COMMENT ON COLUMN "telemetry_gap"."ts" IS 'Event time, UTC: exchange or replay time of what happened, not the time of writing.';
COMMENT ON COLUMN "telemetry_gap"."event_type" IS 'The stream''s name.';
COMMENT ON COLUMN "telemetry_gap"."schema_v" IS 'Version of the stream''s schema that the line was written with. [count]';
COMMENT ON COLUMN "telemetry_gap"."run_id" IS 'One start of one program (a UUIDv7 for our own).';
COMMENT ON COLUMN "telemetry_gap"."seq" IS 'Position in its run and stream, from 1, without holes: a hole is a loss that can be seen.';
COMMENT ON COLUMN "telemetry_gap"."recv_t" IS 'When we received what the event speaks of; null where there is no outside cause.';
COMMENT ON COLUMN "telemetry_gap"."venue" IS 'Venue, such as hyperliquid; null where meaningless.';
COMMENT ON COLUMN "telemetry_gap"."symbol" IS 'Instrument as the venue names it, such as BTC; null where meaningless.';
COMMENT ON COLUMN "telemetry_gap"."ts_mono_ns" IS 'Local monotonic clock at the event, nanoseconds; in replay it is the tape''s clock; null in imported logs, which have none. [ns]';
COMMENT ON COLUMN "telemetry_gap"."stream" IS 'Stream that lost them.';
COMMENT ON COLUMN "telemetry_gap"."lost_events" IS 'How many. [count]';
COMMENT ON COLUMN "telemetry_gap"."from_seq" IS 'First lost position.';
COMMENT ON COLUMN "telemetry_gap"."to_seq" IS 'Last lost position.';
COMMENT ON COLUMN "telemetry_gap"."cause" IS 'What was full or failing.';
COMMENT ON COLUMN "telemetry_gap"."nan_fields" IS 'Columns, and guards'' readings as guard_details.<guard>, that were NaN or infinite where the event was made, and are null here.';
COMMENT ON COLUMN "telemetry_gap"."extra" IS 'Fields of the line that the schema does not know, as JSON text: kept, counted, never dropped.';
COMMENT ON COLUMN "telemetry_gap"."file_uuid" IS 'File the line came from.';
COMMENT ON COLUMN "telemetry_gap"."byte_offset" IS 'Place of the line''s first byte in that file, uncompressed. [bytes]';
