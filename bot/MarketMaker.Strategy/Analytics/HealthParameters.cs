namespace MarketMaker.Strategy.Analytics;

/// <summary>When the bot reports on itself, and how many decisions one row of its journal may stand for.</summary>
public sealed record HealthParameters
{
    [Setting(1, 86_400, "Time between two periodic snapshots, on a grid of event time.")]
    public int SnapshotIntervalS { get; init; } = 300;

    [Setting(1, 600_000, "Longest stretch of identical decisions in one row.")]
    public int MergeMs { get; init; } = 1_000;

    [Setting(1, 3_600_000, "The same while the book is stale and nothing changes: a gap of a day is then minutes and not seconds in the journal.")]
    public int MergeStaleMs { get; init; } = 60_000;
}
