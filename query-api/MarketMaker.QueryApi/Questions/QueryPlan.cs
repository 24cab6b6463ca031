using MarketMaker.QueryApi.Questions.Metrics;
using MarketMaker.QueryApi.Questions.Time;

namespace MarketMaker.QueryApi.Questions;

/// <summary>What kind of answer a question wants.</summary>
public enum QuestionKind
{
    /// <summary>One number.</summary>
    Value,

    /// <summary>A number per group.</summary>
    Breakdown,

    /// <summary>A number per stretch of time.</summary>
    Trend,

    /// <summary>Two groups held against each other.</summary>
    Compare,

    /// <summary>Rows.</summary>
    List,

    /// <summary>The guards behind rejections.</summary>
    Why,
}

/// <summary>What a number is split by.</summary>
public enum Dimension
{
    Guard,
    Side,
    Symbol,
    Run,
    Regime,
    Mode,

    /// <summary>Stretches of <see cref="QueryPlan.BucketMinutes"/>.</summary>
    Time,
}

/// <summary>Which rows count.</summary>
/// <param name="Symbols">Only these instruments; empty for all.</param>
/// <param name="Side">Only this side; null for all, rows without a side included.</param>
/// <param name="Guards">Only rejections whose primary reason is one of these; empty for all.</param>
/// <param name="RunId">Only this run; null for all.</param>
public sealed record PlanFilters(IReadOnlyList<string> Symbols, PlanSide? Side, IReadOnlyList<string> Guards, string? RunId)
{
    /// <summary>Only rows of these regimes; empty for all, rows without a regime included.</summary>
    public IReadOnlyList<string> Regimes { get; init; } = [];

    /// <summary>All rows.</summary>
    public static PlanFilters None { get; } = new([], null, [], null);
}

/// <summary>A side of the book or of a trade.</summary>
public enum PlanSide
{
    /// <summary>Our resting buys, and fills that bought.</summary>
    Bid,

    /// <summary>Our resting sells, and fills that sold.</summary>
    Ask,
}

/// <summary>A question, compiled: everything its answer depends on.</summary>
public sealed record QueryPlan
{
    public required QuestionKind Kind { get; init; }

    public required Metric Metric { get; init; }

    public required PlanFilters Filters { get; init; }

    public required IReadOnlyList<Dimension> Dimensions { get; init; }

    public required TimeWindow Window { get; init; }

    /// <summary>The interval before, to compare with; null when the question speaks of all time, or too little of it was recorded.</summary>
    public UtcInterval? Before { get; init; }

    /// <summary>Other runs have data in the interval, so that the run counted must be named.</summary>
    public bool HasOtherRuns { get; init; }

    /// <summary>Length of a <see cref="Dimension.Time"/> bucket.</summary>
    public int BucketMinutes { get; init; } = 60;

    /// <summary>The question wants the extreme group named.</summary>
    public bool WantsExtreme { get; init; }

    /// <summary>The extreme is the smallest.</summary>
    public bool IsSmallestFirst { get; init; }

    /// <summary>Rows wanted; null for all groups.</summary>
    public int? Limit { get; init; }

    /// <summary>Everything assumed while reading the question, the window's assumptions included.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }
}
