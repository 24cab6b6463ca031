CREATE TABLE "order_intent" (
    "ts" TIMESTAMPTZ NOT NULL,
    "event_type" VARCHAR NOT NULL,
    "schema_v" INTEGER NOT NULL,
    "run_id" VARCHAR NOT NULL,
    "seq" BIGINT NOT NULL,
    "recv_t" TIMESTAMPTZ,
    "venue" VARCHAR,
    "symbol" VARCHAR,
    "ts_mono_ns" BIGINT,
    "intent_id" VARCHAR NOT NULL,
    "side" VARCHAR,
    "decision" VARCHAR NOT NULL,
    "mode" VARCHAR,
    "price" DECIMAL(18,8),
    "size" DECIMAL(18,8),
    "level_ticks" INTEGER,
    "edge_bps_at_entry" DOUBLE,
    "p_fill_1s" DOUBLE,
    "queue_value_bps" DOUBLE,
    "toxicity" VARCHAR,
    "p_toxic" DOUBLE,
    "regime" VARCHAR,
    "regime_confidence" DOUBLE,
    "cluster_width_bps" DOUBLE,
    "pred_direction" VARCHAR,
    "pred_magnitude_bps" DOUBLE,
    "mid_price" DECIMAL(18,8),
    "spread_bps" DOUBLE,
    "inventory" DECIMAL(18,8),
    "target_inventory" DECIMAL(18,8),
    "veto_reason_primary" VARCHAR,
    "veto_reason_secondary" VARCHAR,
    "veto_reasons" VARCHAR[] NOT NULL,
    "guard_details" STRUCT("kill_switch" STRUCT("value" DOUBLE, "threshold" DOUBLE, "unit" VARCHAR, "passed" BOOLEAN), "stale_data" STRUCT("value" DOUBLE, "threshold" DOUBLE, "unit" VARCHAR, "passed" BOOLEAN), "daily_risk_budget" STRUCT("value" DOUBLE, "threshold" DOUBLE, "unit" VARCHAR, "passed" BOOLEAN), "max_inventory" STRUCT("value" DOUBLE, "threshold" DOUBLE, "unit" VARCHAR, "passed" BOOLEAN), "min_order_interval" STRUCT("value" DOUBLE, "threshold" DOUBLE, "unit" VARCHAR, "passed" BOOLEAN), "rate_limit" STRUCT("value" DOUBLE, "threshold" DOUBLE, "unit" VARCHAR, "passed" BOOLEAN), "spread_guard" STRUCT("value" DOUBLE, "threshold" DOUBLE, "unit" VARCHAR, "passed" BOOLEAN), "volatility_guard" STRUCT("value" DOUBLE, "threshold" DOUBLE, "unit" VARCHAR, "passed" BOOLEAN), "liquidity_guard" STRUCT("value" DOUBLE, "threshold" DOUBLE, "unit" VARCHAR, "passed" BOOLEAN), "toxicity_guard" STRUCT("value" DOUBLE, "threshold" DOUBLE, "unit" VARCHAR, "passed" BOOLEAN), "no_edge" STRUCT("value" DOUBLE, "threshold" DOUBLE, "unit" VARCHAR, "passed" BOOLEAN), "warmup" STRUCT("value" DOUBLE, "threshold" DOUBLE, "unit" VARCHAR, "passed" BOOLEAN), "threshold" STRUCT("value" DOUBLE, "threshold" DOUBLE, "unit" VARCHAR, "passed" BOOLEAN), "band" STRUCT("value" DOUBLE, "threshold" DOUBLE, "unit" VARCHAR, "passed" BOOLEAN), "volatility_ok" STRUCT("value" DOUBLE, "threshold" DOUBLE, "unit" VARCHAR, "passed" BOOLEAN), "liquidity_ok" STRUCT("value" DOUBLE, "threshold" DOUBLE, "unit" VARCHAR, "passed" BOOLEAN), "risk_ok" STRUCT("value" DOUBLE, "threshold" DOUBLE, "unit" VARCHAR, "passed" BOOLEAN)),
    "repeat_count" INTEGER NOT NULL,
    "first_t" TIMESTAMPTZ NOT NULL,
    "nan_fields" VARCHAR[],
    "extra" MAP(VARCHAR, VARCHAR),
    "file_uuid" VARCHAR NOT NULL,
    "byte_offset" BIGINT NOT NULL
);
COMMENT ON TABLE "order_intent" IS 'One decision per side and quote cycle, accepted or vetoed, with every guard''s value and threshold.';
COMMENT ON COLUMN "order_intent"."ts" IS 'Event time, UTC: exchange or replay time of what happened, not the time of writing.';
COMMENT ON COLUMN "order_intent"."event_type" IS 'The stream''s name.';
COMMENT ON COLUMN "order_intent"."schema_v" IS 'Version of the stream''s schema that the line was written with. [count]';
COMMENT ON COLUMN "order_intent"."run_id" IS 'One start of one program (a UUIDv7 for our own).';
COMMENT ON COLUMN "order_intent"."seq" IS 'Position in its run and stream, from 1, without holes: a hole is a loss that can be seen.';
COMMENT ON COLUMN "order_intent"."recv_t" IS 'When we received what the event speaks of; null where there is no outside cause.';
COMMENT ON COLUMN "order_intent"."venue" IS 'Venue, such as hyperliquid; null where meaningless.';
COMMENT ON COLUMN "order_intent"."symbol" IS 'Instrument as the venue names it, such as BTC; null where meaningless.';
COMMENT ON COLUMN "order_intent"."ts_mono_ns" IS 'Local monotonic clock at the event, nanoseconds; in replay it is the tape''s clock; null in imported logs, which have none. [ns]';
COMMENT ON COLUMN "order_intent"."intent_id" IS 'Identity of the decision in its run; orders and executions refer to it.';
COMMENT ON COLUMN "order_intent"."side" IS 'Side the decision is about; null where an imported decision had none.';
COMMENT ON COLUMN "order_intent"."decision" IS 'What was decided.';
COMMENT ON COLUMN "order_intent"."mode" IS 'Execution mode at the decision.';
COMMENT ON COLUMN "order_intent"."price" IS 'Price wanted; null when nothing was wanted. [quote per base]';
COMMENT ON COLUMN "order_intent"."size" IS 'Size wanted; null when nothing was wanted. [base]';
COMMENT ON COLUMN "order_intent"."level_ticks" IS 'Distance of the wanted price from the best on its side; 0 joins the best, positive is deeper. [ticks]';
COMMENT ON COLUMN "order_intent"."edge_bps_at_entry" IS 'Expected edge of a fill at the wanted price before adverse selection, after fees. [bps]';
COMMENT ON COLUMN "order_intent"."p_fill_1s" IS 'Probability of a fill within one second; null until a model of fills gives it. [probability]';
COMMENT ON COLUMN "order_intent"."queue_value_bps" IS 'Expected edge conditional on being filled: edge less expected adverse selection. [bps]';
COMMENT ON COLUMN "order_intent"."toxicity" IS 'Class of the flow against this side.';
COMMENT ON COLUMN "order_intent"."p_toxic" IS 'Probability that a fill now would be toxic; null until a model is trained. [probability]';
COMMENT ON COLUMN "order_intent"."regime" IS 'Volatility regime.';
COMMENT ON COLUMN "order_intent"."regime_confidence" IS 'Probability of that regime. [probability]';
COMMENT ON COLUMN "order_intent"."cluster_width_bps" IS 'Width of the cluster of predictions. [bps]';
COMMENT ON COLUMN "order_intent"."pred_direction" IS 'Direction the signals predict; null where none speaks.';
COMMENT ON COLUMN "order_intent"."pred_magnitude_bps" IS 'Size of the predicted move. [bps]';
COMMENT ON COLUMN "order_intent"."mid_price" IS 'Mid price at the decision; null when a side of the book was empty. [quote per base]';
COMMENT ON COLUMN "order_intent"."spread_bps" IS 'Market spread at the decision, relative to mid. [bps]';
COMMENT ON COLUMN "order_intent"."inventory" IS 'Signed position at the decision. [base]';
COMMENT ON COLUMN "order_intent"."target_inventory" IS 'Position aimed for. [base]';
COMMENT ON COLUMN "order_intent"."veto_reason_primary" IS 'First failing guard in the order of evaluation; null exactly when nothing vetoed.';
COMMENT ON COLUMN "order_intent"."veto_reason_secondary" IS 'Next failing guard.';
COMMENT ON COLUMN "order_intent"."veto_reasons" IS 'Every failing guard, in the order of evaluation.';
COMMENT ON COLUMN "order_intent"."guard_details" IS 'Every guard''s value, threshold, unit and verdict. A value that could not be measured is null, fails, and is named in nan_fields, such as guard_details.stale_data; a null that passes is of a guard that does not apply to the decision; imported logs may keep the verdict alone.';
COMMENT ON COLUMN "order_intent"."repeat_count" IS 'Identical consecutive decisions this row stands for; every rate is weighted by it. Identical in decision, vetoes, price, size, mode, inventory, toxicity and regime; what is read off the market is the last one''s. [count]';
COMMENT ON COLUMN "order_intent"."first_t" IS 'Time of the first of them.';
COMMENT ON COLUMN "order_intent"."nan_fields" IS 'Columns, and guards'' readings as guard_details.<guard>, that were NaN or infinite where the event was made, and are null here.';
COMMENT ON COLUMN "order_intent"."extra" IS 'Fields of the line that the schema does not know, as JSON text: kept, counted, never dropped.';
COMMENT ON COLUMN "order_intent"."file_uuid" IS 'File the line came from.';
COMMENT ON COLUMN "order_intent"."byte_offset" IS 'Place of the line''s first byte in that file, uncompressed. [bytes]';
