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
    /// <param name="pinnedRun">The run that the question is about whatever its words say; null for none.</param>
    public static ParseOutcome Parse(string question, DataFacts facts, DateTimeOffset now, NamedZone zone, string? pinnedRun = null)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(zone);
        IReadOnlyList<Token> tokens = Lexer.Read(question);
        if (tokens.Count == 0) return Decline(question, "There is no question.");
        if (RefusalRules.Find(tokens) is { } refused) return refused;

        (tokens, IReadOnlyList<string> corrections) = Spelling.Correct(tokens, text => RegimeReader.IsName(text) || facts.Symbols.Any(s => s.Equals(text, StringComparison.OrdinalIgnoreCase)));
        TimeReading words = TimeResolver.Resolve(tokens, new TimeContext(now, zone));
        if (words.Problem is not null) return Decline(question, $"I cannot read the time: {words.Problem}.");
        Findings found = new WordReader(tokens, [.. words.Consumed], facts).Read();
        found.Notes.AddRange(corrections);
        Metric? metric = found.Problem is null ? PlanAssembler.MetricOf(found, facts) : null;
        if (metric is null) return Decline(question, found.Problem!);

        string? runId = RunOf(found, metric, facts, pinnedRun);
        TimeWindow? window = found.Problem is null ? WindowOf(tokens, metric, facts, now, zone, ref runId, found) : null;
        QueryPlan? plan = window is null ? null : PlanAssembler.Assemble(found, metric, window, runId);
        return plan is null ? Decline(question, found.Problem!) : new Understood(WithRuns(plan, facts));
    }

    private static string? RunOf(Findings found, Metric metric, DataFacts facts, string? pinnedRun)
    {
        string? named = found.RunId ?? (found.IsLatestRun ? facts.LatestRun(metric.Stream)?.RunId : found.IsThisRun ? pinnedRun ?? facts.LatestRun(metric.Stream)?.RunId : null);
        if (pinnedRun is not null && named is not null && !named.Equals(pinnedRun, StringComparison.OrdinalIgnoreCase))
            found.Fail($"The question is about run {named}, and it was asked of run {pinnedRun}.");
        string? asked = named ?? pinnedRun;
        RunCoverage? run = asked is null ? null : facts.Run(asked);
        if (asked is not null && run is null) found.Fail($"There is no run {asked} in the data.");
        return run?.RunId;
    }

    /// <summary>The plan with the run that counts where runs overlap, and with the interval before where there is one to compare with.</summary>
    private static QueryPlan WithRuns(QueryPlan plan, DataFacts facts)
    {
        UtcInterval interval = plan.Window.Interval;
        string stream = plan.Metric.Stream;
        if (plan.Filters.RunId is null && !plan.Dimensions.Contains(Dimension.Run)
            && RunChoice.Choose(facts, stream, interval, plan.Filters.Symbols) is { } chosen)
            plan = plan with { Filters = plan.Filters with { RunId = chosen.RunId }, Assumptions = [.. plan.Assumptions, chosen.Note] };
        string? runId = plan.Filters.RunId;
        return plan with
        {
            HasOtherRuns = runId is not null && RunChoice.In(facts, stream, interval).Any(r => r.RunId != runId),
            Before = plan.Window.IsAll ? null : RunChoice.Before(facts, stream, interval, runId, plan.Filters.Symbols),
        };
    }

    private static TimeWindow? WindowOf(
        IReadOnlyList<Token> tokens, Metric metric, DataFacts facts, DateTimeOffset now, NamedZone zone, ref string? runId, Findings found)
    {
        string? asked = runId;
        RunCoverage? run = asked is null ? facts.LatestRun(metric.Stream) : facts.Run(asked);
        TimeReading reading = TimeResolver.Resolve(tokens, new TimeContext(now, zone, facts.CoveredBy(asked)?.Through));
        if (reading.Problem is { } problem)
        {
            found.Fail($"I cannot read the time: {problem}.");
            return null;
        }

        if (reading.Window is { IsAll: false }) return reading.Window;
        // Runs held against each other are all of them.
        bool wantsAll = asked is null && (reading.Window is not null || found.Dimensions.Contains(Dimension.Run));
        if (wantsAll && facts.Covered is { } all)
        {
            var whole = new UtcInterval(all.From, new UtcMicros(all.Through.Value + 1));
            return reading.Window is not null
                ? reading.Window with { Interval = whole }
                : new TimeWindow(whole, zone.Zone.Id, "", ["no time was named: all runs are taken whole"], IsAll: true);
        }

        if (run is null)
            return new TimeWindow(new UtcInterval(new UtcMicros(0), UtcMicros.From(now)), zone.Zone.Id, "", ["no time was named: all time is taken"], IsAll: true);

        runId = run.RunId;
        string note = asked is null ? $"no time was named: the latest run, {run.RunId}, is taken whole" : $"run {run.RunId} is taken whole";
        return new TimeWindow(run.Interval, zone.Zone.Id, "", [note], IsAll: true);
    }

    private static Declined Decline(string question, string reason) => new(reason, SupportedQuestions.Nearest(question));
}
