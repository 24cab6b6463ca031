using MarketMaker.QueryApi.Questions.Metrics;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Questions.Grammar;

/// <summary>Decides what the words of a question mean together; what does not fit is a reason to decline.</summary>
internal static class PlanAssembler
{
    /// <summary>The metric that the words name; null, with the reason in <paramref name="found"/>, when it is none or several.</summary>
    public static Metric? MetricOf(Findings found, DataFacts facts)
    {
        List<Metric> metrics = found.Metrics;
        bool isShareByGuard = found.HasShare && found.Dimensions.Contains(Dimension.Guard);
        if (isShareByGuard) metrics.Add(MetricRegistry.Rejections);
        else if (found.ShareOfRejectionsAt is { } noun && (found.Guards.Count > 0 || !found.IsShareAfterRejections))
        {
            if (found.Guards.Count == 0) return Fail(found, "A share of rejections is computed for guards: name one, or ask \"share of rejections by guard\".");
            if (!ShareReader.IsOfGuards(found, noun)) return Fail(found, "I cannot tell what is the part and what is the whole in this share.");
            metrics.Add(MetricRegistry.RejectionShare);
        }
        else if (found.HasShare && metrics.Count == 0) return Fail(found, "I cannot tell what the share is of: decisions or rejections.");
        else if (found.HasRate || found.HasShare)
        {
            bool isOfRejections = metrics.Exists(m => m.IsAboutGuards) || found.Guards.Count > 0;
            if (!isOfRejections) return Fail(found, "The only rate computed so far is the rejection rate.");
            metrics.Add(MetricRegistry.RejectionRate);
        }

        bool asksForGuards = metrics.Count == 0 || metrics.TrueForAll(m => MetricRegistry.Rejections.Absorbs.Contains(m.Name));
        if (asksForGuards && found.Dimensions.Contains(Dimension.Guard)) metrics.Add(MetricRegistry.Rejections);
        Metric[] left = [.. metrics.Distinct().Where(m => !metrics.Exists(other => other.Absorbs.Contains(m.Name)))];
        return left.Length switch
        {
            0 => Fail(found, $"I cannot tell which number is asked for.{SymbolsSeen(found, facts)}"),
            1 when found.IsVerb && left[0].Name == "trades" && found.Extreme is null && SymbolsSeen(found, facts) is { Length: > 0 } seen =>
                Fail(found, $"I cannot tell which number is asked for.{seen}"),
            _ when left.Length == 1 => left[0],
            _ => Fail(found, $"It asks for several numbers at once: {string.Join(" and ", left.Select(m => m.Title))}. Ask for one."),
        };
    }

