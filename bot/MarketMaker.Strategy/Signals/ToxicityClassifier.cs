using MarketMaker.Schemas.Events;

namespace MarketMaker.Strategy.Signals;

/// <summary>Class of the flow against one resting side, with hysteresis: a side that became toxic stays so until the flow has clearly ebbed.</summary>
/// <remarks>Directional: bids are hurt by sellers, asks by buyers. A stand-in for the trained model, whose probability is left null.</remarks>
public sealed class ToxicityClassifier(ToxicityParameters parameters)
{
    /// <summary>The class now.</summary>
    public Toxicity Class { get; private set; } = Toxicity.Normal;

    /// <summary>Net aggressor size against the side over the usual size at its touch; NaN while that is not known.</summary>
    public double FlowRatio { get; private set; } = double.NaN;

    /// <summary>The limit that the ratio was held against to give the class: lower for a side that was toxic before.</summary>
    public double ThresholdRatio { get; private set; } = parameters.ToxicAboveRatio;

    /// <summary>Classifies the flow.</summary>
    /// <param name="netAgainstLots">Net aggressor size against the side over the window.</param>
    /// <param name="usualTouchLots">Usual size at the side's touch.</param>
    public void Update(long netAgainstLots, double usualTouchLots)
    {
        FlowRatio = usualTouchLots > 0 ? Math.Max(0, netAgainstLots) / usualTouchLots : double.NaN;
        ThresholdRatio = Class == Toxicity.Toxic ? parameters.ToxicUntilRatio : parameters.ToxicAboveRatio;
        Class = FlowRatio >= ThresholdRatio ? Toxicity.Toxic
            : FlowRatio < parameters.BenignBelowRatio ? Toxicity.Benign
            : Toxicity.Normal;
    }
}
