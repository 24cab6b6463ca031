CREATE TABLE "job_run" (
    "ts" TIMESTAMPTZ NOT NULL,
    "event_type" VARCHAR NOT NULL,
    "schema_v" INTEGER NOT NULL,
    "run_id" VARCHAR NOT NULL,
    "seq" BIGINT NOT NULL,
    "recv_t" TIMESTAMPTZ,
    "venue" VARCHAR,
    "symbol" VARCHAR,
    "ts_mono_ns" BIGINT,
    "job" VARCHAR NOT NULL,
    "window_start_at" TIMESTAMPTZ,
    "window_end_at" TIMESTAMPTZ,
    "status" VARCHAR NOT NULL,
    "duration_ms" DOUBLE NOT NULL,
    "rows_in" BIGINT NOT NULL,
    "rows_out" BIGINT NOT NULL,
    "error" VARCHAR,
    "nan_fields" VARCHAR[],
    "extra" MAP(VARCHAR, VARCHAR),
    "file_uuid" VARCHAR NOT NULL,
    "byte_offset" BIGINT NOT NULL
);
COMMENT ON TABLE "job_run" IS 'One run of one job: what it read, what it wrote, how long it took.';
COMMENT ON COLUMN "job_run"."ts" IS 'Event time, UTC: exchange or replay time of what happened, not the time of writing.';
COMMENT ON COLUMN "job_run"."event_type" IS 'The stream''s name.';
COMMENT ON COLUMN "job_run"."schema_v" IS 'Version of the stream''s schema that the line was written with. [count]';
COMMENT ON COLUMN "job_run"."run_id" IS 'One start of one program (a UUIDv7 for our own).';
COMMENT ON COLUMN "job_run"."seq" IS 'Position in its run and stream, from 1, without holes: a hole is a loss that can be seen.';
COMMENT ON COLUMN "job_run"."recv_t" IS 'When we received what the event speaks of; null where there is no outside cause.';
COMMENT ON COLUMN "job_run"."venue" IS 'Venue, such as hyperliquid; null where meaningless.';
COMMENT ON COLUMN "job_run"."symbol" IS 'Instrument as the venue names it, such as BTC; null where meaningless.';
COMMENT ON COLUMN "job_run"."ts_mono_ns" IS 'Local monotonic clock at the event, nanoseconds; in replay it is the tape''s clock; null in imported logs, which have none. [ns]';
COMMENT ON COLUMN "job_run"."job" IS 'Which job.';
COMMENT ON COLUMN "job_run"."window_start_at" IS 'Start of the window it covers.';
COMMENT ON COLUMN "job_run"."window_end_at" IS 'End of the window it covers, exclusive.';
COMMENT ON COLUMN "job_run"."status" IS 'How it ended.';
COMMENT ON COLUMN "job_run"."duration_ms" IS 'How long it took. [ms]';
COMMENT ON COLUMN "job_run"."rows_in" IS 'Rows read. [count]';
COMMENT ON COLUMN "job_run"."rows_out" IS 'Rows written. [count]';
COMMENT ON COLUMN "job_run"."error" IS 'What went wrong, with the remedy; null when nothing did.';
COMMENT ON COLUMN "job_run"."nan_fields" IS 'Columns, and guards'' readings as guard_details.<guard>, that were NaN or infinite where the event was made, and are null here.';
COMMENT ON COLUMN "job_run"."extra" IS 'Fields of the line that the schema does not know, as JSON text: kept, counted, never dropped.';
COMMENT ON COLUMN "job_run"."file_uuid" IS 'File the line came from.';
COMMENT ON COLUMN "job_run"."byte_offset" IS 'Place of the line''s first byte in that file, uncompressed. [bytes]';
