using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Questions.Metrics;
using MarketMaker.QueryApi.Questions.Time;

namespace MarketMaker.QueryApi.Plans;

/// <summary>The conditions of a plan as SQL.</summary>
public static class PlanConditions
{
    /// <summary>Rows that the plan speaks of. Guards are no condition on rows: the decisions they did not veto are the denominator.</summary>
    public static string Where(QueryPlan plan, UtcInterval interval)
    {
        ArgumentNullException.ThrowIfNull(plan);
        List<string> conditions = [SqlText.Within(interval)];
        if (plan.Filters.RunId is { } run) conditions.Add($"run_id = {SqlText.Literal(run)}");
        if (plan.Filters.Symbols.Count > 0) conditions.Add($"symbol IN ({SqlText.Literals(plan.Filters.Symbols)})");
        if (plan.Filters.Side is { } side) conditions.Add($"side = {SqlText.Literal(SideText(plan.Metric.Stream, side))}");
        if (plan.Filters.Regimes.Count > 0) conditions.Add($"regime IN ({SqlText.Literals(plan.Filters.Regimes)})");
        if (plan.Metric.RowFilter is { } filter) conditions.Add(filter);
        return string.Join("\n  AND ", conditions);
    }

    /// <summary>Condition that a guard which is asked about vetoed a decision.</summary>
    public static string Veto(PlanFilters filters)
    {
        ArgumentNullException.ThrowIfNull(filters);
        return filters.Guards.Count == 0 ? "veto_reason_primary IS NOT NULL" : $"veto_reason_primary IN ({SqlText.Literals(filters.Guards)})";
    }

    /// <summary>An aggregate of the registry, with its placeholder filled.</summary>
    public static string Aggregate(string expression, PlanFilters filters)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return expression.Replace("{veto}", Veto(filters), StringComparison.Ordinal);
    }

    /// <summary>How a stream writes a side.</summary>
    public static string SideText(string stream, PlanSide side) => stream == "execution"
        ? side == PlanSide.Bid ? "buy" : "sell"
        : side == PlanSide.Bid ? "bid" : "ask";

    /// <summary>Column and expression of a dimension.</summary>
    public static (string Name, string Expression) Column(Dimension dimension, QueryPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return dimension switch
        {
            Dimension.Guard => ("guard", "veto_reason_primary"),
            Dimension.Side => ("side", "side"),
            Dimension.Symbol => ("symbol", "symbol"),
            Dimension.Run => ("run_id", "run_id"),
            Dimension.Regime => ("regime", "regime"),
            Dimension.Mode => ("mode", "mode"),
            _ => ("start_at", Bucket(plan)),
        };
    }

    // Buckets begin on the asker's clock: an hour of Kolkata begins at half past of UTC.
    private static string Bucket(QueryPlan plan)
    {
        string width = $"INTERVAL '{plan.BucketMinutes} minutes'";
        string zone = plan.Window.Zone;
        return zone == "UTC" || zone.StartsWith("UTC", StringComparison.Ordinal)
            ? $"time_bucket({width}, ts, TIMESTAMPTZ '2000-01-03 00:00:00+00'{OffsetOf(zone)})"
            : $"time_bucket({width}, timezone({SqlText.Literal(zone)}, ts), TIMESTAMP '2000-01-03 00:00:00')";
    }

    private static string OffsetOf(string zone) => zone.Length < 9
        ? ""
        : $" - INTERVAL '{(zone[3] == '-' ? "-" : "")}{(int.Parse(zone.AsSpan(4, 2)) * 60) + int.Parse(zone.AsSpan(7, 2))} minutes'";

    /// <summary>Whether buckets are given as wall-clock times of the window's zone instead of UTC.</summary>
    public static bool HasLocalBuckets(QueryPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return !plan.Window.Zone.StartsWith("UTC", StringComparison.Ordinal);
    }

    /// <summary>The metric of a plan as a list of columns: itself, its parts, and the evidence it stands on.</summary>
    public static IEnumerable<(string Name, string Expression, MetricUnit Unit)> MetricColumns(QueryPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Metric metric = plan.Metric;
        yield return (metric.Name, Aggregate(metric.Expression, plan.Filters), metric.Unit);
        foreach (MetricPart part in metric.Parts) yield return (part.Name, Aggregate(part.Expression, plan.Filters), part.Unit);
        yield return ("event_rows", "count(*)", MetricUnit.Count);
        yield return ("evidence_count", metric.CountExpression, MetricUnit.Count);
    }
}
