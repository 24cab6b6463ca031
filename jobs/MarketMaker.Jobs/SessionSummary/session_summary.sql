-- session_summary of one UTC day: one row per run, symbol, side and hour.
-- The session variables day_start and day_end bound the day, end exclusive. A coalesced decision (repeat_count > 1) counts in the hour of its last.
WITH decisions AS (
    SELECT run_id, symbol, side, date_trunc('hour', ts) AS hour_at, veto_reason_primary AS reason,
           sum(repeat_count)::BIGINT AS decisions,
           coalesce(sum(repeat_count) FILTER (toxicity IS NOT NULL), 0)::BIGINT AS judged,
           coalesce(sum(repeat_count) FILTER (toxicity <> 'toxic'), 0)::BIGINT AS not_toxic
    FROM order_intent
    WHERE ts >= getvariable('day_start') AND ts < getvariable('day_end')
    GROUP BY ALL
),
fills AS (
    SELECT run_id, symbol, CASE side WHEN 'buy' THEN 'bid' WHEN 'sell' THEN 'ask' END AS side, date_trunc('hour', ts) AS hour_at,
           count(*)::BIGINT AS fills, sum(notional_usd) AS notional_usd,
           -- A sum over an unknown is unknown, not the sum of the rest.
           CASE WHEN count(*) = count(fee_usd) THEN sum(fee_usd) END AS fee_usd,
           CASE WHEN count(*) = count(realized_pnl_usd) THEN sum(realized_pnl_usd) END AS realized_pnl_usd
    FROM execution
    WHERE ts >= getvariable('day_start') AND ts < getvariable('day_end')
    GROUP BY ALL
),
facts AS (
    SELECT run_id, symbol, side, hour_at, reason, decisions, judged, not_toxic,
           0::BIGINT AS fills, 0 AS notional_usd, 0 AS fee_usd, 0 AS realized_pnl_usd
    FROM decisions
    UNION ALL BY NAME
    SELECT run_id, symbol, side, hour_at, NULL AS reason, 0::BIGINT AS decisions, 0::BIGINT AS judged, 0::BIGINT AS not_toxic,
           fills, notional_usd, fee_usd, realized_pnl_usd
    FROM fills
)
SELECT run_id, symbol, side, hour_at,
       sum(decisions)::BIGINT AS total_decisions,
       coalesce(sum(decisions) FILTER (reason IS NOT NULL), 0)::BIGINT AS total_rejections,
       CASE WHEN sum(decisions) > 0 THEN coalesce(sum(decisions) FILTER (reason IS NOT NULL), 0)::DOUBLE / sum(decisions)::DOUBLE END AS rejection_rate,
       first(reason ORDER BY decisions DESC, reason) FILTER (reason IS NOT NULL) AS top_veto_reason,
       sum(fills)::BIGINT AS fill_count,
       sum(notional_usd)::DECIMAL(18,8) AS notional_usd,
       CASE WHEN count(*) = count(fee_usd) THEN sum(fee_usd) END::DECIMAL(18,8) AS fee_usd,
       CASE WHEN count(*) = count(realized_pnl_usd) THEN sum(realized_pnl_usd) END::DECIMAL(18,8) AS realized_pnl_usd,
       CASE WHEN sum(judged) > 0 THEN sum(not_toxic)::DOUBLE / sum(judged)::DOUBLE END AS uptime_non_toxic
FROM facts
GROUP BY run_id, symbol, side, hour_at
ORDER BY run_id, hour_at, symbol NULLS FIRST, side NULLS FIRST
