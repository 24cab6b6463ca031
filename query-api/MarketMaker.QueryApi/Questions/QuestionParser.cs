using MarketMaker.QueryApi.Questions.Grammar;
using MarketMaker.QueryApi.Questions.Metrics;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Questions;

/// <summary>Compiles a question into a plan by a fixed grammar, or says why not.</summary>
/// <remarks>
/// Pure and deterministic; no model. Every word must be known: a word that is neither part of the grammar, nor in the data, nor on the
/// list of words that say nothing, could change the meaning, so the question is declined with the nearest ones that are answered.
/// </remarks>
public static class QuestionParser
{
    /// <summary>Longest question read, in UTF-8 bytes.</summary>
    public const int MaxBytes = 8 * 1024;

    /// <summary>Reads a question.</summary>
    /// <param name="question">The words.</param>
    /// <param name="facts">What the lake holds.</param>
    /// <param name="now">The present.</param>
    /// <param name="zone">Zone of the one who asks.</param>
    public static ParseOutcome Parse(string question, DataFacts facts, DateTimeOffset now, NamedZone zone)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(zone);
        IReadOnlyList<Token> tokens = Lexer.Read(question);
        if (tokens.Count == 0) return Decline(question, "There is no question.");
        if (RefusalRules.Find(tokens) is { } refused) return refused;

        (tokens, IReadOnlyList<string> corrections) = Spelling.Correct(tokens, text => facts.Symbols.Any(s => s.Equals(text, StringComparison.OrdinalIgnoreCase)));
        TimeReading words = TimeResolver.Resolve(tokens, new TimeContext(now, zone));
        if (words.Problem is not null) return Decline(question, $"I cannot read the time: {words.Problem}.");
        Findings found = new WordReader(tokens, [.. words.Consumed], facts).Read();
        found.Notes.AddRange(corrections);
        Metric? metric = found.Problem is null ? PlanAssembler.MetricOf(found) : null;
        if (metric is null) return Decline(question, found.Problem!);

        string? runId = found.RunId ?? (found.IsLatestRun ? facts.LatestRun(metric.Stream)?.RunId : null);
        TimeWindow? window = WindowOf(tokens, metric, facts, now, zone, ref runId, found);
        QueryPlan? plan = window is null ? null : PlanAssembler.Assemble(found, metric, window, runId);
        return plan is null ? Decline(question, found.Problem!) : new Understood(plan);
    }

    private static TimeWindow? WindowOf(
        IReadOnlyList<Token> tokens, Metric metric, DataFacts facts, DateTimeOffset now, NamedZone zone, ref string? runId, Findings found)
    {
        string? asked = runId;
        RunCoverage? run = asked is null ? facts.LatestRun(metric.Stream) : facts.Runs.LastOrDefault(r => r.RunId == asked);
        if (asked is not null && run is null)
        {
            found.Fail($"There is no run {asked} in the data.");
            return null;
        }

        TimeReading reading = TimeResolver.Resolve(tokens, new TimeContext(now, zone, asked is null ? facts.Covered?.Through : run?.Through));
        if (reading.Window is { IsAll: false }) return reading.Window;
        if (reading.Window is not null && asked is null)
        {
            return facts.Covered is { } all
                ? reading.Window with { Interval = new UtcInterval(all.From, new UtcMicros(all.Through.Value + 1)) }
                : reading.Window;
        }

        if (run is null)
            return new TimeWindow(new UtcInterval(new UtcMicros(0), UtcMicros.From(now)), zone.Zone.Id, "", ["no time was named: all time is taken"], IsAll: true);

        runId = run.RunId;
        string note = asked is null ? $"no time was named: the latest run, {run.RunId}, is taken whole" : $"run {run.RunId} is taken whole";
        return new TimeWindow(run.Interval, zone.Zone.Id, "", [note], IsAll: true);
    }

    private static Declined Decline(string question, string reason) => new(reason, SupportedQuestions.Nearest(question));
}
