namespace MarketMaker.Strategy.Analytics;

/// <summary>When the bot reports on itself.</summary>
public sealed record HealthParameters
{
    [Setting(1, 86_400, "Time between two periodic snapshots, on a grid of event time.")]
    public int SnapshotIntervalS { get; init; } = 300;

    [Setting(100, 600_000, "A silence of a symbol's feed longer than this counts as a reconnect when it ends.")]
    public int ReconnectGapMs { get; init; } = 5_000;
}
