namespace MarketMaker.Venue.Fills;

/// <summary>Which fills of others are kept, and what counts as an anomaly. Immutable.</summary>
public sealed record FillSamplerOptions
{
    /// <summary>Largest <see cref="WindowCount"/>: a window is kept sorted, which costs its length per fill.</summary>
    public const int LargestWindow = 512;

    /// <summary>Probability of keeping a fill that nothing makes special; above 0, at most 1.</summary>
    public double KeepProbabilityRatio { get; init; } = 0.5;

    /// <summary>A liquidation above this notional is always kept, USD.</summary>
    public double LiquidationUsd { get; init; } = 100_000;

    /// <summary>Last fills of a symbol that say what is usual, 2 … <see cref="LargestWindow"/>.</summary>
    public int WindowCount { get; init; } = 256;

    /// <summary>Fills of a symbol that must have been seen before one is judged, 1 … <see cref="WindowCount"/>.</summary>
    public int WarmupCount { get; init; } = 64;

    /// <summary>A log size or log price is an anomaly beyond this many times 1.4826 MAD (a normal sample's standard deviation) from the median.</summary>
    public double AnomalyMadRatio { get; init; } = 6;

    /// <summary>A size within this factor of the median size is never an anomaly, however alike the last ones were; at least 1.</summary>
    public double SizeFloorRatio { get; init; } = 2;

    /// <summary>A price this near the median price is never an anomaly, bps.</summary>
    public double PriceFloorBps { get; init; } = 10;

    /// <summary>After so long a silence of a symbol its windows begin anew, s: what was usual then need not be now.</summary>
    public int SilenceS { get; init; } = 3_600;

    /// <summary>Chooses another sample of the same fills. 0 wherever samples must agree; other values are for studies of the sampling itself.</summary>
    public ulong Salt { get; init; }

    /// <summary>Itself, when every value is in its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is not; the message names it.</exception>
    public FillSamplerOptions Validated()
    {
        Require(KeepProbabilityRatio is > 0 and <= 1, KeepProbabilityRatio, nameof(KeepProbabilityRatio), "above 0 and at most 1");
        Require(LiquidationUsd is >= 0 and <= 1e15, LiquidationUsd, nameof(LiquidationUsd), "0 … 1e15");
        Require(WindowCount is >= 2 and <= LargestWindow, WindowCount, nameof(WindowCount), "2 … 512");
        Require(WarmupCount >= 1 && WarmupCount <= WindowCount, WarmupCount, nameof(WarmupCount), "1 … WindowCount");
        Require(AnomalyMadRatio is > 0 and <= 1e6, AnomalyMadRatio, nameof(AnomalyMadRatio), "above 0 and at most 1e6");
        Require(SizeFloorRatio is >= 1 and <= 1e6, SizeFloorRatio, nameof(SizeFloorRatio), "1 … 1e6");
        Require(PriceFloorBps is >= 0 and <= 1e6, PriceFloorBps, nameof(PriceFloorBps), "0 … 1e6");
        Require(SilenceS >= 1, SilenceS, nameof(SilenceS), "at least 1");
        return this;
    }

    private static void Require(bool isGood, double value, string name, string range)
    {
        if (!isGood) throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
    }
}
