namespace MarketMaker.Strategy.Risk;

/// <summary>Limits of the guards that are the same for every instrument.</summary>
public sealed record GuardParameters
{
    [Setting(1, 600_000, "Oldest book that is quoted on: time since receipt, and what the book took longer to us than the fastest of the window below.")]
    public int StaleDataMs { get; init; } = 2_000;

    [Setting(0, 600_000, "Longest delay from the venue's time to receipt that may be a difference of clocks; what is beyond is age. No book is quoted on later than this and stale_data_ms after its venue time.")]
    public int MaxClockOffsetMs { get; init; } = 1_000;

    [Setting(10, 86_400, "Window whose least delay is taken for the difference of clocks.")]
    public int ClockOffsetWindowS { get; init; } = 600;

    [Setting(1, 600_000, "Oldest snapshot whose depth counts, measured like the book's age; Hyperliquid may send one only every five seconds.")]
    public int MaxDepthAgeMs { get; init; } = 7_000;

    [Setting(0, 600_000, "Least time between two new orders of a side.")]
    public int MinOrderIntervalMs { get; init; } = 1_000;

    [Setting(1, 20, "Levels of a side that count as its depth.")]
    public int DepthLevelsCount { get; init; } = 5;

    [Setting(0, 1e6, "Samples of the mid that the volatility needs before quoting.")]
    public int WarmupCount { get; init; } = 300;
}
