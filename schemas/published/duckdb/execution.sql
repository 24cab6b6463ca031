CREATE TABLE "execution" (
    "ts" TIMESTAMPTZ NOT NULL,
    "event_type" VARCHAR NOT NULL,
    "schema_v" INTEGER NOT NULL,
    "run_id" VARCHAR NOT NULL,
    "seq" BIGINT NOT NULL,
    "recv_t" TIMESTAMPTZ,
    "venue" VARCHAR,
    "symbol" VARCHAR,
    "ts_mono_ns" BIGINT,
    "fill_id" VARCHAR NOT NULL,
    "order_id" VARCHAR,
    "intent_id" VARCHAR,
    "trade_id" VARCHAR,
    "side" VARCHAR NOT NULL,
    "liquidity" VARCHAR,
    "fill_price" DECIMAL(18,8) NOT NULL,
    "fill_size" DECIMAL(18,8) NOT NULL,
    "notional_usd" DECIMAL(18,8) NOT NULL,
    "fee_usd" DECIMAL(18,8),
    "is_entry" BOOLEAN,
    "is_exit" BOOLEAN,
    "position_before" DECIMAL(18,8),
    "position_after" DECIMAL(18,8),
    "realized_pnl_usd" DECIMAL(18,8),
    "exit_reason" VARCHAR,
    "mid_at_fill" DECIMAL(18,8),
    "slippage_bps" DOUBLE,
    "raw_pred_bps" DOUBLE,
    "pred_cal_bps_at_entry" DOUBLE,
    "in_band_at_entry" BOOLEAN,
    "calibration_timestamp" TIMESTAMPTZ,
    "mode" VARCHAR,
    "toxicity" VARCHAR,
    "regime" VARCHAR,
    "fill_cause" VARCHAR,
    "queue_ahead_at_entry" DECIMAL(18,8),
    "book_age_ms" DOUBLE,
    "nan_fields" VARCHAR[],
    "extra" MAP(VARCHAR, VARCHAR),
    "file_uuid" VARCHAR NOT NULL,
    "byte_offset" BIGINT NOT NULL
);
COMMENT ON TABLE "execution" IS 'One fill leg: what was traded, what it cost, what it did to the position, and which trade it belongs to.';
COMMENT ON COLUMN "execution"."ts" IS 'Event time, UTC: exchange or replay time of what happened, not the time of writing.';
COMMENT ON COLUMN "execution"."event_type" IS 'The stream''s name.';
COMMENT ON COLUMN "execution"."schema_v" IS 'Version of the stream''s schema that the line was written with. [count]';
COMMENT ON COLUMN "execution"."run_id" IS 'One start of one program (a UUIDv7 for our own).';
COMMENT ON COLUMN "execution"."seq" IS 'Position in its run and stream, from 1, without holes: a hole is a loss that can be seen.';
COMMENT ON COLUMN "execution"."recv_t" IS 'When we received what the event speaks of; null where there is no outside cause.';
COMMENT ON COLUMN "execution"."venue" IS 'Venue, such as hyperliquid; null where meaningless.';
COMMENT ON COLUMN "execution"."symbol" IS 'Instrument as the venue names it, such as BTC; null where meaningless.';
COMMENT ON COLUMN "execution"."ts_mono_ns" IS 'Local monotonic clock at the event, nanoseconds; in replay it is the tape''s clock; null in imported logs, which have none. [ns]';
COMMENT ON COLUMN "execution"."fill_id" IS 'Identity of the fill leg in its run.';
COMMENT ON COLUMN "execution"."order_id" IS 'Order that was filled.';
COMMENT ON COLUMN "execution"."intent_id" IS 'Decision that placed the order.';
COMMENT ON COLUMN "execution"."trade_id" IS 'Round trip from flat to flat that the leg belongs to.';
COMMENT ON COLUMN "execution"."side" IS 'Which way we traded.';
COMMENT ON COLUMN "execution"."liquidity" IS 'Whether we added or took liquidity.';
COMMENT ON COLUMN "execution"."fill_price" IS 'Price of the fill. [quote per base]';
COMMENT ON COLUMN "execution"."fill_size" IS 'Size of the leg, unsigned. [base]';
COMMENT ON COLUMN "execution"."notional_usd" IS 'Price times size. [usd]';
COMMENT ON COLUMN "execution"."fee_usd" IS 'Fee paid; negative is a rebate. [usd]';
COMMENT ON COLUMN "execution"."is_entry" IS 'The leg opens or grows a position.';
COMMENT ON COLUMN "execution"."is_exit" IS 'The leg shrinks or closes a position.';
COMMENT ON COLUMN "execution"."position_before" IS 'Signed position before the leg. [base]';
COMMENT ON COLUMN "execution"."position_after" IS 'Signed position after the leg. [base]';
COMMENT ON COLUMN "execution"."realized_pnl_usd" IS 'Profit realised by the leg against the average entry price, before fees; 0 for an entry. [usd]';
COMMENT ON COLUMN "execution"."exit_reason" IS 'Why the position was left; null for an entry.';
COMMENT ON COLUMN "execution"."mid_at_fill" IS 'Mid price at the fill. [quote per base]';
COMMENT ON COLUMN "execution"."slippage_bps" IS 's·(fill price − mid at the decision)/mid·1e4, s = +1 buy, −1 sell; positive is a cost. [bps]';
COMMENT ON COLUMN "execution"."raw_pred_bps" IS 'Raw predicted move at the fill. [bps]';
COMMENT ON COLUMN "execution"."pred_cal_bps_at_entry" IS 'Calibrated predicted move at the decision. [bps]';
COMMENT ON COLUMN "execution"."in_band_at_entry" IS 'The calibrated prediction was inside its band.';
COMMENT ON COLUMN "execution"."calibration_timestamp" IS 'Time of the calibration used.';
COMMENT ON COLUMN "execution"."mode" IS 'Execution mode at the fill.';
COMMENT ON COLUMN "execution"."toxicity" IS 'Class of the flow against us at the fill.';
COMMENT ON COLUMN "execution"."regime" IS 'Volatility regime at the fill.';
COMMENT ON COLUMN "execution"."fill_cause" IS 'What made the fill happen.';
COMMENT ON COLUMN "execution"."queue_ahead_at_entry" IS 'Size ahead of us in the queue when our order was accepted. [base]';
COMMENT ON COLUMN "execution"."book_age_ms" IS 'Age of the book the fill was decided on. [ms]';
COMMENT ON COLUMN "execution"."nan_fields" IS 'Columns, and guards'' readings as guard_details.<guard>, that were NaN or infinite where the event was made, and are null here.';
COMMENT ON COLUMN "execution"."extra" IS 'Fields of the line that the schema does not know, as JSON text: kept, counted, never dropped.';
COMMENT ON COLUMN "execution"."file_uuid" IS 'File the line came from.';
COMMENT ON COLUMN "execution"."byte_offset" IS 'Place of the line''s first byte in that file, uncompressed. [bytes]';
