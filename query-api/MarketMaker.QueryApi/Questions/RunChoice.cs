using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Questions;

/// <summary>Which runs an answer may add up: two runs that speak of the same instrument at the same time tell the same market twice.</summary>
internal static class RunChoice
{
    /// <summary>Part of an interval that must be covered before a number of it is held against another.</summary>
    private const double EnoughCovered = 0.9;

    /// <summary>Runs with data in an interval, the one started last at the end.</summary>
    public static RunCoverage[] In(DataFacts facts, string stream, UtcInterval interval) =>
        [.. facts.Runs.Where(r => r.SpeaksOf(stream) && r.Interval.Overlaps(interval))];

    /// <summary>The one run to answer from where runs overlap, and what to say about it; null where all can be added up.</summary>
    /// <param name="symbols">Instruments asked about; empty for all.</param>
    public static (string RunId, string Note)? Choose(DataFacts facts, string stream, UtcInterval interval, IReadOnlyList<string> symbols)
    {
        RunCoverage[] runs = In(facts, stream, interval);
        if (!Overlap(runs, stream, interval, symbols)) return null;
        RunCoverage last = runs[^1];
        string others = runs.Length == 2 ? "one other run is" : $"{runs.Length - 1} other runs are";
        string which = last.IsOwn ? "the run started last" : "the log that reaches furthest";
        return (last.RunId, $"several runs speak of the same instruments at the same time: only {last.RunId}, {which}, is counted, and {others} left out; name a run to ask about it");
    }

    /// <summary>The interval before, if enough of it was recorded to compare with.</summary>
    /// <param name="runId">The only run that counts; null for all.</param>
    public static UtcInterval? Before(DataFacts facts, string stream, UtcInterval interval, string? runId, IReadOnlyList<string> symbols)
    {
        UtcInterval before = interval.Previous;
        RunCoverage[] runs = [.. In(facts, stream, before).Where(r => runId is null || r.RunId == runId)];
        if (before.From.Value < 0 || Overlap(runs, stream, before, symbols)) return null;
        long covered = 0;
        long end = before.From.Value;
        foreach (UtcInterval run in runs.Select(r => r.Interval).OrderBy(i => i.From.Value))
        {
            long from = Math.Max(run.From.Value, end);
            long to = Math.Min(run.To.Value, before.To.Value);
            if (to <= from) continue;
            covered += to - from;
            end = to;
        }

        return covered >= EnoughCovered * before.LengthUs ? before : null;
    }

    private static bool Overlap(RunCoverage[] runs, string stream, UtcInterval within, IReadOnlyList<string> symbols)
    {
        SymbolSpan[] spans = [.. runs.SelectMany(r => Spans(r, stream, symbols)).Where(s => s.Interval.Overlaps(within))
            .OrderBy(s => s.Symbol, StringComparer.Ordinal).ThenBy(s => s.Interval.From.Value)];
        // Sorted by start, an overlap of any two shows between one and the furthest end so far.
        for (int i = 1, furthest = 0; i < spans.Length; i++)
        {
            bool isSameSymbol = spans[i].Symbol == spans[furthest].Symbol;
            if (isSameSymbol && Cut(spans[i].Interval, within).Overlaps(Cut(spans[furthest].Interval, within))) return true;
            if (!isSameSymbol || spans[i].Interval.To > spans[furthest].Interval.To) furthest = i;
        }

        return false;
    }

    /// <summary>One span per instrument: bots that share out the instruments do not overlap.</summary>
    private static IEnumerable<SymbolSpan> Spans(RunCoverage run, string stream, IReadOnlyList<string> symbols) => run.Symbols
        .Where(s => (run.IsOwn || s.Stream == stream) && (symbols.Count == 0 || s.Symbol is null || symbols.Contains(s.Symbol)))
        .GroupBy(s => s.Symbol)
        .Select(g => new SymbolSpan(g.Key, new UtcInterval(new UtcMicros(g.Min(s => s.From.Value)), new UtcMicros(g.Max(s => s.Through.Value) + 1))));

    private static UtcInterval Cut(UtcInterval interval, UtcInterval within) => new(
        new UtcMicros(Math.Max(interval.From.Value, within.From.Value)), new UtcMicros(Math.Min(interval.To.Value, within.To.Value)));

    private readonly record struct SymbolSpan(string? Symbol, UtcInterval Interval);
}
