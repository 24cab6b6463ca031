using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Sandbox;

namespace MarketMaker.QueryApi.Plans.Queries;

/// <summary>A metric, whole or by its dimensions: value, breakdown, trend and comparison are this one query.</summary>
public sealed class MetricQuery(QueryPlan plan) : IQuery<ResultRow>
{
    public string Name => plan.Metric.Name;

    public IReadOnlyList<string> Streams => [plan.Metric.Stream];

    public string Sql => plan.Dimensions.Contains(Dimension.Guard) ? ByGuard() : Plain();

    public ResultRow Read(ResultRow row) => row;

    private string Plain()
    {
        List<string> columns = [.. plan.Dimensions.Select(d => PlanConditions.Column(d, plan)).Select(c => $"{c.Expression} AS {c.Name}")];
        columns.AddRange(PlanConditions.MetricColumns(plan).Select(c => $"{c.Expression} AS {c.Name}"));
        columns.AddRange(["min(ts) AS first_at", "max(ts) AS last_at", "list(DISTINCT run_id ORDER BY run_id)[:5] AS run_ids"]);
        if (plan.Metric.Needs.Count > 0)
            columns.Add($"count(*) FILTER ({string.Join(" OR ", plan.Metric.Needs.Select(n => $"{n} IS NULL"))}) AS unknown_count");
        if (plan.Metric.IsAboutGuards && plan.Filters.Guards.Count > 0)
            columns.Add($"coalesce(sum(repeat_count) FILTER (list_has_any(veto_reasons, [{SqlText.Literals(plan.Filters.Guards)}])), 0) AS failed_in_count");
        if (plan.Metric.IsAboutGuards && plan.Filters.Side is null)
            columns.Add($"coalesce(sum(repeat_count) FILTER (side IS NULL AND {PlanConditions.Veto(plan.Filters)}), 0) AS without_side_count");
        return $"""
            SELECT {string.Join(",\n  ", columns)}
            FROM {plan.Metric.Stream}
            WHERE {PlanConditions.Where(plan, plan.Window.Interval)}{GroupBy()}
            """;
    }

    private string GroupBy() => plan.Dimensions.Count == 0 ? "" : $"\nGROUP BY {Groups()}\nORDER BY {Order()}{Limit()}";

    private string Groups() => string.Join(", ", Enumerable.Range(1, plan.Dimensions.Count));

    private string Order()
    {
        string columns = string.Join(", ", plan.Dimensions.Select(d => PlanConditions.Column(d, plan).Name).OrderBy(n => n != "start_at"));
        bool byTime = plan.Dimensions.Contains(Dimension.Time) && plan.Limit is null;
        return byTime || plan.Kind == QuestionKind.Compare ? columns : $"{plan.Metric.Name} {(plan.IsSmallestFirst ? "ASC" : "DESC")}, {columns}";
    }

    private string Limit() => plan.Limit is { } limit ? $"\nLIMIT {limit}" : "";

    /// <summary>Rejections by guard: the share is of all rejections asked about, the rate of all decisions.</summary>
    private string ByGuard()
    {
        string[] names = [.. plan.Dimensions.Select(d => PlanConditions.Column(d, plan).Name)];
        string[] columns = [.. plan.Dimensions.Select(d => PlanConditions.Column(d, plan)).Select(c => $"{c.Expression} AS {c.Name}")];
        return $"""
            WITH asked AS (
              SELECT * FROM order_intent
              WHERE {PlanConditions.Where(plan, plan.Window.Interval)}
            ), total AS (SELECT sum(repeat_count) AS decisions FROM asked)
            SELECT {string.Join(", ", columns)},
              sum(repeat_count) AS rejections,
              sum(repeat_count) / sum(sum(repeat_count)) OVER () AS rejection_share,
              sum(repeat_count) / any_value(decisions) AS rejection_rate,
              any_value(decisions) AS evidence_count,
              count(*) AS event_rows, min(ts) AS first_at, max(ts) AS last_at, list(DISTINCT run_id ORDER BY run_id)[:5] AS run_ids
            FROM asked, total
            WHERE {PlanConditions.Veto(plan.Filters)}
            GROUP BY {Groups()}
            ORDER BY rejections {(plan.IsSmallestFirst ? "ASC" : "DESC")}, {string.Join(", ", names)}{Limit()}
            """;
    }
}
