using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Events;

/// <summary>One fill leg. A fill that crosses a zero position is two legs: one ends the old trade, one begins the new.</summary>
[EventStream("execution", 1, "One fill leg: what was traded, what it cost, what it did to the position, and which trade it belongs to.")]
[Example("What did each round trip make?",
    "SELECT run_id, symbol, trade_id, sum(realized_pnl_usd) - sum(fee_usd) AS net_pnl_usd, count(*) AS legs FROM execution GROUP BY ALL ORDER BY net_pnl_usd")]
public record struct Execution : IEvent
{
    public Envelope Envelope { get; set; }

    [Column("Identity of the fill leg in its run.")]
    public EntityId FillId { get; init; }

    [Column("Order that was filled.")]
    public EntityId? OrderId { get; init; }

    [Column("Decision that placed the order.")]
    public EntityId? IntentId { get; init; }

    [Column("Round trip from flat to flat that the leg belongs to.")]
    public EntityId? TradeId { get; init; }

    [Column("Which way we traded.")]
    public TradeSide Side { get; init; }

    [Column("Whether we added or took liquidity.")]
    public Liquidity? Liquidity { get; init; }

    [Column("Price of the fill.", Unit = "quote per base", Min = 1e-8)]
    public decimal FillPrice { get; init; }

    [Column("Size of the leg, unsigned.", Unit = "base", Min = 1e-8)]
    public decimal FillSize { get; init; }

    [Column("Price times size.", Min = 0)]
    public decimal NotionalUsd { get; init; }

    [Column("Fee paid; negative is a rebate.")]
    public decimal? FeeUsd { get; init; }

    [Column("The leg opens or grows a position.")]
    public bool? IsEntry { get; init; }

    [Column("The leg shrinks or closes a position.")]
    public bool? IsExit { get; init; }

    [Column("Signed position before the leg.", Unit = "base")]
    public decimal? PositionBefore { get; init; }

    [Column("Signed position after the leg.", Unit = "base")]
    public decimal? PositionAfter { get; init; }

    [Column("Profit realised by the leg against the average entry price, before fees; 0 for an entry.")]
    public decimal? RealizedPnlUsd { get; init; }

    [Column("Why the position was left; null for an entry.")]
    public ExitReason? ExitReason { get; init; }

    [Column("Mid price at the fill.", Unit = "quote per base", Min = 1e-8)]
    public decimal? MidAtFill { get; init; }

    [Column("s·(fill price − mid at the decision)/mid·1e4, s = +1 buy, −1 sell; positive is a cost.", Decimals = 3)]
    public double? SlippageBps { get; init; }

    [Column("Raw predicted move at the fill.", Decimals = 3)]
    public double? RawPredBps { get; init; }

    [Column("Calibrated predicted move at the decision.", Decimals = 3)]
    public double? PredCalBpsAtEntry { get; init; }

    [Column("The calibrated prediction was inside its band.")]
    public bool? InBandAtEntry { get; init; }

    [Column("Time of the calibration used.")]
    public UtcMicros? CalibrationTimestamp { get; init; }

    [Column("Execution mode at the fill.")]
    public ExecutionMode? Mode { get; init; }

    [Column("Class of the flow against us at the fill.")]
    public Toxicity? Toxicity { get; init; }

    [Column("Volatility regime at the fill.")]
    public Regime? Regime { get; init; }

    [Column("What made the fill happen.")]
    public FillCause? FillCause { get; init; }

    [Column("Size ahead of us in the queue when our order was accepted.", Unit = "base", Min = 0)]
    public decimal? QueueAheadAtEntry { get; init; }

    [Column("Age of the book the fill was decided on.", Min = 0, Decimals = 3)]
    public double? BookAgeMs { get; init; }
}
