using System.Text.Json;
using System.Text.Json.Serialization;

namespace MarketMaker.QueryApi.Answers;

/// <summary>What came of a question.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AnswerStatus>))]
public enum AnswerStatus
{
    /// <summary>Answered from the data.</summary>
    [JsonStringEnumMemberName("answered")] Answered,

    /// <summary>Understood, and nothing of the kind happened while data was being recorded.</summary>
    [JsonStringEnumMemberName("no_events")] NoEvents,

    /// <summary>Understood, and nothing was recorded at that time: nothing can be said.</summary>
    [JsonStringEnumMemberName("no_data")] NoData,

    /// <summary>Not understood.</summary>
    [JsonStringEnumMemberName("declined")] Declined,

    /// <summary>Asks for something that is never done.</summary>
    [JsonStringEnumMemberName("refused")] Refused,
}

/// <summary>An answer: one paragraph whose every number stands in the rows beside it, and everything needed to check it.</summary>
public sealed record Answer
{
    public required AnswerStatus Status { get; init; }

    public required string Question { get; init; }

    /// <summary>The answer in plain English.</summary>
    public required string Text { get; init; }

    /// <summary>Rule that refused the question; null otherwise.</summary>
    public string? RefusedBy { get; init; }

    /// <summary>Supported questions like a question that was declined.</summary>
    public IReadOnlyList<string>? Suggestions { get; init; }

    /// <summary>Time the answer speaks of.</summary>
    public AnswerInterval? Interval { get; init; }

    /// <summary>What was assumed while reading the question.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>What the reader should know before trusting the numbers.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Time of the first and last event of the runs asked about, whatever their stream.</summary>
    public string? DataFrom { get; init; }

    /// <inheritdoc cref="DataFrom"/>
    public string? DataThrough { get; init; }

    /// <summary>Rows of the stream that the numbers were computed from.</summary>
    public long RowsCounted { get; init; }

    /// <summary>Time of the first and last of those rows.</summary>
    public string? RowsFrom { get; init; }

    /// <inheritdoc cref="RowsFrom"/>
    public string? RowsThrough { get; init; }

    /// <summary>Runs they belong to, five at most.</summary>
    public IReadOnlyList<string> RunIds { get; init; } = [];

    /// <summary>The plan that the question was compiled to.</summary>
    public AnswerPlan? Plan { get; init; }

    /// <summary>The numbers.</summary>
    public NumbersTable? Numbers { get; init; }

    /// <summary>Totals of a why question.</summary>
    public TotalsFinding? Totals { get; init; }

    /// <summary>Every guard that failed in a rejected decision; the one that was most often the first is first.</summary>
    public IReadOnlyList<GuardFinding>? Guards { get; init; }

    /// <summary>Guards that failed together.</summary>
    public IReadOnlyList<PairFinding>? Pairs { get; init; }

    /// <summary>The same totals for the interval of the same length before.</summary>
    public PreviousFinding? Previous { get; init; }

    /// <summary>Rejected decisions to look up.</summary>
    public IReadOnlyList<ExampleFinding>? Examples { get; init; }

    /// <summary>The SQL that gave the main numbers; it runs as it is with <c>mm sql</c>.</summary>
    public string? Sql { get; init; }

    /// <summary>All SQL that ran.</summary>
    public IReadOnlyList<NamedSql> Statements { get; init; } = [];

    /// <summary>Storage tiers read.</summary>
    public IReadOnlyList<string> Tiers { get; init; } = [];

    /// <summary>Time from question to answer.</summary>
    public double DurationMs { get; init; }
}

/// <summary>A half-open interval as the answer gives it.</summary>
/// <param name="From">First instant, UTC.</param>
/// <param name="To">First instant after it, UTC.</param>
/// <param name="Zone">Zone in which the question's words were read.</param>
/// <param name="Phrase">The question's words; empty when it named no time.</param>
/// <param name="Text">The interval for people.</param>
public sealed record AnswerInterval(string From, string To, string Zone, string Phrase, string Text);

/// <summary>A plan as the answer gives it.</summary>
public sealed record AnswerPlan(
    string Kind, string Metric, string Unit, string Meaning, string Stream, IReadOnlyList<string> Symbols, string? Side, IReadOnlyList<string> Guards, string? RunId,
    IReadOnlyList<string> Dimensions, int? BucketMinutes);

/// <summary>A table of numbers.</summary>
public sealed record NumbersTable(IReadOnlyList<NumbersColumn> Columns, IReadOnlyList<IReadOnlyList<JsonElement>> Rows, bool IsTruncated = false);

/// <summary>A column of numbers.</summary>
/// <param name="Unit">count, ratio, usd, time or text.</param>
public sealed record NumbersColumn(string Name, string Unit);

/// <summary>One guard that failed in rejected decisions; values are where it failed, quantiles weighted by repeat_count.</summary>
/// <param name="Rejections">Decisions whose first failing guard it was.</param>
/// <param name="FailedIn">Rejected decisions in which it failed, first or not.</param>
/// <param name="Readings">Rows whose value is known.</param>
/// <param name="Note">What else should be said about its values.</param>
/// <param name="ThresholdsBySymbol">Its thresholds on each instrument, where they differ between instruments; null where they do not.</param>
public sealed record GuardFinding(
    string Guard, string Meaning, long Rejections, double Share, long FailedIn, long? Readings, double? ValueMin, double? ValueP50, double? ValueP90, double? ValueMax,
    double? ThresholdMin, double? ThresholdMax, double? ValuePerThresholdP50, string? Unit, string? Note, IReadOnlyList<ThresholdFinding>? ThresholdsBySymbol);

/// <summary>Thresholds of a guard on one instrument.</summary>
public sealed record ThresholdFinding(string? Symbol, double Min, double Max);

/// <summary>Two guards that failed together, whichever came first.</summary>
public sealed record PairFinding(string Guard, string OtherGuard, long Rejections, double Share);

/// <summary>Decisions and rejections, weighted by repeat_count.</summary>
public sealed record TotalsFinding(long Decisions, long Rejections, double? RejectionRate);

/// <summary>Totals of the interval before.</summary>
public sealed record PreviousFinding(string From, string To, long Decisions, long Rejections, double? RejectionRate);

/// <summary>A row to look up.</summary>
/// <param name="Seq">Its seq as text: an imported one has more digits than a JSON number keeps in a browser.</param>
public sealed record ExampleFinding(string Ts, string? Symbol, string? Side, string Guard, long RepeatCount, string RunId, string Seq);

/// <summary>A statement and what it is for.</summary>
public sealed record NamedSql(string Name, string Sql);
