namespace MarketMaker.Strategy.Models;

/// <summary>First estimates of what a fill brings; each stands until a trained model replaces it.</summary>
public static class FillEstimates
{
    /// <summary>Expected move against a fill over a horizon: ratio·σ·√horizon.</summary>
    /// <remarks>With a ratio of √(2/π) ≈ 0.8 it is the mean absolute move: every fill at its worst side. 0.4 is the mean adverse half of it.</remarks>
    public static double AdverseSelectionBps(double sigmaBpsPerSqrtS, double horizonS, double adverseRatio) =>
        adverseRatio * sigmaBpsPerSqrtS * Math.Sqrt(horizonS);
}
