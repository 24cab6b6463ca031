CREATE TABLE "sizing_risk" (
    "ts" TIMESTAMPTZ NOT NULL,
    "event_type" VARCHAR NOT NULL,
    "schema_v" INTEGER NOT NULL,
    "run_id" VARCHAR NOT NULL,
    "seq" BIGINT NOT NULL,
    "recv_t" TIMESTAMPTZ,
    "venue" VARCHAR,
    "symbol" VARCHAR,
    "ts_mono_ns" BIGINT,
    "daily_budget_usd" DECIMAL(18,8),
    "daily_loss_usd" DECIMAL(18,8),
    "daily_risk_remaining_usd" DECIMAL(18,8),
    "risk_utilization_pct" DOUBLE,
    "max_inventory" DOUBLE,
    "vol_scaled_max_inventory" DOUBLE,
    "target_inventory" DOUBLE,
    "clamped_target_inventory" DOUBLE,
    "nan_fields" VARCHAR[],
    "extra" MAP(VARCHAR, VARCHAR),
    "file_uuid" VARCHAR NOT NULL,
    "byte_offset" BIGINT NOT NULL
);
COMMENT ON TABLE "sizing_risk" IS 'Risk budget, and the inventory target it allows.';
COMMENT ON COLUMN "sizing_risk"."ts" IS 'Event time, UTC: exchange or replay time of what happened, not the time of writing.';
COMMENT ON COLUMN "sizing_risk"."event_type" IS 'The stream''s name.';
COMMENT ON COLUMN "sizing_risk"."schema_v" IS 'Version of the stream''s schema that the line was written with. [count]';
COMMENT ON COLUMN "sizing_risk"."run_id" IS 'One start of one program (a UUIDv7 for our own).';
COMMENT ON COLUMN "sizing_risk"."seq" IS 'Position in its run and stream, from 1, without holes: a hole is a loss that can be seen.';
COMMENT ON COLUMN "sizing_risk"."recv_t" IS 'When we received what the event speaks of; null where there is no outside cause.';
COMMENT ON COLUMN "sizing_risk"."venue" IS 'Venue, such as hyperliquid; null where meaningless.';
COMMENT ON COLUMN "sizing_risk"."symbol" IS 'Instrument as the venue names it, such as BTC; null where meaningless.';
COMMENT ON COLUMN "sizing_risk"."ts_mono_ns" IS 'Local monotonic clock at the event, nanoseconds; in replay it is the tape''s clock; null in imported logs, which have none. [ns]';
COMMENT ON COLUMN "sizing_risk"."daily_budget_usd" IS 'Loss allowed per UTC day. [usd]';
COMMENT ON COLUMN "sizing_risk"."daily_loss_usd" IS 'Loss of the day so far. [usd]';
COMMENT ON COLUMN "sizing_risk"."daily_risk_remaining_usd" IS 'Loss still allowed today. [usd]';
COMMENT ON COLUMN "sizing_risk"."risk_utilization_pct" IS 'Daily loss as a share of its budget, 0 … 100. [pct]';
COMMENT ON COLUMN "sizing_risk"."max_inventory" IS 'Largest position allowed. [base]';
COMMENT ON COLUMN "sizing_risk"."vol_scaled_max_inventory" IS 'The same, scaled to volatility. [base]';
COMMENT ON COLUMN "sizing_risk"."target_inventory" IS 'Position aimed for. [base]';
COMMENT ON COLUMN "sizing_risk"."clamped_target_inventory" IS 'Position aimed for after limits. [base]';
COMMENT ON COLUMN "sizing_risk"."nan_fields" IS 'Columns, and guards'' readings as guard_details.<guard>, that were NaN or infinite where the event was made, and are null here.';
COMMENT ON COLUMN "sizing_risk"."extra" IS 'Fields of the line that the schema does not know, as JSON text: kept, counted, never dropped.';
COMMENT ON COLUMN "sizing_risk"."file_uuid" IS 'File the line came from.';
COMMENT ON COLUMN "sizing_risk"."byte_offset" IS 'Place of the line''s first byte in that file, uncompressed. [bytes]';
