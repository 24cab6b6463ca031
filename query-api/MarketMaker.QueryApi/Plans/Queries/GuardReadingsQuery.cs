using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.QueryApi.Sandbox;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Plans.Queries;

/// <summary>What a guard saw where it failed, against its threshold. Quantiles are over rows, not weighted.</summary>
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
    private static readonly IReadOnlyList<string> Declared = EnumNames<Schemas.Events.Guard>.Texts;

    public string Name => "readings";

    public IReadOnlyList<string> Streams => ["order_intent"];

    // The rows are read once, whatever the number of guards.
    public string Sql =>
        $"""
        WITH rejected AS MATERIALIZED (
          SELECT veto_reasons, guard_details FROM order_intent
          WHERE {PlanConditions.Where(plan, interval)}
            AND veto_reason_primary IS NOT NULL
        )
        {string.Join("\nUNION ALL\n", guards.Where(g => Declared.Contains(g)).Select(One))}
        """;

    public GuardReadings Read(ResultRow row) => new(
        row.Text("guard")!, row.Whole("event_rows"), row.Whole("readings_count"), row.Number("value_min"), row.Number("value_p50"), row.Number("value_p90"),
        row.Number("value_max"), row.Number("threshold_min"), row.Number("threshold_max"), row.Number("value_per_threshold_p50"), row.Text("unit"));

    private static string One(string guard) =>
        $"""
        SELECT '{guard}' AS guard, count(*) AS event_rows, count(guard_details.{guard}.value) AS readings_count,
          min(guard_details.{guard}.value) AS value_min, quantile_cont(guard_details.{guard}.value, 0.5) AS value_p50,
          quantile_cont(guard_details.{guard}.value, 0.9) AS value_p90, max(guard_details.{guard}.value) AS value_max,
          min(guard_details.{guard}.threshold) AS threshold_min, max(guard_details.{guard}.threshold) AS threshold_max,
          quantile_cont(guard_details.{guard}.value / nullif(guard_details.{guard}.threshold, 0), 0.5) AS value_per_threshold_p50,
          any_value(guard_details.{guard}.unit) AS unit
        FROM rejected
        WHERE list_contains(veto_reasons, '{guard}')
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
