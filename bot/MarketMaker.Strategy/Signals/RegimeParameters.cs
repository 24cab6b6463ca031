namespace MarketMaker.Strategy.Signals;

/// <summary>Limits between volatility regimes, as the ratio of volatility to its slow average.</summary>
public sealed record RegimeParameters
{
    [Setting(0.01, 1, "Quiet below.")]
    public double QuietBelowRatio { get; init; } = 0.6;

    [Setting(1, 100, "Volatile above.")]
    public double VolatileAboveRatio { get; init; } = 1.5;

    [Setting(1, 1000, "Cascade above.")]
    public double CascadeAboveRatio { get; init; } = 2.5;

    [Setting(0, 0.9, "A regime is left only when the ratio is this share beyond the limit it was entered at.")]
    public double HysteresisRatio { get; init; } = 0.15;
}
