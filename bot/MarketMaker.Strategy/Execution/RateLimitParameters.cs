namespace MarketMaker.Strategy.Execution;

/// <summary>The venue's message budget of an address: an initial allowance, and more for what was traded.</summary>
public sealed record RateLimitParameters
{
    [Setting(0, 1e9, "Messages allowed from the start.")]
    public int InitialCount { get; init; } = 10_000;

    [Setting(0, 1e3, "Further messages allowed per USD traded.")]
    public double PerUsdRatio { get; init; } = 1;

    [Setting(0, 1e9, "Messages kept back, so that a cancel is always affordable.")]
    public int ReserveCount { get; init; } = 500;
}
