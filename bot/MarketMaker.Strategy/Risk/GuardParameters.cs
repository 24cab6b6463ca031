namespace MarketMaker.Strategy.Risk;

/// <summary>Limits of the guards that are the same for every instrument.</summary>
public sealed record GuardParameters
{
    [Setting(1, 600_000, "Oldest book that is quoted on.")]
    public int StaleDataMs { get; init; } = 2_000;

    [Setting(0, 600_000, "Least time between two new orders of a side.")]
    public int MinOrderIntervalMs { get; init; } = 1_000;

    [Setting(1, 20, "Levels of a side that count as its depth.")]
    public int DepthLevelsCount { get; init; } = 5;

    [Setting(0, 1e6, "Samples of the mid that the volatility needs before quoting.")]
    public int WarmupCount { get; init; } = 300;
}
