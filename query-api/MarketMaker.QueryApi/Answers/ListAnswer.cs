using System.Globalization;
using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Questions.Metrics;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.QueryApi.Sandbox;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Answers;

/// <summary>Words an answer that is a list of rows.</summary>
internal static class ListAnswer
{
    public static AnswerDraft Compose(QueryPlan plan, ResultTable table)
    {
        ResultRow[] rows = [.. table.Rows.Select(r => new ResultRow(table, r))];
        UtcMicros first = new(rows.Min(r => r.Time("ts")!.Value.Value));
        UtcMicros last = new(rows.Max(r => r.Time("ts")!.Value.Value));
        return new AnswerDraft(Text(plan, rows, first, last), rows.Length, first, last, [.. rows.Select(r => r.Text("run_id")!).Distinct(StringComparer.Ordinal).Take(5)])
        {
            Numbers = AnswerParts.Numbers(table, new Dictionary<string, MetricUnit>()),
        };
    }

    private static string Text(QueryPlan plan, ResultRow[] rows, UtcMicros first, UtcMicros last)
    {
        string opening = Words.Opening(plan);
        string which = plan.WantsExtreme ? (plan.IsSmallestFirst ? "smallest" : "biggest") : "latest";
        string ranking = plan.WantsExtreme ? " by notional" : "";
        if (rows.Length == 1 && plan.Metric.Stream == "execution")
        {
            ResultRow fill = rows[0];
            string among = Words.Subject(plan).Replace("fills", "fill", StringComparison.Ordinal);
            return $"{opening} the {which} {among}{ranking} was {Words.Usd(fill.Number("notional_usd") ?? 0)}: {fill.Text("side")} "
                + $"{Exact(fill, "fill_size")} {fill.Text("symbol")} at {Exact(fill, "fill_price")}, {Texts.Seconds(first)} UTC (run {fill.Text("run_id")}, seq {fill.Text("seq")}).";
        }

        string weight = plan.Metric.Stream == "order_intent" ? ", each for repeat_count decisions" : "";
        return rows.Length == 1
            ? $"{opening} the {which} row of {Words.Measure(plan)} is listed{weight.Replace(", each", ",", StringComparison.Ordinal)}: {Texts.Seconds(first)} UTC (run {rows[0].Text("run_id")}, seq {rows[0].Text("seq")})."
            : $"{opening} the {which} {Words.Count(rows.Length)} rows of {Words.Measure(plan)}{ranking} are listed{weight}, {Texts.Seconds(first)} to {Texts.Seconds(last)} UTC.";
    }

    // What a venue said is written as it said it.
    private static string Exact(ResultRow row, string column) => row.Value(column).TryGetDecimal(out decimal exact)
        ? (exact / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
        : "unknown";
}
