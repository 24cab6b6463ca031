CREATE TABLE "health_snapshot" (
    "ts" TIMESTAMPTZ NOT NULL,
    "event_type" VARCHAR NOT NULL,
    "schema_v" INTEGER NOT NULL,
    "run_id" VARCHAR NOT NULL,
    "seq" BIGINT NOT NULL,
    "recv_t" TIMESTAMPTZ,
    "venue" VARCHAR,
    "symbol" VARCHAR,
    "ts_mono_ns" BIGINT,
    "snapshot_trigger" VARCHAR NOT NULL,
    "error_rate_15m" DOUBLE,
    "order_reject_rate_1h" DOUBLE,
    "throttle_events_1h" BIGINT,
    "ws_staleness_ms" DOUBLE,
    "funding_staleness_s" DOUBLE,
    "market_data_gap_max_ms_1h" DOUBLE,
    "daily_loss_usd" DECIMAL(18,8),
    "daily_risk_remaining_usd" DECIMAL(18,8),
    "risk_utilization_pct" DOUBLE,
    "mode" VARCHAR,
    "inventory" DECIMAL(18,8),
    "equity_usd" DECIMAL(18,8),
    "decision_latency_p50_us" DOUBLE,
    "decision_latency_p99_us" DOUBLE,
    "ws_reconnects_1h" BIGINT,
    "events_dropped" BIGINT,
    "event_queue_depth" INTEGER,
    "journal_state" VARCHAR,
    "journal_failures" BIGINT,
    "nan_fields" VARCHAR[],
    "extra" MAP(VARCHAR, VARCHAR),
    "file_uuid" VARCHAR NOT NULL,
    "byte_offset" BIGINT NOT NULL
);
COMMENT ON TABLE "health_snapshot" IS 'How the bot is, per symbol: feed ages, errors, risk used, latencies, dropped events. Every five minutes and on change.';
COMMENT ON COLUMN "health_snapshot"."ts" IS 'Event time, UTC: exchange or replay time of what happened, not the time of writing.';
COMMENT ON COLUMN "health_snapshot"."event_type" IS 'The stream''s name.';
COMMENT ON COLUMN "health_snapshot"."schema_v" IS 'Version of the stream''s schema that the line was written with. [count]';
COMMENT ON COLUMN "health_snapshot"."run_id" IS 'One start of one program (a UUIDv7 for our own).';
COMMENT ON COLUMN "health_snapshot"."seq" IS 'Position in its run and stream, from 1, without holes: a hole is a loss that can be seen.';
COMMENT ON COLUMN "health_snapshot"."recv_t" IS 'When we received what the event speaks of; null where there is no outside cause.';
COMMENT ON COLUMN "health_snapshot"."venue" IS 'Venue, such as hyperliquid; null where meaningless.';
COMMENT ON COLUMN "health_snapshot"."symbol" IS 'Instrument as the venue names it, such as BTC; null where meaningless.';
COMMENT ON COLUMN "health_snapshot"."ts_mono_ns" IS 'Local monotonic clock at the event, nanoseconds; in replay it is the tape''s clock; null in imported logs, which have none. [ns]';
COMMENT ON COLUMN "health_snapshot"."snapshot_trigger" IS 'What made the snapshot.';
COMMENT ON COLUMN "health_snapshot"."error_rate_15m" IS 'Share of input messages of the last 15 minutes that were refused. [rate]';
COMMENT ON COLUMN "health_snapshot"."order_reject_rate_1h" IS 'Share of orders of the last hour that the venue refused. [rate]';
COMMENT ON COLUMN "health_snapshot"."throttle_events_1h" IS 'Orders of the last hour not sent because of a message limit. [count]';
COMMENT ON COLUMN "health_snapshot"."ws_staleness_ms" IS 'Age of the last message of the symbol''s feed, by receive time. [ms]';
COMMENT ON COLUMN "health_snapshot"."funding_staleness_s" IS 'Age of the last funding rate; null when the tape has none. [s]';
COMMENT ON COLUMN "health_snapshot"."market_data_gap_max_ms_1h" IS 'Longest silence of the symbol''s feed in the last hour. [ms]';
COMMENT ON COLUMN "health_snapshot"."daily_loss_usd" IS 'Loss of the UTC day so far, realised and unrealised, after fees; 0 when the day is in profit. [usd]';
COMMENT ON COLUMN "health_snapshot"."daily_risk_remaining_usd" IS 'Loss still allowed today. [usd]';
COMMENT ON COLUMN "health_snapshot"."risk_utilization_pct" IS 'Daily loss as a share of its budget, 0 … 100. [pct]';
COMMENT ON COLUMN "health_snapshot"."mode" IS 'Execution mode.';
COMMENT ON COLUMN "health_snapshot"."inventory" IS 'Signed position. [base]';
COMMENT ON COLUMN "health_snapshot"."equity_usd" IS 'Account value: starting equity plus all profit and loss after fees, marked at mid. [usd]';
COMMENT ON COLUMN "health_snapshot"."decision_latency_p50_us" IS 'Median time from event to decision; null in replay, which has no wall clock. [us]';
COMMENT ON COLUMN "health_snapshot"."decision_latency_p99_us" IS '99th percentile of the same. [us]';
COMMENT ON COLUMN "health_snapshot"."ws_reconnects_1h" IS 'Reconnects of the feed in the last hour. [count]';
COMMENT ON COLUMN "health_snapshot"."events_dropped" IS 'Events lost to a full journal queue since the start. [count]';
COMMENT ON COLUMN "health_snapshot"."event_queue_depth" IS 'Events waiting for the journal writer; null in replay, where the tape waits for the writer. [count]';
COMMENT ON COLUMN "health_snapshot"."journal_state" IS 'How the journal fares; null in replay, where the tape waits for the writer.';
COMMENT ON COLUMN "health_snapshot"."journal_failures" IS 'Writes of the journal that failed since the start and were, or are being, tried again; null in replay. [count]';
COMMENT ON COLUMN "health_snapshot"."nan_fields" IS 'Columns, and guards'' readings as guard_details.<guard>, that were NaN or infinite where the event was made, and are null here.';
COMMENT ON COLUMN "health_snapshot"."extra" IS 'Fields of the line that the schema does not know, as JSON text: kept, counted, never dropped.';
COMMENT ON COLUMN "health_snapshot"."file_uuid" IS 'File the line came from.';
COMMENT ON COLUMN "health_snapshot"."byte_offset" IS 'Place of the line''s first byte in that file, uncompressed. [bytes]';
