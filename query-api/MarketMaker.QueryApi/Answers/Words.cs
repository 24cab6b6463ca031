using System.Globalization;
using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Questions.Metrics;
using MarketMaker.QueryApi.Questions.Time;

namespace MarketMaker.QueryApi.Answers;

/// <summary>How answers write numbers and things.</summary>
internal static class Words
{
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Percent(double ratio) => (ratio * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>US dollars: cents, and more digits for amounts below a dollar.</summary>
    public static string Usd(double amount) =>
        amount.ToString(Math.Abs(amount) is > 0 and < 1 ? "0.00##" : "#,##0.00", CultureInfo.InvariantCulture) + " USD";

    /// <summary>A measured value: three or four significant digits, whole from a thousand on.</summary>
    public static string Reading(double value) => Math.Abs(value) switch
    {
        >= 1000 => value.ToString("#,##0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0.#", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.##", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        >= 0.01 => value.ToString("0.####", CultureInfo.InvariantCulture),
        >= 0.0001 => value.ToString("0.######", CultureInfo.InvariantCulture),
        0 => "0",
        _ => value.ToString("0.###e0", CultureInfo.InvariantCulture),
    };

    /// <summary>A guard's unit behind its number; what has no unit gets none.</summary>
    public static string Unit(string? unit) => unit switch
    {
        null or "count" or "ratio" or "probability" or "bool" => "",
        "usd" => " USD",
        "bps_per_sqrt_s" => " bps/√s",
        _ => $" {unit}",
    };

    public static string Of(double? value, MetricUnit unit) => value switch
    {
        null => "unknown",
        { } number when unit == MetricUnit.Count => Count((long)number),
        { } number when unit == MetricUnit.Ratio => Percent(number),
        { } number => Usd(number),
    };

    /// <summary>"From 2025-11-21 11:00 to 13:00 UTC", and the run where others have data then.</summary>
    public static string Opening(QueryPlan plan) =>
        $"From {Texts.Interval(plan.Window.Interval)}{(plan.HasOtherRuns ? $", in run {plan.Filters.RunId}," : "")}";

    /// <summary>"1 row", "2 rows".</summary>
    public static string Rows(long count) => count == 1 ? "1 row" : $"{Count(count)} rows";

    /// <summary>What the numbers are about: "bid decisions on SOL".</summary>
    public static string Subject(QueryPlan plan)
    {
        string noun = plan.Metric.Stream switch { "execution" => "fills", "order_event" => "orders", _ => "decisions" };
        string side = plan.Filters.Side switch
        {
            null => "",
            PlanSide.Bid => plan.Metric.Stream == "execution" ? "buy " : "bid ",
            _ => plan.Metric.Stream == "execution" ? "sell " : "ask ",
        };
        return $"{side}{noun}{On(plan)}";
    }

    /// <summary>What a plan's metric measures, with every filter: "rejections by spread_guard of bid decisions on SOL".</summary>
    public static string Measure(QueryPlan plan)
    {
        Metric metric = plan.Metric;
        if (metric.Name == MetricRegistry.RejectionShare.Name) return $"share of {Guards(plan)} in the rejections of {Subject(plan)}";
        if (metric.IsAboutGuards) return $"{metric.Title}{By(plan)} of {Subject(plan)}";
        if (metric.RowFilter is not null || metric.Name is "fills" or "decisions") return Rows(plan);
        if (plan.Filters.Side is null) return $"{metric.Title}{On(plan)}";
        return $"{metric.Title} {(metric.Name == "trades" ? "with" : "of")} {Subject(plan)}";
    }

    /// <summary>The rows that a plan's metric is computed from: "orders sent on the bid side on SOL", "buy fills on SOL".</summary>
    public static string Rows(QueryPlan plan) => plan.Metric.RowFilter is null
        ? Subject(plan)
        : $"{plan.Metric.Title}{(plan.Filters.Side is { } side ? $" on the {side.ToString().ToLowerInvariant()} side" : "")}{On(plan)}";

    /// <summary>"rejected bid decisions on SOL by spread_guard".</summary>
    public static string Rejections(QueryPlan plan) => $"rejected {Subject(plan)}{By(plan)}";

    /// <summary>" by spread_guard or toxicity_guard", or nothing.</summary>
    public static string By(QueryPlan plan) => plan.Filters.Guards.Count == 0 ? "" : $" by {Guards(plan)}";

    /// <summary>"spread_guard or toxicity_guard".</summary>
    public static string Guards(QueryPlan plan) => string.Join(" or ", plan.Filters.Guards);

    /// <summary>" on SOL and ETH in the volatile regime", or nothing.</summary>
    public static string On(QueryPlan plan)
    {
        string symbols = plan.Filters.Symbols.Count == 0 ? "" : $" on {Join(plan.Filters.Symbols)}";
        return plan.Filters.Regimes.Count == 0 ? symbols : $"{symbols} in the {Join(plan.Filters.Regimes)} regime{(plan.Filters.Regimes.Count > 1 ? "s" : "")}";
    }

    /// <summary>"a, b and c".</summary>
    public static string Join(IReadOnlyList<string> parts) =>
        parts.Count <= 1 ? string.Concat(parts) : $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[^1]}";
}
