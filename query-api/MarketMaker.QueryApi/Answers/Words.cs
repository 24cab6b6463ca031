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

    /// <summary>"From 2025-11-21 11:00 to 13:00 UTC".</summary>
    public static string Opening(TimeWindow window) => $"From {Texts.Interval(window.Interval)}";

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

    /// <summary>" on SOL and ETH", or nothing.</summary>
    public static string On(QueryPlan plan) => plan.Filters.Symbols.Count == 0 ? "" : $" on {Join(plan.Filters.Symbols)}";

    /// <summary>"a, b and c".</summary>
    public static string Join(IReadOnlyList<string> parts) =>
        parts.Count <= 1 ? string.Concat(parts) : $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[^1]}";
}
