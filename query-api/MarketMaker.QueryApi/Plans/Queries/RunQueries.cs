using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Sandbox;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Plans.Queries;

/// <summary>One run in numbers. An amount that no fill recorded is not known; without fills it is zero.</summary>
public sealed record RunSummary(
    long Decisions, long Rejections, double? RejectionRate, long Fills, double VolumeUsd, double? FeeUsd, double? RealizedPnlUsd, double? NetPnlUsd);

/// <summary>Totals of a run.</summary>
public sealed class RunSummaryQuery(RunCoverage run) : IQuery<RunSummary>
{
    public string Name => "run";

    public IReadOnlyList<string> Streams => ["order_intent", "execution"];

    public string Sql =>
        $"""
        WITH d AS (
          SELECT coalesce(sum(repeat_count), 0) AS decisions, coalesce(sum(repeat_count) FILTER (veto_reason_primary IS NOT NULL), 0) AS rejections
          FROM order_intent WHERE run_id = {SqlText.Literal(run.RunId)} AND {SqlText.Within(run.Interval)}
        ), f AS (
          SELECT count(*) AS fills, coalesce(sum(notional_usd), 0) AS volume_usd,
            CASE WHEN count(*) = 0 THEN 0 ELSE sum(fee_usd) END AS fee_usd,
            CASE WHEN count(*) = 0 THEN 0 ELSE sum(realized_pnl_usd) END AS realized_pnl_usd
          FROM execution WHERE run_id = {SqlText.Literal(run.RunId)} AND {SqlText.Within(run.Interval)}
        )
        SELECT *, CASE WHEN decisions > 0 THEN rejections / decisions END AS rejection_rate, realized_pnl_usd - fee_usd AS net_pnl_usd FROM d, f
        """;

    public RunSummary Read(ResultRow row) => new(
        row.Whole("decisions"), row.Whole("rejections"), row.Number("rejection_rate"), row.Whole("fills"), row.Number("volume_usd") ?? 0,
        row.Number("fee_usd"), row.Number("realized_pnl_usd"), row.Number("net_pnl_usd"));
}

/// <summary>Rejections of one guard in one UTC hour.</summary>
/// <param name="Share">Of all decisions of that hour.</param>
public sealed record HourlyRejections(UtcMicros HourAt, string Guard, long Rejections, double Share);

/// <summary>Rejections of a run by guard and hour.</summary>
public sealed class HourlyRejectionsQuery(RunCoverage run) : IQuery<HourlyRejections>
{
    public string Name => "rejections";

    public IReadOnlyList<string> Streams => ["order_intent"];

    public string Sql =>
        $"""
        WITH hours AS (
          SELECT time_bucket(INTERVAL '1 hour', ts) AS hour_at, veto_reason_primary AS guard, sum(repeat_count) AS decisions
          FROM order_intent
          WHERE run_id = {SqlText.Literal(run.RunId)} AND {SqlText.Within(run.Interval)}
          GROUP BY 1, 2
        )
        SELECT hour_at, guard, decisions AS rejections, decisions / (SELECT sum(t.decisions) FROM hours t WHERE t.hour_at = hours.hour_at) AS rejection_rate
        FROM hours
        WHERE guard IS NOT NULL
        ORDER BY hour_at, rejections DESC, guard
        """;

    public HourlyRejections Read(ResultRow row) => new(
        row.Time("hour_at")!.Value, row.Text("guard")!, row.Whole("rejections"), row.Number("rejection_rate") ?? 0);
}
