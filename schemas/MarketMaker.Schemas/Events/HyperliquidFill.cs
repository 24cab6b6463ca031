using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Events;

/// <summary>A fill of somebody on the venue, sampled.</summary>
[EventStream("hyperliquid_fill", 1, "Other people's fills on the venue, sampled: weight every sum with sample_weight.")]
[Example("How much did each address trade?",
    "SELECT address, sum(size_usd * sample_weight) AS volume_usd FROM hyperliquid_fill GROUP BY address ORDER BY volume_usd DESC LIMIT 20")]
public record struct HyperliquidFill : IEvent
{
    public Envelope Envelope { get; set; }

    [Column("Address that traded: whoever crossed the spread, where the venue names both sides.")]
    public AccountAddress? Address { get; init; }

    [Column("Price.", Unit = "quote per base", Min = 1e-8)]
    public decimal Price { get; init; }

    [Column("Size, unsigned.", Unit = "base", Min = 1e-8)]
    public decimal Size { get; init; }

    [Column("Price times size.", Min = 0)]
    public decimal SizeUsd { get; init; }

    [Column("Which way the address traded.")]
    public TradeSide Side { get; init; }

    [Column("The fill was a liquidation; null where the source does not say.")]
    public bool? IsLiquidation { get; init; }

    [Column("The fill was ours.")]
    public bool? IsOwn { get; init; }

    [Column("Size or price is far from the usual; null where not judged.")]
    public bool? IsAnomaly { get; init; }

    [Column("One over the probability of having been kept.", Unit = "ratio", Min = 1)]
    public double SampleWeight { get; init; }

    [Column("Address on the other side, whose order rested; null where the source does not say.")]
    public AccountAddress? CounterAddress { get; init; }

    [Column("The venue's id of the fill, unique together with ts and symbol; null where the source does not say.", Unit = "id", Min = 0)]
    public long? VenueTradeId { get; init; }
}
