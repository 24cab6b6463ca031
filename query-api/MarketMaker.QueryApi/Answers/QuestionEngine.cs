using System.Globalization;
using MarketMaker.Lake.Partitions;
using MarketMaker.QueryApi.Plans;
using MarketMaker.QueryApi.Plans.Queries;
using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.QueryApi.Sandbox;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Answers;

/// <summary>Answers questions over a data directory: words → plan → SQL in a worker → an answer that can be checked.</summary>
/// <remarks>Safe for several threads. Deterministic: the same lake, question and present give the same answer, but for its duration.</remarks>
public sealed class QuestionEngine(LakeDirectory lake, WorkerPool workers, TimeProvider clock)
{
    private static readonly string[] AskedStreams = ["order_intent", "order_event", "execution"];
    private static readonly WorkerLimits Limits = new();

    private readonly ManifestStore _manifests = new(lake);
    private readonly Lock _factsGate = new();
    private (string Hash, DataFacts Facts) _facts = ("", DataFacts.Empty);

    /// <summary>A session over the lake as it is now.</summary>
    public LakeSession Open() => LakeSession.Open(_manifests, workers, Limits);

    /// <summary>Answers a question.</summary>
    /// <param name="question">The words, at most <see cref="QuestionParser.MaxBytes"/>.</param>
    /// <param name="zone">Zone of the one who asks.</param>
    /// <param name="cancellation">Gives up, and stops the query.</param>
    /// <param name="runId">The run to ask about; null for what the question's words say.</param>
    /// <exception cref="WorkerFailedException">A query failed twice, or was late.</exception>
    public async Task<Answer> AskAsync(string question, NamedZone zone, CancellationToken cancellation, string? runId = null)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(zone);
        long start = clock.GetTimestamp();
        Answer answer;
        try
        {
            answer = await AskOnceAsync(question, zone, runId, cancellation);
        }
        catch (WorkerFailedException error) when (error.IsTransient)
        {
            // The worker was killed from outside, or a file was replaced between the manifest and its opening: look again, once.
            answer = await AskOnceAsync(question, zone, runId, cancellation);
        }

        return answer with { DurationMs = Math.Round(clock.GetElapsedTime(start).TotalMilliseconds, 1) };
    }

    /// <summary>What the lake holds; queried again only when the lake or the journal changed.</summary>
    public async Task<DataFacts> FactsAsync(LakeSession session, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        string hash = session.InputHash(AskedStreams);
        lock (_factsGate)
            if (_facts.Hash == hash) return _facts.Facts;
        var query = new FactsQuery();
        IReadOnlyList<ResultTable> tables = await session.RunAsync(AskedStreams, [query.Sql], null, cancellation);
        DataFacts facts = FactsQuery.ToFacts(query.Rows(tables[0]));
        lock (_factsGate) _facts = (hash, facts);
        return facts;
    }

    private async Task<Answer> AskOnceAsync(string question, NamedZone zone, string? runId, CancellationToken cancellation)
    {
        LakeSession session = Open();
        DataFacts facts = await FactsAsync(session, cancellation);
        switch (QuestionParser.Parse(question, facts, clock.GetUtcNow(), zone, runId))
        {
            case Refused refused:
                return new Answer { Status = AnswerStatus.Refused, Question = question, Text = refused.Reason, RefusedBy = refused.Code };
            case Declined declined:
                return new Answer
                {
                    Status = AnswerStatus.Declined, Question = question, Suggestions = declined.Nearest,
                    Text = $"{declined.Reason} I can answer: {string.Join("; ", declined.Nearest.Select(n => $"\"{n}\""))}.",
                };
            case Understood understood:
                return await AnswerAsync(question, understood.Plan, facts, session, cancellation);
            default:
                throw new InvalidOperationException("A parse has three outcomes.");
        }
    }

    private static async Task<Answer> AnswerAsync(string question, QueryPlan plan, DataFacts facts, LakeSession session, CancellationToken cancellation)
    {
        PlanRun run = await PlanRunner.RunAsync(plan, session, cancellation);
        (UtcMicros From, UtcMicros Through)? covered = facts.CoveredBy(plan.Filters.RunId);
        (AnswerStatus status, string text) = run.Draft is { } draft ? (AnswerStatus.Answered, draft.Text) : EmptyAnswer.Compose(plan, facts, run.Coverage);
        return new Answer
        {
            Status = status,
            Question = question,
            Text = text,
            Interval = AnswerParts.Interval(plan.Window),
            Assumptions = plan.Assumptions,
            Warnings = [.. run.Draft?.Warnings ?? [], .. CoverageWarnings(plan, covered, run)],
            DataFrom = AnswerParts.Iso(covered?.From),
            DataThrough = AnswerParts.Iso(covered?.Through),
            RowsCounted = run.Draft?.Rows ?? 0,
            RowsFrom = AnswerParts.Iso(run.Draft?.RowsFrom),
            RowsThrough = AnswerParts.Iso(run.Draft?.RowsThrough),
            RunIds = run.Draft?.RunIds ?? [],
            Plan = AnswerParts.Plan(plan),
            Numbers = run.Draft?.Numbers,
            Totals = run.Draft?.Totals,
            Guards = run.Draft?.Guards,
            Pairs = run.Draft?.Pairs,
            Previous = run.Draft?.Previous,
            Examples = run.Draft?.Examples,
            Sql = run.Main.Sql,
            Statements = [.. session.Asked.Select(q => new NamedSql(q.Name, q.Sql))],
            Tiers = ["hot"],
        };
    }

    private static IEnumerable<string> CoverageWarnings(QueryPlan plan, (UtcMicros From, UtcMicros Through)? data, PlanRun run)
    {
        string stream = plan.Metric.Stream;
        if (run.Coverage.LostEvents > 0)
            yield return $"events of {stream} in the interval that were lost before they were written: {Count(run.Coverage.LostEvents)}";
        if (run.Coverage.Quarantined > 0)
            yield return $"lines meant for {stream} in the interval that were refused and stand in quarantine: {Count(run.Coverage.Quarantined)}";
        if (data is not { } covered || run.Draft is null) yield break;
        UtcInterval asked = plan.Window.Interval;
        if (asked.From < covered.From) yield return $"the data begins {Texts.Seconds(covered.From)} UTC, after the start of the interval";
        if (covered.Through.Value + UtcMicros.PerSecond < asked.To.Value) yield return $"the data ends {Texts.Seconds(covered.Through)} UTC, before the end of the interval";
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
