using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Events;

/// <summary>One cost or income besides the price itself.</summary>
[EventStream("cost", 1, "One cost of trading: fee, rebate, funding, slippage or impact; positive is paid, negative is earned.")]
[Example("What did trading cost by kind?", "SELECT kind, sum(amount_usd) AS usd FROM cost GROUP BY kind ORDER BY usd DESC")]
public record struct Cost : IEvent
{
    public Envelope Envelope { get; set; }

    [Column("Trade that bears it; null where it has none.")]
    public EntityId? TradeId { get; init; }

    [Column("Fill that caused it; null for funding.")]
    public EntityId? FillId { get; init; }

    [Column("What kind.")]
    public CostKind Kind { get; init; }

    [Column("Amount; positive is paid, negative is earned.")]
    public decimal AmountUsd { get; init; }

    [Column("Rate on the notional.", Decimals = 4)]
    public double? RateBps { get; init; }
}
