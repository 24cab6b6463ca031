namespace MarketMaker.Strategy.Features;

/// <summary>How volatility is measured.</summary>
public sealed record VolatilityParameters
{
    [Setting(0.1, 86_400, "Half-life of the volatility that prices quotes.")]
    public double HalfLifeS { get; init; } = 20;

    [Setting(1, 864_000, "Half-life of the slow average that regimes are measured against.")]
    public double SlowHalfLifeS { get; init; } = 600;
}
