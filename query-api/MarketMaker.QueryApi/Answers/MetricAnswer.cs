using System.Text.Json;
using MarketMaker.QueryApi.Plans;
using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Questions.Metrics;
using MarketMaker.QueryApi.Sandbox;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Answers;

/// <summary>Words the answer to "how many", "what rate" and "how much", whole or in groups.</summary>
internal static class MetricAnswer
{
    private const int FewDecisions = 30;

    public static AnswerDraft Compose(QueryPlan plan, ResultTable table)
    {
        ResultRow[] rows = [.. table.Rows.Select(r => new ResultRow(table, r))];
        string text = plan.Dimensions.Count == 0 ? Value(plan, rows[0]) : GroupText.Compose(plan, rows);
        UtcMicros?[] firsts = [.. rows.Select(r => r.Time("first_at"))];
        UtcMicros?[] lasts = [.. rows.Select(r => r.Time("last_at"))];
        bool saysTwice = plan.Metric.IsAboutGuards || plan.Metric.CountExpression == plan.Metric.Expression;
        string[] hidden = ["first_at", "last_at", "run_ids", "event_rows", "without_side_count", "unknown_count", .. saysTwice ? (string[])["evidence_count"] : []];
        return new AnswerDraft(
            text, rows.Sum(r => r.Whole("event_rows")), firsts.Min(), lasts.Max(), [.. rows.SelectMany(r => r.Texts("run_ids")).Distinct(StringComparer.Ordinal).Take(5)])
        {
            Numbers = AnswerParts.Numbers(table, Units(plan), hidden),
            Warnings = Warnings(plan, rows, table),
        };
    }

    private static Dictionary<string, MetricUnit> Units(QueryPlan plan)
    {
        var units = new Dictionary<string, MetricUnit>(StringComparer.Ordinal)
        {
            ["rejections"] = MetricUnit.Count, ["rejection_share"] = MetricUnit.Ratio, ["rejection_rate"] = MetricUnit.Ratio, ["event_rows"] = MetricUnit.Count,
        };
        foreach ((string name, _, MetricUnit unit) in PlanConditions.MetricColumns(plan)) units[name] = unit;
        return units;
    }

    private static string Value(QueryPlan plan, ResultRow row)
    {
        Metric metric = plan.Metric;
        string opening = Words.Opening(plan);
        string subject = Words.Subject(plan);
        string by = Words.By(plan);
        string failed = by.Length == 0 ? "" : $" as the first failing guard; {It(plan)} failed, first or not, in {Words.Count(row.Whole("failed_in_count"))}";
        string sum = $"{Words.Count(row.Whole("evidence_count"))} {subject}";
        return metric.Name switch
        {
            "rejections" => $"{opening} {Words.Count(row.Whole("rejections"))} of {Words.Count(row.Whole("decisions"))} {subject} were rejected{by}{failed}.",
            "rejection_share" => $"{opening} {Words.Guards(plan)} was the first failing guard of {Words.Of(row.Number("rejection_share"), MetricUnit.Ratio)} of the rejections of "
                + $"{subject}: {Words.Count(row.Whole("rejections"))} of {Words.Count(row.Whole("all_rejections"))}; {It(plan)} failed, first or not, in {Words.Count(row.Whole("failed_in_count"))}.",
            "rejection_rate" => $"{opening} the rejection rate of {subject} was {Words.Of(row.Number("rejection_rate"), MetricUnit.Ratio)}{by}: "
                + $"{Words.Count(row.Whole("rejections"))} of {Words.Count(row.Whole("decisions"))}{failed}.",
            "fills" => $"{opening} the number of {subject} was {Words.Count(row.Whole("fills"))}, {Words.Usd(row.Number("notional_usd") ?? 0)} in all.",
            "net_pnl" => $"{opening} the {metric.Title} was {Usd(row, "net_pnl")}: {Usd(row, "realized_pnl_usd")} realised less "
                + $"{Usd(row, "fee_usd")} of fees, over {sum}. Open positions are not marked.",
            "decisions" => $"{opening} the number of {subject} was {Words.Count(row.Whole("decisions"))}.",
            "trades" => $"{opening} the number of {metric.Title} was {Words.Count(row.Whole("trades"))}, over {sum}.",
            _ when metric.Unit == MetricUnit.Count => $"{opening} the number of {Words.Rows(plan)} was {Words.Count(row.Whole(metric.Name))}.",
            _ => $"{opening} the {metric.Title} {(metric.Name == "fees" ? "were" : "was")} {Usd(row, metric.Name)} over {sum}.",
        };
    }

    private static string It(QueryPlan plan) => plan.Filters.Guards.Count > 1 ? "one of them" : "it";

    private static string Usd(ResultRow row, string column) => Words.Of(row.Number(column), MetricUnit.Usd);

    private static List<string> Warnings(QueryPlan plan, ResultRow[] rows, ResultTable table)
    {
        var warnings = new List<string>();
        if (table.IsTruncated) warnings.Add("there are more groups than are listed");
        if (plan.Metric.Unit == MetricUnit.Ratio && plan.Dimensions.Count > 0 && !plan.Dimensions.Contains(Dimension.Guard))
        {
            int few = rows.Count(r => r.Whole("evidence_count") < FewDecisions);
            if (few > 0) warnings.Add($"{few} of {rows.Length} groups have fewer than {FewDecisions} {plan.Metric.CountTitle}: their rates say little");
        }

        long unknown = plan.Metric.Needs.Count == 0 ? 0 : rows.Sum(r => r.Whole("unknown_count"));
        if (unknown > 0)
            warnings.Add($"{string.Join(" or ", plan.Metric.Needs)} is not known for {Words.Count(unknown)} of {Words.Count(rows.Sum(r => r.Whole("event_rows")))} fills, which are left out");
        bool splitsBySide = plan.Dimensions.Contains(Dimension.Side);
        if (splitsBySide && rows.Any(r => r.Value("side").ValueKind == JsonValueKind.Null))
            warnings.Add("some decisions have no side recorded; they stand in a group of their own");
        return warnings;
    }
}
