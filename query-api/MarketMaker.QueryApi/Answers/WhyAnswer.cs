using System.Globalization;
using MarketMaker.QueryApi.Plans.Queries;
using MarketMaker.QueryApi.Questions;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.QueryApi.Answers;

/// <summary>What the queries of a why question found.</summary>
internal sealed record WhyRows(
    WhyTotals Totals, WhyTotals? Before, IReadOnlyList<VetoReason> Reasons, IReadOnlyList<VetoPair> Pairs, IReadOnlyList<GuardReadings> Readings, IReadOnlyList<SymbolThreshold> Thresholds,
    IReadOnlyList<ExampleDecision> Examples);

/// <summary>Words the answer to "why were … rejected".</summary>
internal static class WhyAnswer
{
    private const int GuardsInText = 3;
    private const int SymbolsInText = 6;

    private static readonly Dictionary<string, string> Meanings = Catalogue.Of<OrderIntent>().Column("veto_reason_primary").Members
        .ToDictionary(m => m.Text, m => m.Meaning, StringComparer.Ordinal);

    public static AnswerDraft Compose(QueryPlan plan, WhyRows rows)
    {
        List<string> sentences = [Totals(plan, rows)];
        VetoReason[] primary = [.. rows.Reasons.Where(r => r.Rejections > 0)];
        if (primary.Length > 0) sentences.Add(Reasons(primary));
        if (rows.Pairs.Count > 0) sentences.Add(Together(rows.Pairs));
        GuardReadings[] told = [.. rows.Readings.Take(GuardsInText)];
        sentences.AddRange(told.Where(r => r.Readings > 0 && r.Unit != "bool").Select(r => Reading(r, BySymbol(rows.Thresholds, r.Guard))));
        string[] verdictOnly = [.. told.Where(r => r.IsVerdictOnly).Select(r => r.Guard)];
        if (verdictOnly.Length > 0) sentences.Add($"For {Words.Join(verdictOnly)} the log recorded only pass or fail, no values.");
        string[] unmeasured = [.. told.Where(r => r.IsUnmeasured).Select(r => r.Guard)];
        if (unmeasured.Length > 0) sentences.Add($"Where {Words.Join(unmeasured)} failed there was nothing to measure yet, and what cannot be measured fails.");

        return new AnswerDraft(string.Join(' ', sentences), rows.Totals.EventRows, rows.Totals.FirstAt, rows.Totals.LastAt, rows.Totals.RunIds)
        {
            Totals = new TotalsFinding(rows.Totals.Decisions, rows.Totals.Rejections, rows.Totals.RejectionRate),
            Guards = [.. rows.Reasons.Select(r => Finding(r, rows.Readings.FirstOrDefault(x => x.Guard == r.Guard), BySymbol(rows.Thresholds, r.Guard)))],
            Pairs = [.. rows.Pairs.Select(p => new PairFinding(p.Guard, p.OtherGuard, p.Rejections, p.Share))],
            Previous = Previous(plan, rows.Before),
            Examples = [.. rows.Examples.Select(e => new ExampleFinding(AnswerParts.Iso(e.Time), e.Symbol, e.Side, e.Guard, e.RepeatCount, e.RunId, e.Seq.ToString(CultureInfo.InvariantCulture)))],
            Warnings = Warnings(plan, rows.Totals),
        };
    }

    private static string Totals(QueryPlan plan, WhyRows rows)
    {
        string subject = Words.Subject(plan);
        string by = Words.By(plan);
        string opening = Words.Opening(plan);
        if (rows.Totals.Decisions == 0) return $"{opening} there were no {subject} with a recorded side; ask without the side to see those that have none.";
        string first = rows.Totals.Rejections == 0
            ? $"{opening} none of the {Words.Count(rows.Totals.Decisions)} {subject} was rejected{by}"
            : $"{opening} {Words.Count(rows.Totals.Rejections)} of {Words.Count(rows.Totals.Decisions)} {subject} were rejected{by} ({Words.Percent(rows.Totals.RejectionRate ?? 0)})";
        if (plan.Window.IsAll) return $"{first}.";
        return rows.Before is { Decisions: > 0, RejectionRate: { } before }
            ? $"{first}; in the same length of time before it was {Words.Percent(before)} ({Words.Count(rows.Before.Rejections)} of {Words.Count(rows.Before.Decisions)})."
            : $"{first}; {(plan.Before is null ? "too little of the same length of time before was recorded" : "there were no such decisions in the same length of time before")} to compare with.";
    }

