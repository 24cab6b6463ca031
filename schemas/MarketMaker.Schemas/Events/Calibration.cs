namespace MarketMaker.Schemas.Events;

/// <summary>One calibrated prediction, y = a + b·x, and what came of it.</summary>
[EventStream("calibration", 1, "One calibrated prediction (a + b·raw), its band, and the move that followed.")]
[Example("How often is the prediction inside its band?", "SELECT avg(in_band::INT) AS in_band_rate, count(*) AS n FROM calibration WHERE in_band IS NOT NULL")]
public record struct Calibration : IEvent
{
    public Envelope Envelope { get; set; }

    [Column("Intercept of the calibration.", Unit = "bps")]
    public double? A { get; init; }

    [Column("Slope of the calibration.", Unit = "ratio")]
    public double? B { get; init; }

    [Column("Prediction before calibration.", Decimals = 4)]
    public double? PredRawBps { get; init; }

    [Column("Prediction after calibration.", Decimals = 4)]
    public double? PredCalBps { get; init; }

    [Column("Half width of the band.", Min = 0, Decimals = 4)]
    public double? BandBps { get; init; }

    [Column("The prediction was inside the band.")]
    public bool? InBand { get; init; }

    [Column("Move that followed over the horizon.", Decimals = 4)]
    public double? RealizedBps { get; init; }

    [Column("How far ahead it looks.", Min = 0)]
    public int? HorizonMs { get; init; }
}
