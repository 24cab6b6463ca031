using System.Globalization;
using MarketMaker.QueryApi.Plans;
using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Questions.Metrics;
using MarketMaker.QueryApi.Sandbox;

namespace MarketMaker.QueryApi.Answers;

/// <summary>Words a number in groups: the largest of a breakdown, the extremes of a trend.</summary>
internal static class GroupText
{
    private const int GroupsInText = 5;

    public static string Compose(QueryPlan plan, ResultRow[] rows)
    {
        Metric metric = plan.Metric;
        string by = Words.Join([.. plan.Dimensions.Select(d => d == Dimension.Time ? BucketText(plan.BucketMinutes) : d.ToString().ToLowerInvariant())]);
        string head = $"{Words.Opening(plan)} the {Words.Measure(plan)} by {by}";
        ResultRow[] ranked = [.. rows.OrderByDescending(r => r.Number(metric.Name) ?? double.NegativeInfinity)];
        if (rows.Length == 1) return $"{head}: {Piece(plan, ranked[0])}.";
        if (plan.Dimensions.Contains(Dimension.Time))
        {
            string top = $"highest {Piece(plan, ranked[0])}";
            string bottom = $"lowest {Piece(plan, ranked[^1])}";
            return $"{head}, {Words.Count(rows.Length)} {(plan.Dimensions.Count > 1 ? "groups" : "stretches")} with data: {(plan.IsSmallestFirst ? $"{bottom}, {top}" : $"{top}, {bottom}")}.";
        }

        ResultRow[] shown = plan.IsSmallestFirst ? [.. ranked.Reverse().Take(GroupsInText)] : [.. ranked.Take(GroupsInText)];
        string more = rows.Length > shown.Length ? $", and {Words.Count(rows.Length - shown.Length)} more" : "";
        return $"{head}: {Words.Join([.. shown.Select(r => Piece(plan, r))])}{more}.";
    }

    private static string Piece(QueryPlan plan, ResultRow row)
    {
        string group = string.Join(' ', plan.Dimensions.OrderBy(d => d == Dimension.Time).Select(d => Group(d, plan, row)));
        string value = Words.Of(row.Number(plan.Metric.Name), plan.Metric.Unit);
        if (plan.Dimensions.Contains(Dimension.Guard))
            return plan.Metric.Unit == MetricUnit.Ratio
                ? $"{group} {value} ({Words.Count(row.Whole("rejections"))} decisions)"
                : $"{group} {value} ({Words.Percent(row.Number("rejection_share") ?? 0)})";
        if (!plan.Metric.IsAboutGuards) return $"{group} {value}";
        if (plan.Metric.Name == MetricRegistry.RejectionShare.Name)
            return $"{group} {value} ({Words.Count(row.Whole("rejections"))} of {Words.Count(row.Whole("all_rejections"))})";
        string of = plan.Metric.Unit == MetricUnit.Ratio
            ? $"{Words.Count(row.Whole("rejections"))} of {Words.Count(row.Whole("decisions"))}"
            : $"of {Words.Count(row.Whole("decisions"))} decisions";
        return $"{group} {value} ({of})";
    }

    private static string Group(Dimension dimension, QueryPlan plan, ResultRow row)
    {
        string? text = row.Text(PlanConditions.Column(dimension, plan).Name);
        if (text is null) return $"(no {dimension.ToString().ToLowerInvariant()})";
        if (dimension != Dimension.Time) return text;
        string zone = PlanConditions.HasLocalBuckets(plan) ? plan.Window.Zone : "UTC";
        var start = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return $"at {start.ToString(plan.BucketMinutes % 1440 == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {zone}:";
    }

    private static string BucketText(int minutes) => minutes switch
    {
        1 => "minute",
        60 => "hour",
        1440 => "day",
        _ when minutes % 1440 == 0 => $"{minutes / 1440} days",
        _ when minutes % 60 == 0 => $"{minutes / 60} hours",
        _ => $"{minutes} minutes",
    };
}
