using System.Text;
using System.Text.Json;
using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Questions.Metrics;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.QueryApi.Sandbox;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Answers;

/// <summary>The parts of an answer that its kind decides; the rest is the same for every kind.</summary>
/// <param name="Rows">Rows of the stream behind the numbers.</param>
internal sealed record AnswerDraft(string Text, long Rows, UtcMicros? RowsFrom, UtcMicros? RowsThrough, IReadOnlyList<string> RunIds)
{
    public NumbersTable? Numbers { get; init; }

    public TotalsFinding? Totals { get; init; }

    public IReadOnlyList<GuardFinding>? Guards { get; init; }

    public IReadOnlyList<PairFinding>? Pairs { get; init; }

    public PreviousFinding? Previous { get; init; }

    public IReadOnlyList<ExampleFinding>? Examples { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>Parts that several kinds of answer have in common.</summary>
internal static class AnswerParts
{
    /// <summary>An instant as answers give it to programs.</summary>
    public static string Iso(UtcMicros time)
    {
        Span<byte> utf8 = stackalloc byte[UtcMicros.TextLength];
        return time.TryFormat(utf8) ? Encoding.ASCII.GetString(utf8) : "";
    }

    /// <summary>The same, or null.</summary>
    public static string? Iso(UtcMicros? time) => time is { } known ? Iso(known) : null;

    /// <summary>An interval as answers give it.</summary>
    public static AnswerInterval Interval(TimeWindow window) =>
        new(Iso(window.Interval.From), Iso(window.Interval.To), window.Zone, window.Phrase, Texts.Interval(window.Interval));

    /// <summary>A plan as answers give it.</summary>
    public static AnswerPlan Plan(QueryPlan plan) => new(
        SnakeCase.From(plan.Kind.ToString()), plan.Metric.Name, SnakeCase.From(plan.Metric.Unit.ToString()), plan.Metric.Meaning, plan.Metric.Stream,
        plan.Filters.Symbols, plan.Filters.Side?.ToString().ToLowerInvariant(), plan.Filters.Guards, plan.Filters.RunId,
        [.. plan.Dimensions.Select(d => SnakeCase.From(d.ToString()))], plan.Dimensions.Contains(Dimension.Time) ? plan.BucketMinutes : null);

    /// <summary>Columns of a result as a table of numbers, without the columns that only serve the text.</summary>
    public static NumbersTable Numbers(ResultTable table, IReadOnlyDictionary<string, MetricUnit> units, params string[] without)
    {
        int[] kept = [.. Enumerable.Range(0, table.Columns.Count).Where(i => !without.Contains(table.Columns[i].Name))];
        return new NumbersTable(
            [.. kept.Select(i => new NumbersColumn(table.Columns[i].Name, UnitOf(table.Columns[i], units)))],
            [.. table.Rows.Select(r => (IReadOnlyList<JsonElement>)[.. kept.Select(i => Safe(r[i]))])],
            table.IsTruncated);
    }

    // A whole number that a browser's JSON would round is given as text.
    private static JsonElement Safe(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long whole) && Math.Abs(whole) > 1L << 53
            ? JsonSerializer.SerializeToElement(value.GetRawText())
            : value;

    private static string UnitOf(ResultColumn column, IReadOnlyDictionary<string, MetricUnit> units) =>
        units.TryGetValue(column.Name, out MetricUnit unit) ? SnakeCase.From(unit.ToString())
        : column.Type.StartsWith("TIMESTAMP", StringComparison.Ordinal) ? "time"
        : column.Type is "VARCHAR" or "BOOLEAN" ? "text"
        : column.Name.EndsWith("_usd", StringComparison.Ordinal) ? "usd"
        : column.Name.EndsWith("_count", StringComparison.Ordinal) || column.Name == "seq" ? "count" : "number";
}
