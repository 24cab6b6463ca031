using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.QueryApi.Sandbox;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Plans.Queries;

/// <summary>What a guard saw where it failed, against its threshold. Quantiles are weighted by repeat_count, as counts are: the smallest reading that, with the smaller ones, makes up that part of the decisions.</summary>
/// <param name="ValuePerThresholdP50">Median of value over threshold: what compares where instruments have thresholds of their own.</param>
/// <param name="Readings">Rows whose value is known.</param>
public sealed record GuardReadings(
    string Guard, long Rows, long Readings, double? ValueMin, double? ValueP50, double? ValueP90, double? ValueMax,
    double? ThresholdMin, double? ThresholdMax, double? ValuePerThresholdP50, string? Unit)
{
    /// <summary>The log recorded neither value nor threshold, only that the guard failed.</summary>
    public bool IsVerdictOnly => Rows > 0 && Readings == 0 && ThresholdMin is null;

    /// <summary>The guard had a threshold and no value to hold against it, such as the age of a book before the first book.</summary>
    public bool IsUnmeasured => Rows > 0 && Readings == 0 && ThresholdMin is not null;
}

/// <summary>Values against thresholds of some guards, from <c>guard_details</c>.</summary>
public sealed class GuardReadingsQuery(QueryPlan plan, UtcInterval interval, IReadOnlyList<string> guards) : IQuery<GuardReadings>
{
    public string Name => "readings";

    public IReadOnlyList<string> Streams => ["order_intent"];

    public string Sql =>
        $"""
        {FailedReadings.Of(plan, interval, guards)}, ranked AS (
          SELECT *, {UpTo("value")} AS value_upto, {Total("value")} AS value_total, {UpTo("value_per_threshold")} AS ratio_upto, {Total("value_per_threshold")} AS ratio_total
          FROM failed
        )
        SELECT guard, count(*) AS event_rows, count(value) AS readings_count,
          min(value) AS value_min, min(value) FILTER (value_upto >= 0.5 * value_total) AS value_p50, min(value) FILTER (value_upto >= 0.9 * value_total) AS value_p90,
          max(value) AS value_max, min(threshold) AS threshold_min, max(threshold) AS threshold_max,
          min(value_per_threshold) FILTER (ratio_upto >= 0.5 * ratio_total) AS value_per_threshold_p50, any_value(unit) AS unit
        FROM ranked
        GROUP BY guard
        """;

    public GuardReadings Read(ResultRow row) => new(
        row.Text("guard")!, row.Whole("event_rows"), row.Whole("readings_count"), row.Number("value_min"), row.Number("value_p50"), row.Number("value_p90"),
        row.Number("value_max"), row.Number("threshold_min"), row.Number("threshold_max"), row.Number("value_per_threshold_p50"), row.Text("unit"));

    // Decisions up to a reading in its guard's order, and all of them; readings that are not known stand apart.
    private static string UpTo(string column) => $"sum(repeat_count) OVER (PARTITION BY guard, {column} IS NULL ORDER BY {column})";

    private static string Total(string column) => $"sum(repeat_count) OVER (PARTITION BY guard, {column} IS NULL)";
}

/// <summary>Thresholds that one guard had on one instrument where it failed.</summary>
public sealed record SymbolThreshold(string Guard, string? Symbol, double Min, double Max);

/// <summary>Thresholds of some guards by instrument: one range over all of them would mix what cannot be compared.</summary>
public sealed class SymbolThresholdsQuery(QueryPlan plan, UtcInterval interval, IReadOnlyList<string> guards) : IQuery<SymbolThreshold>
{
    public string Name => "thresholds";

    public IReadOnlyList<string> Streams => ["order_intent"];

    public string Sql =>
        $"""
        {FailedReadings.Of(plan, interval, guards)}
        SELECT guard, symbol, min(threshold) AS threshold_min, max(threshold) AS threshold_max
        FROM failed
        WHERE threshold IS NOT NULL
        GROUP BY guard, symbol
        ORDER BY guard, symbol
        """;

    public SymbolThreshold Read(ResultRow row) => new(row.Text("guard")!, row.Text("symbol"), row.Number("threshold_min") ?? 0, row.Number("threshold_max") ?? 0);
}

/// <summary>What each guard saw in each rejected decision in which it failed.</summary>
internal static class FailedReadings
{
    private static readonly IReadOnlyList<string> Declared = EnumNames<Schemas.Events.Guard>.Texts;

    // The rows are read once, whatever the number of guards.
    /// <summary>A table expression <c>failed</c>: guard, symbol, repeat_count, value, threshold, value_per_threshold, unit.</summary>
    public static string Of(QueryPlan plan, UtcInterval interval, IReadOnlyList<string> guards) =>
        $"""
        WITH rejected AS MATERIALIZED (
          SELECT symbol, veto_reasons, guard_details, repeat_count FROM order_intent
          WHERE {PlanConditions.Where(plan, interval)}
            AND veto_reason_primary IS NOT NULL
        ), failed AS MATERIALIZED (
        {string.Join("\nUNION ALL\n", guards.Where(g => Declared.Contains(g)).Select(One))}
        )
        """;

    private static string One(string guard) =>
        $"""
          SELECT '{guard}' AS guard, symbol, repeat_count, guard_details.{guard}.value AS value, guard_details.{guard}.threshold AS threshold,
            guard_details.{guard}.value / nullif(guard_details.{guard}.threshold, 0) AS value_per_threshold, guard_details.{guard}.unit AS unit
          FROM rejected WHERE list_contains(veto_reasons, '{guard}')
        """;
}

/// <summary>A rejected decision, to be looked up.</summary>
public sealed record ExampleDecision(UtcMicros Time, string? Symbol, string? Side, string Guard, long RepeatCount, string RunId, long Seq);

/// <summary>The latest rejections whose primary reason is the given one.</summary>
public sealed class ExampleDecisionsQuery(QueryPlan plan, UtcInterval interval, string guard) : IQuery<ExampleDecision>
{
    public string Name => "examples";

    public IReadOnlyList<string> Streams => ["order_intent"];

    public string Sql =>
        $"""
        SELECT ts, symbol, side, veto_reason_primary AS guard, repeat_count, run_id, seq
        FROM order_intent
        WHERE {PlanConditions.Where(plan, interval)}
          AND veto_reason_primary = {SqlText.Literal(guard)}
        ORDER BY ts DESC, seq DESC
        LIMIT 3
        """;

    public ExampleDecision Read(ResultRow row) => new(
        row.Time("ts")!.Value, row.Text("symbol"), row.Text("side"), row.Text("guard")!, row.Whole("repeat_count"), row.Text("run_id")!, row.Whole("seq"));
}
