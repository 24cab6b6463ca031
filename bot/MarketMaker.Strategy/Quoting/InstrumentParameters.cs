namespace MarketMaker.Strategy.Quoting;

/// <summary>What differs between instruments: how its takers arrive, and what market is fit for quoting.</summary>
/// <remarks>
/// Arrivals follow λ(δ) = A·e^(−k·δ), δ in bps of mid. The built-in values of BTC, ETH, SOL and WLFI were fitted to the reach of taker
/// trades beyond mid per second on 35 minutes of Hyperliquid, 2025-09-04; they are a start, not a truth.
/// </remarks>
public sealed record InstrumentParameters
{
    /// <summary>Key of the entry for symbols without one of their own.</summary>
    public const string DefaultKey = "default";

    /// <summary>Entries used when the configuration file names none.</summary>
    public static IReadOnlyDictionary<string, InstrumentParameters> Known { get; } = new Dictionary<string, InstrumentParameters>(StringComparer.Ordinal)
    {
        ["BTC"] = new() { IntensityPerS = 0.07, DecayPerBps = 1.1, MaxSpreadBps = 1, MaxVolatilityBpsPerSqrtS = 1.2, MinDepthUsd = 500 },
        ["ETH"] = new() { IntensityPerS = 0.1, DecayPerBps = 1.0, MaxSpreadBps = 2, MaxVolatilityBpsPerSqrtS = 2, MinDepthUsd = 20_000 },
        ["SOL"] = new() { IntensityPerS = 0.07, DecayPerBps = 0.7, MaxSpreadBps = 3, MaxVolatilityBpsPerSqrtS = 2.2, MinDepthUsd = 20_000 },
        ["WLFI"] = new() { IntensityPerS = 0.14, DecayPerBps = 0.3, MaxSpreadBps = 12, MaxVolatilityBpsPerSqrtS = 6, MinDepthUsd = 4_000 },
        [DefaultKey] = new(),
    };

    [Setting(1e-6, 1e4, "A: taker arrivals per second and side at the mid.")]
    public double IntensityPerS { get; init; } = 0.1;

    [Setting(1e-4, 1e3, "k: decay of arrivals with the distance from mid.")]
    public double DecayPerBps { get; init; } = 0.7;

    [Setting(0.001, 1000, "Widest market spread that is quoted in.")]
    public double MaxSpreadBps { get; init; } = 5;

    [Setting(0.001, 1000, "Highest volatility that is quoted in.")]
    public double MaxVolatilityBpsPerSqrtS { get; init; } = 4;

    [Setting(0, 1e9, "Least value resting in the first levels of the thinner side.")]
    public double MinDepthUsd { get; init; } = 5_000;
}