    /// <summary>The plan; null, with the reason in <paramref name="found"/>, when the words do not fit together.</summary>
    public static QueryPlan? Assemble(Findings found, Metric metric, TimeWindow window, string? runId)
    {
        if (found.Guards.Count > 0 && !metric.IsAboutGuards) return FailPlan(found, $"Guards veto decisions; they have no part in {metric.Title}.");
        if (found.Dimensions.Contains(Dimension.Guard) && !metric.IsAboutGuards) return FailPlan(found, $"Guards veto decisions; {metric.Title} cannot be split by them.");
        if (metric.Stream == "order_event" && (found.Regimes.Count > 0 || found.Dimensions.Exists(d => d is Dimension.Regime or Dimension.Mode)))
            return FailPlan(found, $"{metric.Title} carry neither mode nor regime.");
        if (found.IsWhy && !metric.IsAboutGuards)
            return FailPlan(found, $"\"Why\" is answered for rejections, where the guards record their reasons; no cause of {metric.Title} is recorded.");

        var dimensions = new List<Dimension>(found.Dimensions);
        PlanSide? side = found.Sides.Count == 1 ? found.Sides[0] : null;
        if (found.Sides.Count == 2) dimensions.Add(Dimension.Side);
        if (found.Symbols.Count > 1) dimensions.Add(Dimension.Symbol);
        if (found.Regimes.Count > 1) dimensions.Add(Dimension.Regime);
        if (found.HasVersus && found.Sides.Count != 2 && found.Symbols.Count < 2 && found.Regimes.Count < 2)
            return FailPlan(found, "Comparing works between bids and asks, between instruments, or between regimes.");
        if (found.WantsTrend && found.BucketMinutes is null) ChooseBucket(found, window);
        if (found.BucketMinutes is not null) dimensions.Add(Dimension.Time);
        if (found.WantsSplit && dimensions.Count == 0) return FailPlan(found, "Split by what? By guard, side, symbol, run, regime, mode, or a length of time.");
        dimensions = [.. dimensions.Distinct()];
        // Why, and split by something: the guards of each group.
        if (found.IsWhy && dimensions.Count > 0 && !dimensions.Contains(Dimension.Guard)) dimensions.Insert(0, Dimension.Guard);
        if (dimensions.Count > 2) return FailPlan(found, "It splits the number in more than two ways at once.");

        bool isList = found.IsList || found.IsLatest || (found.Extreme is not null && dimensions.Count == 0 && found.BucketMinutes is null);
        QuestionKind kind = KindOf(found, dimensions, isList);
        if (kind == QuestionKind.List && (dimensions.Count > 0 || metric.Unit != MetricUnit.Count || metric.Name is "trades"))
            return FailPlan(found, "Rows can be listed of fills, decisions, rejections and orders.");
        if (kind == QuestionKind.List && found.Extreme is not null && metric.Name != "fills") return FailPlan(found, "Only fills can be ranked, by their notional.");
        if (kind == QuestionKind.List && found.Extreme is { Value.Length: > 0 } judged)
            return FailPlan(found, $"Which fill was the {judged.Value} is not defined: fills are ranked by their notional only. Ask for the biggest or the smallest fill.");

        return new QueryPlan
        {
            Kind = kind,
            Metric = kind == QuestionKind.Why ? MetricRegistry.Rejections : metric,
            Filters = new PlanFilters(found.Symbols, side, found.Guards, runId) { Regimes = found.Regimes },
            Dimensions = kind == QuestionKind.Why ? [.. dimensions.Where(d => d != Dimension.Guard)] : dimensions,
            Window = window,
            BucketMinutes = found.BucketMinutes ?? 60,
            WantsExtreme = found.Extreme is not null,
            IsSmallestFirst = IsSmallestFirst(found.Extreme, metric),
            Limit = kind == QuestionKind.List ? found.Limit ?? (found.Extreme is not null || (found.IsLatest && found.IsSingular) ? 1 : 10) : found.Limit,
            Assumptions = [.. found.Notes, .. window.Assumptions],
        };
    }

    private static string SymbolsSeen(Findings found, DataFacts facts) =>
        found.Dimensions is [Dimension.Symbol] && facts.Symbols.Count > 0 ? $" The instruments in the data are {string.Join(", ", facts.Symbols)}." : "";

    // About two dozen stretches or a little more: few enough to read, enough to see a course.
    private static void ChooseBucket(Findings found, TimeWindow window)
    {
        const long hourUs = 3600 * UtcMicros.PerSecond;
        (int minutes, string text) = window.Interval.LengthUs switch
        {
            <= 2 * hourUs => (5, "5 minutes"),
            <= 72 * hourUs => (60, "an hour"),
            _ => (1440, "a day"),
        };
        found.BucketMinutes = minutes;
        found.Notes.Add($"no length of time was named to split by: {text} is taken");
    }

    private static QuestionKind KindOf(Findings found, List<Dimension> dimensions, bool isList)
    {
        if (found.IsWhy && !dimensions.Exists(d => d != Dimension.Guard)) return QuestionKind.Why;
        if (isList) return QuestionKind.List;
        if (found.HasVersus && found.BucketMinutes is null) return QuestionKind.Compare;
        if (dimensions.Count == 0) return QuestionKind.Value;
        return dimensions is [Dimension.Time] ? QuestionKind.Trend : QuestionKind.Breakdown;
    }

    // The worst hour is the one with the most rejections, fees …, but with the least profit.
    private static bool IsSmallestFirst(Phrase? extreme, Metric metric)
    {
        if (extreme is null) return false;
        bool moreIsBetter = metric.Name is "net_pnl" or "gross_pnl" or "fills" or "volume" or "quotes";
        return extreme.Value switch
        {
            "worst" => moreIsBetter,
            "best" => !moreIsBetter,
            _ => extreme.Role == Role.Smallest,
        };
    }

    private static Metric? Fail(Findings found, string problem)
    {
        found.Fail(problem);
        return null;
    }

    private static QueryPlan? FailPlan(Findings found, string problem)
    {
        found.Fail(problem);
        return null;
    }
}