    private static string Reasons(VetoReason[] reasons)
    {
        string Piece(VetoReason r) => $"{r.Guard} with {Words.Count(r.Rejections)} ({Words.Percent(r.Share)})";
        string text = $"The first failing guard was {(reasons.Length == 1 ? "always" : "mostly")} {Piece(reasons[0])}";
        string[] others = [.. reasons.Skip(1).Take(GuardsInText - 1).Select(Piece)];
        if (others.Length > 0) text += $", then {Words.Join(others)}";
        return reasons.Length > GuardsInText ? $"{text}; others follow in the table." : $"{text}.";
    }

    /// <summary>The most frequent pair, and those that are as frequent.</summary>
    private static string Together(IReadOnlyList<VetoPair> pairs)
    {
        VetoPair[] tied = [.. pairs.Where(p => p.Rejections == pairs[0].Rejections)];
        string[] told = [.. tied.Take(GuardsInText).Select(p => $"{p.Guard} with {p.OtherGuard}")];
        string more = tied.Length > told.Length ? " and other pairs" : "";
        return $"Most often together: {Words.Join(told)}{more}, {(tied.Length > 1 ? "each " : "")}in {Words.Count(pairs[0].Rejections)} ({Words.Percent(pairs[0].Share)}).";
    }

    /// <summary>Thresholds of a guard by instrument; null where every instrument has the same.</summary>
    private static ThresholdFinding[]? BySymbol(IReadOnlyList<SymbolThreshold> thresholds, string guard)
    {
        ThresholdFinding[] own = [.. thresholds.Where(t => t.Guard == guard).Select(t => new ThresholdFinding(t.Symbol, t.Min, t.Max))];
        return own.Select(t => (t.Min, t.Max)).Distinct().Count() > 1 ? own : null;
    }

    private static string PerSymbol(ThresholdFinding[] thresholds, string unit)
    {
        string Piece(ThresholdFinding t) => $"{t.Symbol ?? "no symbol"} {Words.Reading(t.Min)}{(t.Min == t.Max ? "" : $" to {Words.Reading(t.Max)}")}{unit}";
        string[] pieces = [.. thresholds.Take(SymbolsInText).Select(Piece)];
        return $"thresholds per symbol ({string.Join(", ", pieces)}{(thresholds.Length > pieces.Length ? ", others in the table" : "")})";
    }

    private static string Reading(GuardReadings r, ThresholdFinding[]? bySymbol)
    {
        string unit = Words.Unit(r.Unit);
        string threshold = r.ThresholdMin is not { } low || r.ThresholdMax is not { } high ? "a threshold that was not recorded"
            : bySymbol is not null ? PerSymbol(bySymbol, unit)
            : low == high ? $"a threshold of {Words.Reading(low)}{unit}"
            : $"thresholds of {Words.Reading(low)} to {Words.Reading(high)}{unit}";
        string range = r.ValueMin == r.ValueMax ? "" : $" at the median ({Words.Reading(r.ValueMin ?? 0)} to {Words.Reading(r.ValueMax ?? 0)}{unit})";
        return $"Where {r.Guard} failed it saw {Words.Reading(r.ValueP50 ?? 0)}{unit}{range} against {threshold}{(r.ThresholdMin != r.ThresholdMax && r.ValuePerThresholdP50 is { } ratio ? $", at the median {Words.Reading(ratio)} times its threshold" : "")}.";
    }

    private static GuardFinding Finding(VetoReason reason, GuardReadings? seen, ThresholdFinding[]? bySymbol) => new(
        reason.Guard, Meanings.GetValueOrDefault(reason.Guard, ""), reason.Rejections, reason.Share, reason.FailedIn,
        seen?.Readings, seen?.ValueMin, seen?.ValueP50, seen?.ValueP90, seen?.ValueMax, seen?.ThresholdMin, seen?.ThresholdMax, seen?.ValuePerThresholdP50, seen?.Unit,
        seen is { IsVerdictOnly: true } ? "the log recorded only pass or fail for this guard"
            : seen is { IsUnmeasured: true } ? "there was nothing to measure yet, and what cannot be measured fails" : null,
        bySymbol);

    private static PreviousFinding? Previous(QueryPlan plan, WhyTotals? before) => before is null
        ? null
        : new PreviousFinding(
            AnswerParts.Iso(plan.Window.Interval.Previous.From), AnswerParts.Iso(plan.Window.Interval.Previous.To), before.Decisions, before.Rejections, before.RejectionRate);

    private static string[] Warnings(QueryPlan plan, WhyTotals totals) => plan.Filters.Side is not null && totals.WithoutSide > 0
        ? [$"rejections in the interval without a recorded side, not counted here: {Words.Count(totals.WithoutSide)}"]
        : [];
}
