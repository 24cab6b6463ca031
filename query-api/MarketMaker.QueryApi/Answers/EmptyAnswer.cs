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
        string opening = Words.Opening(plan.Window);
        string what = plan.Metric.RowFilter is null ? Words.Subject(plan) : $"{plan.Metric.Title}{Words.On(plan)}";
        bool lacksRejections = plan.Metric.IsAboutGuards && (plan.Kind == QuestionKind.List || plan.Dimensions.Contains(Dimension.Guard));
        if (lacksRejections) what = $"rejected {what}";
        if (coverage.EventRows > 0)
            return (AnswerStatus.NoEvents, $"{opening} there were no {what}: {stream} has {Words.Count(coverage.EventRows)} rows in that time, none of them of this kind.");
        if (facts.Runs.Any(r => r.Interval.Overlaps(plan.Window.Interval)))
            return (AnswerStatus.NoEvents, $"{opening} there were no {what}: a run was being recorded, and {stream} has no rows in that time.");
        return facts.Covered is { } covered
            ? (AnswerStatus.NoData, $"{opening} there is no data: no run was recorded then. The data covers {Texts.Seconds(covered.From)} to {Texts.Seconds(covered.Through)} UTC.")
            : (AnswerStatus.NoData, $"There is no data yet: nothing was recorded, so nothing can be said about {what}.");
    }
}
