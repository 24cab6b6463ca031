CREATE TABLE "bot_log" (
    "ts" TIMESTAMPTZ NOT NULL,
    "event_type" VARCHAR NOT NULL,
    "schema_v" INTEGER NOT NULL,
    "run_id" VARCHAR NOT NULL,
    "seq" BIGINT NOT NULL,
    "recv_t" TIMESTAMPTZ,
    "venue" VARCHAR,
    "symbol" VARCHAR,
    "ts_mono_ns" BIGINT,
    "level" VARCHAR NOT NULL,
    "template" VARCHAR,
    "message" VARCHAR,
    "exception" VARCHAR,
    "source" VARCHAR,
    "nan_fields" VARCHAR[],
    "extra" MAP(VARCHAR, VARCHAR),
    "file_uuid" VARCHAR NOT NULL,
    "byte_offset" BIGINT NOT NULL
);
COMMENT ON TABLE "bot_log" IS 'Operational log of the programs, Serilog in CLEF form; properties are in extra.';
COMMENT ON COLUMN "bot_log"."ts" IS 'Event time, UTC: exchange or replay time of what happened, not the time of writing.';
COMMENT ON COLUMN "bot_log"."event_type" IS 'The stream''s name.';
COMMENT ON COLUMN "bot_log"."schema_v" IS 'Version of the stream''s schema that the line was written with. [count]';
COMMENT ON COLUMN "bot_log"."run_id" IS 'One start of one program (a UUIDv7 for our own).';
COMMENT ON COLUMN "bot_log"."seq" IS 'Position in its run and stream, from 1, without holes: a hole is a loss that can be seen.';
COMMENT ON COLUMN "bot_log"."recv_t" IS 'When we received what the event speaks of; null where there is no outside cause.';
COMMENT ON COLUMN "bot_log"."venue" IS 'Venue, such as hyperliquid; null where meaningless.';
COMMENT ON COLUMN "bot_log"."symbol" IS 'Instrument as the venue names it, such as BTC; null where meaningless.';
COMMENT ON COLUMN "bot_log"."ts_mono_ns" IS 'Local monotonic clock at the event, nanoseconds; in replay it is the tape''s clock; null in imported logs, which have none. [ns]';
COMMENT ON COLUMN "bot_log"."level" IS 'Severity.';
COMMENT ON COLUMN "bot_log"."template" IS 'Message template: the same for all lines of one statement.';
COMMENT ON COLUMN "bot_log"."message" IS 'Rendered message.';
COMMENT ON COLUMN "bot_log"."exception" IS 'Exception with its stack, if any.';
COMMENT ON COLUMN "bot_log"."source" IS 'Component that wrote it.';
COMMENT ON COLUMN "bot_log"."nan_fields" IS 'Columns, and guards'' readings as guard_details.<guard>, that were NaN or infinite where the event was made, and are null here.';
COMMENT ON COLUMN "bot_log"."extra" IS 'Fields of the line that the schema does not know, as JSON text: kept, counted, never dropped.';
COMMENT ON COLUMN "bot_log"."file_uuid" IS 'File the line came from.';
COMMENT ON COLUMN "bot_log"."byte_offset" IS 'Place of the line''s first byte in that file, uncompressed. [bytes]';
