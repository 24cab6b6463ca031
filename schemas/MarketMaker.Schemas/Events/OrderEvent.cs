using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Events;

/// <summary>One step in the life of an order.</summary>
[EventStream("order_event", 1, "One step in the life of one order: sent, accepted, refused, cancelled, replaced, expired or throttled.")]
[Example("What does the venue reject, and why?",
    "SELECT reason, count(*) AS orders FROM order_event WHERE action = 'reject' GROUP BY reason ORDER BY orders DESC")]
public record struct OrderEvent : IEvent
{
    public Envelope Envelope { get; set; }

    [Column("Identity of the order in its run.")]
    public EntityId OrderId { get; init; }

    [Column("Identity we gave the order at the venue.")]
    public EntityId ClientOrderId { get; init; }

    [Column("Decision that caused the step.")]
    public EntityId? IntentId { get; init; }

    [Column("What happened.")]
    public OrderAction Action { get; init; }

    [Column("Why: the venue's text or ours; null where the action says it all.")]
    public string? Reason { get; init; }

    [Column("Time from our request to this answer; null for the request itself.", Min = 0, Decimals = 3)]
    public double? LatencyMs { get; init; }

    [Column("Side of the order.")]
    public QuoteSide Side { get; init; }

    [Column("Limit price.", Unit = "quote per base", Min = 0)]
    public decimal Price { get; init; }

    [Column("Size still open.", Unit = "base", Min = 0)]
    public decimal Size { get; init; }
}
