using MarketMaker.QueryApi.Plans.Queries;
using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Questions.Time;

namespace MarketMaker.QueryApi.Answers;

/// <summary>Words an empty interval: "nothing happened" and "nothing was recorded" are different answers.</summary>
internal static class EmptyAnswer
{
    public static (AnswerStatus Status, string Text) Compose(QueryPlan plan, DataFacts facts, CoverageRow coverage)
    {
        string stream = plan.Metric.Stream;
        string opening = Words.Opening(plan);
        bool lacksRejections = plan.Metric.IsAboutGuards && (plan.Kind == QuestionKind.List || plan.Dimensions.Contains(Dimension.Guard));
        string what = lacksRejections ? Words.Rejections(plan) : Words.Rows(plan);
        if (coverage.EventRows > 0)
            return (AnswerStatus.NoEvents, $"{opening} there were no {what}: {stream} has {Words.Rows(coverage.EventRows)} in that time, none of them of this kind.");
        bool isOfRun(RunCoverage run) => plan.Filters.RunId is null || run.RunId == plan.Filters.RunId;
        if (facts.Runs.Any(r => isOfRun(r) && r.SpeaksOf(stream) && r.Interval.Overlaps(plan.Window.Interval)))
            return (AnswerStatus.NoEvents, $"{opening} there were no {what}: a run was being recorded, and {stream} has no rows in that time.");
        string recorded = plan.Filters.RunId is null ? "no run was recorded then. The data covers" : $"run {plan.Filters.RunId} was not recorded then. It covers";
        return facts.CoveredBy(plan.Filters.RunId) is { } covered
            ? (AnswerStatus.NoData, $"{opening} there is no data: {recorded} {Texts.Seconds(covered.From)} to {Texts.Seconds(covered.Through)} UTC.")
            : (AnswerStatus.NoData, $"There is no data yet: nothing was recorded, so nothing can be said about {what}.");
    }
}
