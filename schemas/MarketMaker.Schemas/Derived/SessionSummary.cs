using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Derived;

/// <summary>One run, symbol, side and UTC hour on one row.</summary>
[DerivedTable("session_summary", 1, "Per run, symbol, side and UTC hour: decisions, rejections, fills, PnL.")]
[Example("Which hour rejected most?",
    "SELECT hour_at, symbol, side, rejection_rate, total_decisions FROM session_summary ORDER BY rejection_rate DESC, total_decisions DESC LIMIT 10")]
public sealed record SessionSummary
{
    [Column("Bot run, or the imported log.")]
    public required string RunId { get; init; }

    [Column("Instrument; null where the events name none.")]
    public string? Symbol { get; init; }

    [Column("Side of the decisions; a buy fill counts as bid, a sell fill as ask; null for decisions without a side.")]
    public QuoteSide? Side { get; init; }

    [Column("Start of the UTC hour.")]
    public required UtcMicros HourAt { get; init; }

    [Column("Decisions, weighted by repeat_count.", Unit = "count", Min = 0)]
    public required long TotalDecisions { get; init; }

    [Column("Decisions that a guard vetoed, weighted by repeat_count.", Unit = "count", Min = 0)]
    public required long TotalRejections { get; init; }

    [Column("Rejections over decisions; null without decisions.", Min = 0, Max = 1)]
    public double? RejectionRate { get; init; }

    [Column("Guard that was most often the primary reason, weighted; the alphabetically first of equals.")]
    public Guard? TopVetoReason { get; init; }

    [Column("Fill legs.", Unit = "count", Min = 0)]
    public required long FillCount { get; init; }

    [Column("Traded notional.", Min = 0)]
    public required decimal NotionalUsd { get; init; }

    [Column("Fees paid, rebates negative; null when a fill does not say its fee.")]
    public decimal? FeeUsd { get; init; }

    [Column("Realised profit before fees; null when a fill does not say its profit.")]
    public decimal? RealizedPnlUsd { get; init; }

    [Column("Share of decisions, weighted, whose side was not toxic; null where toxicity was not judged.", Min = 0, Max = 1, Unit = "ratio")]
    public double? UptimeNonToxic { get; init; }
}
