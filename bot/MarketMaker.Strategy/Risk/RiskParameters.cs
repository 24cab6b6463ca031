namespace MarketMaker.Strategy.Risk;

/// <summary>Limits of inventory and loss.</summary>
public sealed record RiskParameters
{
    [Setting(0, 1e9, "Largest position of an instrument, in value.")]
    public double MaxInventoryUsd { get; init; } = 2_500;

    [Setting(0.01, 1, "Share of the largest position from which only reducing quotes are made.")]
    public double ReduceAboveRatio { get; init; } = 0.8;

    [Setting(0, 1, "Share of the largest position below which both sides are quoted again.")]
    public double ResumeBelowRatio { get; init; } = 0.5;

    [Setting(0, 1e9, "Loss allowed per UTC day.")]
    public double DailyLossBudgetUsd { get; init; } = 200;
}
