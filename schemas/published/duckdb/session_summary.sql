CREATE TABLE "session_summary" (
    "run_id" VARCHAR NOT NULL,
    "symbol" VARCHAR,
    "side" VARCHAR,
    "hour_at" TIMESTAMPTZ NOT NULL,
    "total_decisions" BIGINT NOT NULL,
    "total_rejections" BIGINT NOT NULL,
    "rejection_rate" DOUBLE,
    "top_veto_reason" VARCHAR,
    "fill_count" BIGINT NOT NULL,
    "notional_usd" DECIMAL(18,8) NOT NULL,
    "fee_usd" DECIMAL(18,8),
    "realized_pnl_usd" DECIMAL(18,8),
    "uptime_non_toxic" DOUBLE
);
COMMENT ON TABLE "session_summary" IS 'Per run, symbol, side and UTC hour: decisions, rejections, fills, PnL.';
COMMENT ON COLUMN "session_summary"."run_id" IS 'Bot run, or the imported log.';
COMMENT ON COLUMN "session_summary"."symbol" IS 'Instrument; null where the events name none.';
COMMENT ON COLUMN "session_summary"."side" IS 'Side of the decisions; a buy fill counts as bid, a sell fill as ask; null for decisions without a side.';
COMMENT ON COLUMN "session_summary"."hour_at" IS 'Start of the UTC hour.';
COMMENT ON COLUMN "session_summary"."total_decisions" IS 'Decisions, weighted by repeat_count. [count]';
COMMENT ON COLUMN "session_summary"."total_rejections" IS 'Decisions that a guard vetoed, weighted by repeat_count. [count]';
COMMENT ON COLUMN "session_summary"."rejection_rate" IS 'Rejections over decisions; null without decisions. [rate]';
COMMENT ON COLUMN "session_summary"."top_veto_reason" IS 'Guard that was most often the primary reason, weighted; the alphabetically first of equals.';
COMMENT ON COLUMN "session_summary"."fill_count" IS 'Fill legs. [count]';
COMMENT ON COLUMN "session_summary"."notional_usd" IS 'Traded notional. [usd]';
COMMENT ON COLUMN "session_summary"."fee_usd" IS 'Fees paid, rebates negative; null when a fill does not say its fee. [usd]';
COMMENT ON COLUMN "session_summary"."realized_pnl_usd" IS 'Realised profit before fees; null when a fill does not say its profit. [usd]';
COMMENT ON COLUMN "session_summary"."uptime_non_toxic" IS 'Share of decisions, weighted, whose side was not toxic; null where toxicity was not judged. [ratio]';
