CREATE TABLE "quarantine" (
    "ts" TIMESTAMPTZ NOT NULL,
    "event_type" VARCHAR NOT NULL,
    "schema_v" INTEGER NOT NULL,
    "run_id" VARCHAR NOT NULL,
    "seq" BIGINT NOT NULL,
    "recv_t" TIMESTAMPTZ,
    "venue" VARCHAR,
    "symbol" VARCHAR,
    "ts_mono_ns" BIGINT,
    "target_stream" VARCHAR,
    "source_file" VARCHAR NOT NULL,
    "source_byte_offset" BIGINT NOT NULL,
    "reason" VARCHAR NOT NULL,
    "raw_line" VARCHAR NOT NULL,
    "nan_fields" VARCHAR[],
    "extra" MAP(VARCHAR, VARCHAR),
    "file_uuid" VARCHAR NOT NULL,
    "byte_offset" BIGINT NOT NULL
);
COMMENT ON TABLE "quarantine" IS 'A line that was refused: where it stands, why, and the line itself.';
COMMENT ON COLUMN "quarantine"."ts" IS 'Event time, UTC: exchange or replay time of what happened, not the time of writing.';
COMMENT ON COLUMN "quarantine"."event_type" IS 'The stream''s name.';
COMMENT ON COLUMN "quarantine"."schema_v" IS 'Version of the stream''s schema that the line was written with. [count]';
COMMENT ON COLUMN "quarantine"."run_id" IS 'One start of one program (a UUIDv7 for our own).';
COMMENT ON COLUMN "quarantine"."seq" IS 'Position in its run and stream, from 1, without holes: a hole is a loss that can be seen.';
COMMENT ON COLUMN "quarantine"."recv_t" IS 'When we received what the event speaks of; null where there is no outside cause.';
COMMENT ON COLUMN "quarantine"."venue" IS 'Venue, such as hyperliquid; null where meaningless.';
COMMENT ON COLUMN "quarantine"."symbol" IS 'Instrument as the venue names it, such as BTC; null where meaningless.';
COMMENT ON COLUMN "quarantine"."ts_mono_ns" IS 'Local monotonic clock at the event, nanoseconds; in replay it is the tape''s clock; null in imported logs, which have none. [ns]';
COMMENT ON COLUMN "quarantine"."target_stream" IS 'Stream the line was meant for; null when that cannot be told.';
COMMENT ON COLUMN "quarantine"."source_file" IS 'File the line came from, as the collector saw it.';
COMMENT ON COLUMN "quarantine"."source_byte_offset" IS 'Place of the line''s first byte in that file. [bytes]';
COMMENT ON COLUMN "quarantine"."reason" IS 'Why it was refused: the column, the value and the rule.';
COMMENT ON COLUMN "quarantine"."raw_line" IS 'The line, cut to 64 KiB.';
COMMENT ON COLUMN "quarantine"."nan_fields" IS 'Columns, and guards'' readings as guard_details.<guard>, that were NaN or infinite where the event was made, and are null here.';
COMMENT ON COLUMN "quarantine"."extra" IS 'Fields of the line that the schema does not know, as JSON text: kept, counted, never dropped.';
COMMENT ON COLUMN "quarantine"."file_uuid" IS 'File the line came from.';
COMMENT ON COLUMN "quarantine"."byte_offset" IS 'Place of the line''s first byte in that file, uncompressed. [bytes]';
