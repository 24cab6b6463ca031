using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Sandbox;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Plans.Queries;

/// <summary>One run and instrument of one stream.</summary>
public sealed record FactsRow(string Stream, string RunId, string? Symbol, UtcMicros From, UtcMicros Through, long Rows);

/// <summary>What the streams that questions are about hold: the value dictionary.</summary>
public sealed class FactsQuery : IQuery<FactsRow>
{
    private static readonly string[] Asked = ["order_intent", "order_event", "execution"];

    public string Name => "facts";

    public IReadOnlyList<string> Streams => Asked;

    public string Sql => string.Join("\nUNION ALL\n", Asked.Select(s =>
        $"SELECT '{s}' AS stream, run_id, symbol, min(ts) AS from_at, max(ts) AS through_at, count(*) AS event_rows FROM {s} GROUP BY run_id, symbol"))
        + "\nORDER BY stream, through_at, run_id, symbol";

    public FactsRow Read(ResultRow row) => new(
        row.Text("stream")!, row.Text("run_id")!, row.Text("symbol"), row.Time("from_at")!.Value, row.Time("through_at")!.Value, row.Whole("event_rows"));

    /// <summary>The rows as facts.</summary>
    public static DataFacts ToFacts(IReadOnlyList<FactsRow> rows) => new(
        rows.GroupBy(r => r.Stream).ToDictionary(g => g.Key, g => g.Sum(r => r.Rows), StringComparer.Ordinal),
        [.. rows.Select(r => r.Symbol).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        [.. rows.GroupBy(r => r.RunId)
            .Select(g => new RunCoverage(
                g.Key, new UtcMicros(g.Min(r => r.From.Value)), new UtcMicros(g.Max(r => r.Through.Value)), g.Select(r => r.Stream).ToHashSet(StringComparer.Ordinal)))
            .OrderBy(r => r.Through.Value).ThenBy(r => r.RunId, StringComparer.Ordinal)]);
}
