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

/// <summary>One guard that failed.</summary>
/// <param name="Rejections">Decisions whose first failing guard it was; 0 where another one always came before it.</param>
/// <param name="Share">Of all rejections.</param>
/// <param name="FailedIn">Rejected decisions in which it failed, first or not.</param>
public sealed record VetoReason(string Guard, long Rejections, double Share, long FailedIn);

/// <summary>Every guard that failed in a rejected decision; the one that was most often the first is first.</summary>
public sealed class VetoReasonsQuery(QueryPlan plan, UtcInterval interval) : IQuery<VetoReason>
{
    public string Name => "reasons";

    public IReadOnlyList<string> Streams => ["order_intent"];

    public string Sql =>
        $"""
        {FailedGuards.Of(plan, interval)}, failed AS (SELECT unnest(guards) AS guard, veto_reason_primary, repeat_count FROM rejected)
        SELECT guard, coalesce(sum(repeat_count) FILTER (guard = veto_reason_primary), 0) AS rejections,
          coalesce(sum(repeat_count) FILTER (guard = veto_reason_primary), 0) / (SELECT sum(repeat_count) FROM rejected) AS rejection_share,
          sum(repeat_count) AS failed_in_count
        FROM failed
        GROUP BY guard
        ORDER BY rejections DESC, failed_in_count DESC, guard
        """;

    public VetoReason Read(ResultRow row) => new(row.Text("guard")!, row.Whole("rejections"), row.Number("rejection_share") ?? 0, row.Whole("failed_in_count"));
}

/// <summary>Two guards that failed together, in the order of their names.</summary>
/// <param name="Rejections">Decisions in which both failed, whichever came first and whatever else failed.</param>
/// <param name="Share">Of all rejections.</param>
public sealed record VetoPair(string Guard, string OtherGuard, long Rejections, double Share);

/// <summary>The pairs of guards that failed together most often.</summary>
public sealed class VetoPairsQuery(QueryPlan plan, UtcInterval interval) : IQuery<VetoPair>
{
    private const int Pairs = 10;

    public string Name => "pairs";

    public IReadOnlyList<string> Streams => ["order_intent"];

    public string Sql =>
        $"""
        {FailedGuards.Of(plan, interval)}, failed AS (SELECT guards, unnest(guards) AS guard, repeat_count FROM rejected),
        pairs AS (SELECT guard, unnest(guards) AS other_guard, repeat_count FROM failed)
        SELECT guard, other_guard, sum(repeat_count) AS rejections, sum(repeat_count) / (SELECT sum(repeat_count) FROM rejected) AS rejection_share
        FROM pairs
        WHERE guard < other_guard
        GROUP BY guard, other_guard
        ORDER BY rejections DESC, guard, other_guard
        LIMIT {Pairs}
        """;

    public VetoPair Read(ResultRow row) => new(row.Text("guard")!, row.Text("other_guard")!, row.Whole("rejections"), row.Number("rejection_share") ?? 0);
}

/// <summary>The rejected decisions of a plan with every guard that failed in each.</summary>
internal static class FailedGuards
{
    /// <summary>A table expression <c>rejected</c>: guards, veto_reason_primary, repeat_count. The primary reason failed, also where a log left it out of its list.</summary>
    public static string Of(QueryPlan plan, UtcInterval interval) =>
        $"""
        WITH rejected AS (
          SELECT list_distinct(list_append(veto_reasons, veto_reason_primary)) AS guards, veto_reason_primary, repeat_count FROM order_intent
          WHERE {PlanConditions.Where(plan, interval)}
            AND {PlanConditions.Veto(plan.Filters)}
        )
        """;
}
