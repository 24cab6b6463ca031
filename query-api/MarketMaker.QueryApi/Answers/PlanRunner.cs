using MarketMaker.QueryApi.Plans;
using MarketMaker.QueryApi.Plans.Queries;
using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.QueryApi.Sandbox;

namespace MarketMaker.QueryApi.Answers;

/// <summary>What running a plan gave.</summary>
/// <param name="Draft">The answer's own parts; null when nothing of the kind is in the interval.</param>
/// <param name="Main">The query that gave the main numbers.</param>
internal sealed record PlanRun(AnswerDraft? Draft, CoverageRow Coverage, IQuery Main);

/// <summary>Runs a plan's queries and words what they found.</summary>
internal static class PlanRunner
{
    public static Task<PlanRun> RunAsync(QueryPlan plan, LakeSession lake, CancellationToken cancellation) =>
        plan.Kind == QuestionKind.Why ? WhyAsync(plan, lake, cancellation) : PlainAsync(plan, lake, cancellation);

    private static async Task<PlanRun> PlainAsync(QueryPlan plan, LakeSession lake, CancellationToken cancellation)
    {
        UtcInterval interval = plan.Window.Interval;
        var coverage = new CoverageQuery(plan.Metric.Stream, interval, plan.Filters.RunId);
        IQuery main = plan.Kind == QuestionKind.List ? new ListQuery(plan) : new MetricQuery(plan);
        IReadOnlyList<ResultTable> tables = await lake.RunAsync([main, coverage], interval, cancellation);
        CoverageRow covered = coverage.Rows(tables[1])[0];
        ResultTable table = tables[0];
        bool isEmpty = table.Rows.Count == 0 || (plan.Dimensions.Count == 0 && plan.Kind != QuestionKind.List && new ResultRow(table, table.Rows[0]).Whole("event_rows") == 0);
        if (isEmpty) return new PlanRun(null, covered, main);
        return new PlanRun(plan.Kind == QuestionKind.List ? ListAnswer.Compose(plan, table) : MetricAnswer.Compose(plan, table), covered, main);
    }

    private static async Task<PlanRun> WhyAsync(QueryPlan plan, LakeSession lake, CancellationToken cancellation)
    {
        UtcInterval interval = plan.Window.Interval;
        var totals = new WhyTotalsQuery(plan, interval, "totals");
        WhyTotalsQuery? before = plan.Before is { } earlier ? new WhyTotalsQuery(plan, earlier, "totals_before") : null;
        var reasons = new VetoReasonsQuery(plan, interval);
        var pairs = new VetoPairsQuery(plan, interval);
        var coverage = new CoverageQuery(plan.Metric.Stream, interval, plan.Filters.RunId);
        List<IQuery> first = [totals, reasons, pairs, coverage];
        if (before is not null) first.Add(before);
        UtcInterval both = plan.Before is { } start ? new UtcInterval(start.From, interval.To) : interval;
        IReadOnlyList<ResultTable> tables = await lake.RunAsync(first, both, cancellation);

        WhyTotals found = totals.Rows(tables[0])[0];
        IReadOnlyList<VetoReason> ranked = reasons.Rows(tables[1]);
        CoverageRow covered = coverage.Rows(tables[3])[0];
        if (found.EventRows == 0 && !(plan.Filters.Side is not null && found.WithoutSide > 0)) return new PlanRun(null, covered, reasons);

        IReadOnlyList<GuardReadings> readings = [];
        IReadOnlyList<SymbolThreshold> thresholds = [];
        IReadOnlyList<ExampleDecision> examples = [];
        if (ranked.Count > 0)
        {
            string[] guards = [.. ranked.Select(r => r.Guard)];
            var seen = new GuardReadingsQuery(plan, interval, guards);
            var limits = new SymbolThresholdsQuery(plan, interval, guards);
            var lookedUp = new ExampleDecisionsQuery(plan, interval, ranked[0].Guard);
            IReadOnlyList<ResultTable> more = await lake.RunAsync([seen, lookedUp, limits], interval, cancellation);
            readings = [.. seen.Rows(more[0]).OrderBy(r => Array.IndexOf(guards, r.Guard))];
            thresholds = limits.Rows(more[2]);
            examples = lookedUp.Rows(more[1]);
        }

        var rows = new WhyRows(found, before?.Rows(tables[4])[0], ranked, pairs.Rows(tables[2]), readings, thresholds, examples);
        return new PlanRun(WhyAnswer.Compose(plan, rows), covered, reasons);
    }
}
