namespace MarketMaker.Schemas.Events;

/// <summary>One prediction of one signal.</summary>
[EventStream("signal", 1, "One prediction of one signal: direction, size, horizon and confidence.")]
[Example("How large are the predictions of each signal?",
    "SELECT signal_name, count(*) AS predictions, median(abs(pred_magnitude_bps)) AS median_bps FROM signal GROUP BY signal_name")]
public record struct Signal : IEvent
{
    public Envelope Envelope { get; set; }

    [Column("Which signal.")]
    public string SignalName { get; init; }

    [Column("Direction it predicts.")]
    public Direction? PredDirection { get; init; }

    [Column("Size of the predicted move.", Decimals = 4)]
    public double? PredMagnitudeBps { get; init; }

    [Column("Width of the cluster of predictions.", Decimals = 4)]
    public double? ClusterWidthBps { get; init; }

    [Column("Expected edge of acting on it.", Decimals = 4)]
    public double? EdgeBpsAtEntry { get; init; }

    [Column("Probability of the regime it was made in.", Unit = "probability", Min = 0, Max = 1)]
    public double? RegimeConfidence { get; init; }

    [Column("How far ahead it looks.", Min = 0)]
    public int? HorizonMs { get; init; }

    [Column("Probability of an up move.", Unit = "probability", Min = 0, Max = 1)]
    public double? PUp { get; init; }
}
