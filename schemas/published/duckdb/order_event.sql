CREATE TABLE "order_event" (
    "ts" TIMESTAMPTZ NOT NULL,
    "event_type" VARCHAR NOT NULL,
    "schema_v" INTEGER NOT NULL,
    "run_id" VARCHAR NOT NULL,
    "seq" BIGINT NOT NULL,
    "recv_t" TIMESTAMPTZ,
    "venue" VARCHAR,
    "symbol" VARCHAR,
    "ts_mono_ns" BIGINT,
    "order_id" VARCHAR NOT NULL,
    "client_order_id" VARCHAR NOT NULL,
    "intent_id" VARCHAR,
    "action" VARCHAR NOT NULL,
    "reason" VARCHAR,
    "latency_ms" DOUBLE,
    "side" VARCHAR NOT NULL,
    "price" DECIMAL(18,8) NOT NULL,
    "size" DECIMAL(18,8) NOT NULL,
    "nan_fields" VARCHAR[],
    "extra" MAP(VARCHAR, VARCHAR),
    "file_uuid" VARCHAR NOT NULL,
    "byte_offset" BIGINT NOT NULL
);
COMMENT ON TABLE "order_event" IS 'One step in the life of one order: sent, accepted, refused, cancelled, replaced, expired or throttled.';
COMMENT ON COLUMN "order_event"."ts" IS 'Event time, UTC: exchange or replay time of what happened, not the time of writing.';
COMMENT ON COLUMN "order_event"."event_type" IS 'The stream''s name.';
COMMENT ON COLUMN "order_event"."schema_v" IS 'Version of the stream''s schema that the line was written with. [count]';
COMMENT ON COLUMN "order_event"."run_id" IS 'One start of one program (a UUIDv7 for our own).';
COMMENT ON COLUMN "order_event"."seq" IS 'Position in its run and stream, from 1, without holes: a hole is a loss that can be seen.';
COMMENT ON COLUMN "order_event"."recv_t" IS 'When we received what the event speaks of; null where there is no outside cause.';
COMMENT ON COLUMN "order_event"."venue" IS 'Venue, such as hyperliquid; null where meaningless.';
COMMENT ON COLUMN "order_event"."symbol" IS 'Instrument as the venue names it, such as BTC; null where meaningless.';
COMMENT ON COLUMN "order_event"."ts_mono_ns" IS 'Local monotonic clock at the event, nanoseconds; in replay it is the tape''s clock; null in imported logs, which have none. [ns]';
COMMENT ON COLUMN "order_event"."order_id" IS 'Identity of the order in its run.';
COMMENT ON COLUMN "order_event"."client_order_id" IS 'Identity we gave the order at the venue.';
COMMENT ON COLUMN "order_event"."intent_id" IS 'Decision that caused the step.';
COMMENT ON COLUMN "order_event"."action" IS 'What happened.';
COMMENT ON COLUMN "order_event"."reason" IS 'Why: the venue''s text or ours; null where the action says it all.';
COMMENT ON COLUMN "order_event"."latency_ms" IS 'Time from our request to this answer; null for the request itself. [ms]';
COMMENT ON COLUMN "order_event"."side" IS 'Side of the order.';
COMMENT ON COLUMN "order_event"."price" IS 'Limit price. [quote per base]';
COMMENT ON COLUMN "order_event"."size" IS 'Size still open. [base]';
COMMENT ON COLUMN "order_event"."nan_fields" IS 'Columns, and guards'' readings as guard_details.<guard>, that were NaN or infinite where the event was made, and are null here.';
COMMENT ON COLUMN "order_event"."extra" IS 'Fields of the line that the schema does not know, as JSON text: kept, counted, never dropped.';
COMMENT ON COLUMN "order_event"."file_uuid" IS 'File the line came from.';
COMMENT ON COLUMN "order_event"."byte_offset" IS 'Place of the line''s first byte in that file, uncompressed. [bytes]';
