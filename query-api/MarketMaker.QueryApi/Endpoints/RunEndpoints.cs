using MarketMaker.Lake.Partitions;
using MarketMaker.QueryApi.Answers;
using MarketMaker.QueryApi.Plans;
using MarketMaker.QueryApi.Plans.Queries;
using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Sandbox;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Endpoints;

/// <summary><c>GET /health</c>, <c>/runs/latest</c>, <c>/rejections</c>: what is there, and how the last run went.</summary>
internal sealed class RunEndpoints(QuestionEngine engine, WorkerPool workers, TimeProvider clock)
{
    /// <summary>How fresh each stream is; from the manifests alone.</summary>
    public async Task HealthAsync(HttpContext context)
    {
        LakeSnapshot snapshot = engine.Open().Snapshot;
        UtcMicros now = UtcMicros.From(clock.GetUtcNow());
        var streams = Catalogue.Streams.Where(s => snapshot.Rows(s.Name) > 0).Select(s => new
        {
            stream = s.Name,
            rows = snapshot.Rows(s.Name),
            data_from = AnswerParts.Iso(snapshot.DataFrom(s.Name)),
            data_through = AnswerParts.Iso(snapshot.DataThrough(s.Name)),
            lag_s = snapshot.DataThrough(s.Name) is { } through ? Math.Round((now - through) / 1e6, 1) : (double?)null,
        }).ToArray();
        await JsonResponse.WriteAsync(context, new { status = "ok", now = AnswerParts.Iso(now), workers = workers.ProcessIds.Count, streams });
    }

    /// <summary>The run started last, in numbers.</summary>
    public async Task LatestRunAsync(HttpContext context)
    {
        LakeSession session = engine.Open();
        if (await LatestAsync(session, context) is not { } run) return;
        var summary = new RunSummaryQuery(run);
        var guards = new VetoReasonsQuery(Whole(run), run.Interval);
        IReadOnlyList<ResultTable> tables = await session.RunAsync([summary, guards], run.Interval, context.RequestAborted);
        RunSummary totals = summary.Rows(tables[0])[0];
        await JsonResponse.WriteAsync(context, new
        {
            run_id = run.RunId,
            from = AnswerParts.Iso(run.From),
            through = AnswerParts.Iso(run.Through),
            totals.Decisions,
            totals.Rejections,
            totals.RejectionRate,
            rejections_by_guard = guards.Rows(tables[1]),
            totals.Fills,
            totals.VolumeUsd,
            totals.FeeUsd,
            totals.RealizedPnlUsd,
            totals.NetPnlUsd,
            sql = session.Asked.Select(q => new NamedSql(q.Name, q.Sql)),
        });
    }

    /// <summary>Rejections of the run started last, by guard and hour.</summary>
    public async Task RejectionsAsync(HttpContext context)
    {
        LakeSession session = engine.Open();
        if (await LatestAsync(session, context) is not { } run) return;
        var query = new HourlyRejectionsQuery(run);
        IReadOnlyList<ResultTable> tables = await session.RunAsync([query], run.Interval, context.RequestAborted);
        var rows = query.Rows(tables[0]).Select(r => new { hour_at = AnswerParts.Iso(r.HourAt), r.Guard, r.Rejections, rejection_rate = r.Share });
        await JsonResponse.WriteAsync(context, new { run_id = run.RunId, from = AnswerParts.Iso(run.From), through = AnswerParts.Iso(run.Through), rows, sql = query.Sql });
    }

    private async Task<RunCoverage?> LatestAsync(LakeSession session, HttpContext context)
    {
        DataFacts facts = await engine.FactsAsync(session, context.RequestAborted);
        RunCoverage? run = facts.LatestRun("order_intent");
        if (run is null) await Problem.NoRun.WriteAsync(context);
        return run;
    }

    private static QueryPlan Whole(RunCoverage run) => new()
    {
        Kind = QuestionKind.Why,
        Metric = Questions.Metrics.MetricRegistry.Rejections,
        Filters = PlanFilters.None with { RunId = run.RunId },
        Dimensions = [],
        Window = new Questions.Time.TimeWindow(run.Interval, "UTC", "", [], IsAll: true),
        Assumptions = [],
    };
}
