namespace MarketMaker.Strategy.Signals;

/// <summary>When the flow against a side counts as toxic, as net aggressor size over the window against the usual size at that side's touch.</summary>
public sealed record ToxicityParameters
{
    [Setting(100, 60_000, "Window of the flow.")]
    public int WindowMs { get; init; } = 2_000;

    [Setting(0.1, 3_600, "Half-life of the usual size at the touch.")]
    public double TouchHalfLifeS { get; init; } = 30;

    [Setting(0, 100, "Benign below.")]
    public double BenignBelowRatio { get; init; } = 0.05;

    [Setting(0.001, 1000, "Toxic from.")]
    public double ToxicAboveRatio { get; init; } = 1;

    [Setting(0, 1000, "A toxic side stays so until the flow is below this.")]
    public double ToxicUntilRatio { get; init; } = 0.4;
}
