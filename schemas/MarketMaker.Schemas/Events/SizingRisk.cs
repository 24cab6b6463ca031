namespace MarketMaker.Schemas.Events;

/// <summary>Risk budget and the inventory it allows.</summary>
[EventStream("sizing_risk", 1, "Risk budget, and the inventory target it allows.")]
[Example("When was more than 80 % of the risk budget used?",
    "SELECT ts, symbol, risk_utilization_pct FROM sizing_risk WHERE risk_utilization_pct > 80 ORDER BY ts")]
public record struct SizingRisk : IEvent
{
    public Envelope Envelope { get; set; }

    [Column("Loss allowed per UTC day.", Min = 0)]
    public decimal? DailyBudgetUsd { get; init; }

    [Column("Loss of the day so far.", Min = 0)]
    public decimal? DailyLossUsd { get; init; }

    [Column("Loss still allowed today.")]
    public decimal? DailyRiskRemainingUsd { get; init; }

    [Column("Daily loss as a share of its budget, 0 … 100.", Min = 0)]
    public double? RiskUtilizationPct { get; init; }

    [Column("Largest position allowed.", Unit = "base", Min = 0)]
    public double? MaxInventory { get; init; }

    [Column("The same, scaled to volatility.", Unit = "base", Min = 0)]
    public double? VolScaledMaxInventory { get; init; }

    [Column("Position aimed for.", Unit = "base")]
    public double? TargetInventory { get; init; }

    [Column("Position aimed for after limits.", Unit = "base")]
    public double? ClampedTargetInventory { get; init; }
}
