namespace MarketMaker.Strategy.Models;

/// <summary>First estimates of what resting at a distance brings; each stands until a trained model replaces it.</summary>
public static class FillEstimates
{
    /// <summary>Probability that a Brownian mid reaches our price within a time: 2·(1 − Φ(d/(σ√t))), by the reflection principle; 1 at distance 0 or less.</summary>
    /// <remarks>Knows no queue: it is an upper bound for an order behind others at its price. NaN when the volatility is not known.</remarks>
    public static double ReachProbability(double distanceBps, double sigmaBpsPerSqrtS, double horizonS)
    {
        if (double.IsNaN(sigmaBpsPerSqrtS) || double.IsNaN(distanceBps)) return double.NaN;
        if (distanceBps <= 0) return 1;
        double scale = sigmaBpsPerSqrtS * Math.Sqrt(horizonS);
        return scale <= 0 ? 0 : Erfc(distanceBps / (scale * Math.Sqrt(2)));
    }

    /// <summary>Expected move against a fill over a horizon: ratio·σ·√horizon.</summary>
    /// <remarks>With a ratio of √(2/π) ≈ 0.8 it is the mean absolute move: every fill at its worst side. 0.4 is the mean adverse half of it.</remarks>
    public static double AdverseSelectionBps(double sigmaBpsPerSqrtS, double horizonS, double adverseRatio) =>
        adverseRatio * sigmaBpsPerSqrtS * Math.Sqrt(horizonS);

    // Abramowitz and Stegun 7.1.26 for x ≥ 0; absolute error below 1.5e-7.
    private static double Erfc(double distance)
    {
        double t = 1 / (1 + (0.3275911 * distance));
        double polynomial = t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429))))))));
        return polynomial * Math.Exp(-distance * distance);
    }
}
