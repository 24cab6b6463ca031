using MarketMaker.Strategy;
using MarketMaker.Venue.Fills;

namespace MarketMaker.Bot.Configuration;

/// <summary>Which fills of others are journalled in <c>hyperliquid_fill</c>.</summary>
public sealed record FillSamplingSettings
{
    [Setting(0.001, 1, "Probability of keeping a fill that nothing makes special.")]
    public double KeepProbabilityRatio { get; init; } = 0.5;

    [Setting(0, 1e12, "A liquidation above this notional is always kept.")]
    public double LiquidationUsd { get; init; } = 100_000;

    [Setting(2, FillSamplerOptions.LargestWindow, "Last fills of a symbol that say what is usual.")]
    public int WindowCount { get; init; } = 256;

    [Setting(1, FillSamplerOptions.LargestWindow, "Fills of a symbol seen before one is judged.")]
    public int WarmupCount { get; init; } = 64;

    [Setting(1, 1_000, "A log size or log price beyond this many times 1.4826 MAD from the median is an anomaly, always kept.")]
    public double AnomalyMadRatio { get; init; } = 6;

    [Setting(1, 1_000, "A size within this factor of the median is never an anomaly.")]
    public double SizeFloorRatio { get; init; } = 2;

    [Setting(0, 10_000, "A price this near the median is never an anomaly.")]
    public double PriceFloorBps { get; init; } = 10;

    [Setting(1, 86_400, "Silence of a symbol after which what is usual is learnt anew.")]
    public int SilenceS { get; init; } = 3_600;

    /// <summary>The sampler as configured.</summary>
    public FillSamplerOptions Options() => new()
    {
        KeepProbabilityRatio = KeepProbabilityRatio,
        LiquidationUsd = LiquidationUsd,
        WindowCount = WindowCount,
        WarmupCount = WarmupCount,
        AnomalyMadRatio = AnomalyMadRatio,
        SizeFloorRatio = SizeFloorRatio,
        PriceFloorBps = PriceFloorBps,
        SilenceS = SilenceS,
    };
}
