using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.QueryApi.Sandbox;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Plans.Queries;

/// <summary>Decisions and rejections of one interval.</summary>
public sealed record WhyTotals(
    long Decisions, long Rejections, double? RejectionRate, long EventRows, long WithoutSide, UtcMicros? FirstAt, UtcMicros? LastAt, IReadOnlyList<string> RunIds);

/// <summary>Totals of a why question, in the interval asked about or in the one before it.</summary>
public sealed class WhyTotalsQuery(QueryPlan plan, UtcInterval interval, string name) : IQuery<WhyTotals>
{
    public string Name => name;

    public IReadOnlyList<string> Streams => ["order_intent"];

    // Rows without a side are counted beside a question about one side: imported decisions to do nothing have none.
    public string Sql =>
        $"""
        SELECT coalesce(sum(repeat_count), 0) AS decisions,
          coalesce(sum(repeat_count) FILTER ({PlanConditions.Veto(plan.Filters)}), 0) AS rejections,
          coalesce(sum(repeat_count) FILTER ({PlanConditions.Veto(plan.Filters)}), 0) / sum(repeat_count) AS rejection_rate,
          count(*) AS event_rows, min(ts) AS first_at, max(ts) AS last_at, list(DISTINCT run_id ORDER BY run_id)[:5] AS run_ids,
          (SELECT coalesce(sum(repeat_count), 0) FROM order_intent WHERE {PlanConditions.Where(WithoutSide, interval)}
            AND side IS NULL AND {PlanConditions.Veto(plan.Filters)}) AS without_side_count
        FROM order_intent
        WHERE {PlanConditions.Where(plan, interval)}
        """;

    private QueryPlan WithoutSide => plan with { Filters = plan.Filters with { Side = null } };

    public WhyTotals Read(ResultRow row) => new(
        row.Whole("decisions"), row.Whole("rejections"), row.Number("rejection_rate"), row.Whole("event_rows"), row.Whole("without_side_count"),
        row.Time("first_at"), row.Time("last_at"), row.Texts("run_ids"));
}

/// <summary>One primary reason.</summary>
/// <param name="Rejections">Decisions whose first failing guard it was.</param>
/// <param name="Share">Of all rejections.</param>
/// <param name="FailedIn">Decisions in which it failed, first or not.</param>
public sealed record VetoReason(string Guard, long Rejections, double Share, long FailedIn);

/// <summary>Primary reasons, the most frequent first.</summary>
public sealed class VetoReasonsQuery(QueryPlan plan, UtcInterval interval) : IQuery<VetoReason>
{
    public string Name => "reasons";

    public IReadOnlyList<string> Streams => ["order_intent"];

    public string Sql =>
        $"""
        WITH rejected AS (
          SELECT veto_reason_primary, veto_reasons, repeat_count FROM order_intent
          WHERE {PlanConditions.Where(plan, interval)}
            AND {PlanConditions.Veto(plan.Filters)}
        ), failed AS (SELECT unnest(veto_reasons) AS guard, repeat_count FROM rejected)
        SELECT veto_reason_primary AS guard, sum(repeat_count) AS rejections, sum(repeat_count) / sum(sum(repeat_count)) OVER () AS rejection_share,
          (SELECT coalesce(sum(f.repeat_count), 0) FROM failed f WHERE f.guard = veto_reason_primary) AS failed_in_count
        FROM rejected
        GROUP BY veto_reason_primary
        ORDER BY rejections DESC, guard
        """;

    public VetoReason Read(ResultRow row) => new(row.Text("guard")!, row.Whole("rejections"), row.Number("rejection_share") ?? 0, row.Whole("failed_in_count"));
}

/// <summary>Two guards that failed together.</summary>
public sealed record VetoPair(string Primary, string Secondary, long Rejections, double Share);

/// <summary>The most frequent pairs of primary and secondary reason.</summary>
public sealed class VetoPairsQuery(QueryPlan plan, UtcInterval interval) : IQuery<VetoPair>
{
    public string Name => "pairs";

    public IReadOnlyList<string> Streams => ["order_intent"];

    public string Sql =>
        $"""
        SELECT veto_reason_primary AS guard, veto_reason_secondary AS next_guard, sum(repeat_count) AS rejections,
          sum(repeat_count) / (SELECT sum(repeat_count) FROM order_intent WHERE {PlanConditions.Where(plan, interval)} AND {PlanConditions.Veto(plan.Filters)}) AS rejection_share
        FROM order_intent
        WHERE {PlanConditions.Where(plan, interval)}
          AND {PlanConditions.Veto(plan.Filters)} AND veto_reason_secondary IS NOT NULL
        GROUP BY guard, next_guard
        ORDER BY rejections DESC, guard, next_guard
        LIMIT 5
        """;

    public VetoPair Read(ResultRow row) => new(row.Text("guard")!, row.Text("next_guard")!, row.Whole("rejections"), row.Number("rejection_share") ?? 0);
}
