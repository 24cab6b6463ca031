using MarketMaker.Schemas.Events;

namespace MarketMaker.Strategy.Signals;

/// <summary>Volatility regime from the ratio of volatility to its slow average, with hysteresis at every limit.</summary>
/// <remarks>A rule, not a model: it has no probability, and <c>regime_confidence</c> stays null until a model gives one.</remarks>
public sealed class RegimeClassifier(RegimeParameters parameters)
{
    /// <summary>The regime now; null until both volatilities are known.</summary>
    public Regime? Regime { get; private set; }

    /// <summary>Classifies.</summary>
    public void Update(double volatilityBpsPerSqrtS, double slowBpsPerSqrtS)
    {
        if (!(slowBpsPerSqrtS > 0) || double.IsNaN(volatilityBpsPerSqrtS)) return;
        double ratio = volatilityBpsPerSqrtS / slowBpsPerSqrtS;
        Regime = ratio > Limit(parameters.CascadeAboveRatio, Schemas.Events.Regime.Cascade) ? Schemas.Events.Regime.Cascade
            : ratio > Limit(parameters.VolatileAboveRatio, Schemas.Events.Regime.Volatile) ? Schemas.Events.Regime.Volatile
            : ratio > Limit(parameters.QuietBelowRatio, Schemas.Events.Regime.Normal) ? Schemas.Events.Regime.Normal
            : Schemas.Events.Regime.Quiet;
    }

    // Whoever is in a regime at least as high leaves it only clearly below its lower limit.
    private double Limit(double enterRatio, Regime regime) => Regime >= regime ? enterRatio * (1 - parameters.HysteresisRatio) : enterRatio;
}
