CREATE TABLE "query_audit" (
    "ts" TIMESTAMPTZ NOT NULL,
    "event_type" VARCHAR NOT NULL,
    "schema_v" INTEGER NOT NULL,
    "run_id" VARCHAR NOT NULL,
    "seq" BIGINT NOT NULL,
    "recv_t" TIMESTAMPTZ,
    "venue" VARCHAR,
    "symbol" VARCHAR,
    "ts_mono_ns" BIGINT,
    "who" VARCHAR NOT NULL,
    "question" VARCHAR NOT NULL,
    "plan" VARCHAR,
    "sql" VARCHAR,
    "rows" BIGINT,
    "duration_ms" DOUBLE NOT NULL,
    "tiers" VARCHAR,
    "refused_reason" VARCHAR,
    "nan_fields" VARCHAR[],
    "extra" MAP(VARCHAR, VARCHAR),
    "file_uuid" VARCHAR NOT NULL,
    "byte_offset" BIGINT NOT NULL
);
COMMENT ON TABLE "query_audit" IS 'One question asked: who, what it was compiled to, what it cost, or why it was refused.';
COMMENT ON COLUMN "query_audit"."ts" IS 'Event time, UTC: exchange or replay time of what happened, not the time of writing.';
COMMENT ON COLUMN "query_audit"."event_type" IS 'The stream''s name.';
COMMENT ON COLUMN "query_audit"."schema_v" IS 'Version of the stream''s schema that the line was written with. [count]';
COMMENT ON COLUMN "query_audit"."run_id" IS 'One start of one program (a UUIDv7 for our own).';
COMMENT ON COLUMN "query_audit"."seq" IS 'Position in its run and stream, from 1, without holes: a hole is a loss that can be seen.';
COMMENT ON COLUMN "query_audit"."recv_t" IS 'When we received what the event speaks of; null where there is no outside cause.';
COMMENT ON COLUMN "query_audit"."venue" IS 'Venue, such as hyperliquid; null where meaningless.';
COMMENT ON COLUMN "query_audit"."symbol" IS 'Instrument as the venue names it, such as BTC; null where meaningless.';
COMMENT ON COLUMN "query_audit"."ts_mono_ns" IS 'Local monotonic clock at the event, nanoseconds; in replay it is the tape''s clock; null in imported logs, which have none. [ns]';
COMMENT ON COLUMN "query_audit"."who" IS 'Who asked: the channel until callers have names.';
COMMENT ON COLUMN "query_audit"."question" IS 'The question as asked.';
COMMENT ON COLUMN "query_audit"."plan" IS 'The plan it was compiled to, as JSON; null when it could not be.';
COMMENT ON COLUMN "query_audit"."sql" IS 'The SQL that ran; null when none did.';
COMMENT ON COLUMN "query_audit"."rows" IS 'Rows returned. [count]';
COMMENT ON COLUMN "query_audit"."duration_ms" IS 'Time from question to answer. [ms]';
COMMENT ON COLUMN "query_audit"."tiers" IS 'Storage tiers that were read, such as hot.';
COMMENT ON COLUMN "query_audit"."refused_reason" IS 'Why it was not answered; null when it was.';
COMMENT ON COLUMN "query_audit"."nan_fields" IS 'Columns, and guards'' readings as guard_details.<guard>, that were NaN or infinite where the event was made, and are null here.';
COMMENT ON COLUMN "query_audit"."extra" IS 'Fields of the line that the schema does not know, as JSON text: kept, counted, never dropped.';
COMMENT ON COLUMN "query_audit"."file_uuid" IS 'File the line came from.';
COMMENT ON COLUMN "query_audit"."byte_offset" IS 'Place of the line''s first byte in that file, uncompressed. [bytes]';
