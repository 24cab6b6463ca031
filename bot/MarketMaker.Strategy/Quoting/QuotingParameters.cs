namespace MarketMaker.Strategy.Quoting;

/// <summary>How quotes are made.</summary>
public sealed record QuotingParameters
{
    [Setting(10, 60_000, "Time between two decisions of a side, on a grid of event time.")]
    public int CycleMs { get; init; } = 100;

    [Setting(10, 1e7, "Value of one order.")]
    public double OrderSizeUsd { get; init; } = 500;

    [Setting(1e-6, 100, "gamma: risk aversion per bps of price and order of inventory.")]
    public double RiskAversionPerBps { get; init; } = 0.05;

    [Setting(-10, 100, "A quote's value must exceed this.")]
    public double MinEdgeBps { get; init; }

    [Setting(0, 10, "Least expected edge, after adverse selection, of a quote that reduces inventory.")]
    public double ReduceEdgeBps { get; init; } = 0.1;

    [Setting(0, 10, "c of the expected adverse selection c·sigma·sqrt(horizon).")]
    public double AdverseSelectionRatio { get; init; } = 0.4;

    [Setting(1, 600_000, "Horizon of the expected adverse selection.")]
    public int AdverseSelectionHorizonMs { get; init; } = 2_000;

    [Setting(0, 1, "A resting order is kept, with its place in the queue, while it is off the wanted price by no more than this share of the quotes' distance from mid.")]
    public double RequoteToleranceRatio { get; init; } = 0.2;
}
