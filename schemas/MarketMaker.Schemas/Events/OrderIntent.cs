using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Events;

/// <summary>One decision per side and quote cycle, accepted or not: the answer to "why did it (not) quote?".</summary>
[EventStream("order_intent", 1, "One decision per side and quote cycle, accepted or vetoed, with every guard's value and threshold.")]
[Example("Which guards vetoed bids, by hour?",
    "SELECT date_trunc('hour', ts) AS hour, veto_reason_primary, sum(repeat_count) AS decisions FROM order_intent "
    + "WHERE side = 'bid' AND veto_reason_primary IS NOT NULL GROUP BY ALL ORDER BY hour, decisions DESC")]
[Example("What is the rejection rate by symbol?",
    "SELECT symbol, sum(repeat_count) FILTER (veto_reason_primary IS NOT NULL) / sum(repeat_count) AS rejection_rate FROM order_intent GROUP BY symbol")]
public record struct OrderIntent : IEvent
{
    public Envelope Envelope { get; set; }

    [Column("Identity of the decision in its run; orders and executions refer to it.")]
    public EntityId IntentId { get; init; }

    [Column("Side the decision is about; null where an imported decision had none.")]
    public QuoteSide? Side { get; init; }

    [Column("What was decided.")]
    public Decision Decision { get; init; }

    [Column("Execution mode at the decision.")]
    public ExecutionMode? Mode { get; init; }

    [Column("Price wanted; null when nothing was wanted.", Unit = "quote per base", Min = 0)]
    public decimal? Price { get; init; }

    [Column("Size wanted; null when nothing was wanted.", Unit = "base", Min = 0)]
    public decimal? Size { get; init; }

    [Column("Distance of the wanted price from the best on its side; 0 joins the best, positive is deeper.")]
    public int? LevelTicks { get; init; }

    [Column("Expected edge of a fill at the wanted price before adverse selection, after fees.", Decimals = 3)]
    public double? EdgeBpsAtEntry { get; init; }

    [Column("Probability of a fill within one second; null until a model of fills gives it.", Unit = "probability", Min = 0, Max = 1, Decimals = 4)]
    public double? PFill1s { get; init; }

    [Column("Expected edge conditional on being filled: edge less expected adverse selection.", Decimals = 3)]
    public double? QueueValueBps { get; init; }

    [Column("Class of the flow against this side.")]
    public Toxicity? Toxicity { get; init; }

    [Column("Probability that a fill now would be toxic; null until a model is trained.", Unit = "probability", Min = 0, Max = 1, Decimals = 4)]
    public double? PToxic { get; init; }

    [Column("Volatility regime.")]
    public Regime? Regime { get; init; }

    [Column("Probability of that regime.", Unit = "probability", Min = 0, Max = 1, Decimals = 4)]
    public double? RegimeConfidence { get; init; }

    [Column("Width of the cluster of predictions.", Decimals = 3)]
    public double? ClusterWidthBps { get; init; }

    [Column("Direction the signals predict; null where none speaks.")]
    public Direction? PredDirection { get; init; }

    [Column("Size of the predicted move.", Decimals = 3)]
    public double? PredMagnitudeBps { get; init; }

    [Column("Mid price at the decision; null when a side of the book was empty.", Unit = "quote per base", Min = 1e-8)]
    public decimal? MidPrice { get; init; }

    [Column("Market spread at the decision, relative to mid.", Decimals = 3)]
    public double? SpreadBps { get; init; }

    [Column("Signed position at the decision.", Unit = "base")]
    public decimal? Inventory { get; init; }

    [Column("Position aimed for.", Unit = "base")]
    public decimal? TargetInventory { get; init; }

    [Column("First failing guard in the order of evaluation; null exactly when nothing vetoed.")]
    public Guard? VetoReasonPrimary { get; init; }

    [Column("Next failing guard.")]
    public Guard? VetoReasonSecondary { get; init; }

    [Column("Every failing guard, in the order of evaluation.")]
    public GuardSet VetoReasons { get; init; }

    [Column("Every guard's value, threshold, unit and verdict. A value that could not be measured is null, fails, and is named in nan_fields, such as guard_details.stale_data; "
        + "a null that passes is of a guard that does not apply to the decision; imported logs may keep the verdict alone.")]
    public GuardDetails GuardDetails { get; init; }

    [Column("Identical consecutive decisions this row stands for; every rate is weighted by it. Identical in decision, vetoes, price, size, mode, inventory, toxicity and regime; what is read off the market is the last one's.", Unit = "count", Min = 1)]
    public int RepeatCount { get; init; }

    [Column("Time of the first of them.")]
    public UtcMicros FirstT { get; init; }
}
