using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Sandbox;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Plans.Queries;

/// <summary>One run and instrument of one stream.</summary>
public sealed record FactsRow(string Stream, string RunId, string? Symbol, UtcMicros From, UtcMicros Through, long Rows, IReadOnlyList<string> Guards, IReadOnlyList<string> Regimes);

/// <summary>What the streams that questions are about hold: the value dictionary.</summary>
public sealed class FactsQuery : IQuery<FactsRow>
{
    private const string NoTexts = "CAST([] AS VARCHAR[])";
    private const string SeenRegimes = "list(DISTINCT regime) FILTER (regime IS NOT NULL)";

    // What a stream has in the way of guards and regimes.
    private static readonly (string Stream, string Guards, string Regimes)[] Asked =
    [
        ("order_intent", "list_distinct(flatten(list(veto_reasons)))", SeenRegimes),
        ("order_event", NoTexts, NoTexts),
        ("execution", NoTexts, SeenRegimes),
    ];

    public string Name => "facts";

    public IReadOnlyList<string> Streams { get; } = [.. Asked.Select(a => a.Stream)];

    public string Sql => string.Join("\nUNION ALL\n", Asked.Select(a =>
        $"""
        SELECT '{a.Stream}' AS stream, run_id, symbol, min(ts) AS from_at, max(ts) AS through_at, count(*) AS event_rows, {a.Guards} AS guards, {a.Regimes} AS regimes
        FROM {a.Stream} GROUP BY run_id, symbol
        """))
        + "\nORDER BY stream, through_at, run_id, symbol";

    public FactsRow Read(ResultRow row) => new(
        row.Text("stream")!, row.Text("run_id")!, row.Text("symbol"), row.Time("from_at")!.Value, row.Time("through_at")!.Value, row.Whole("event_rows"),
        row.Texts("guards"), row.Texts("regimes"));

    /// <summary>The rows as facts.</summary>
    public static DataFacts ToFacts(IReadOnlyList<FactsRow> rows) => new(
        rows.GroupBy(r => r.Stream).ToDictionary(g => g.Key, g => g.Sum(r => r.Rows), StringComparer.Ordinal),
        Sorted(rows.Select(r => r.Symbol).OfType<string>()),
        RunCoverage.InOrderOfStart(rows.GroupBy(r => r.RunId).Select(ToRun)))
    {
        Guards = Sorted(rows.SelectMany(r => r.Guards)),
        Regimes = Sorted(rows.SelectMany(r => r.Regimes)),
    };

    private static RunCoverage ToRun(IGrouping<string, FactsRow> run) => new(
        run.Key, new UtcMicros(run.Min(r => r.From.Value)), new UtcMicros(run.Max(r => r.Through.Value)), run.Select(r => r.Stream).ToHashSet(StringComparer.Ordinal))
    {
        Symbols = [.. run.Select(r => new SymbolCoverage(r.Stream, r.Symbol, r.From, r.Through))],
    };

    private static string[] Sorted(IEnumerable<string> texts) => [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
