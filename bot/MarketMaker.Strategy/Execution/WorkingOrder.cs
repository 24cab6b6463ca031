using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Strategy.Execution;

/// <summary>Where a side's one order stands.</summary>
internal enum WorkingOrderState : byte
{
    /// <summary>No order: a new one may be sent.</summary>
    None,

    /// <summary>Sent, not answered.</summary>
    Submitted,

    /// <summary>Resting at the venue.</summary>
    Open,

    /// <summary>A cancel was sent, not answered.</summary>
    CancelRequested,
}

/// <summary>The one order a side may have at the venue.</summary>
internal struct WorkingOrder
{
    public WorkingOrderState State;
    public EntityId OrderId;
    public EntityId ClientOrderId;
    public EntityId IntentId;
    public EntityId CancelIntentId;
    public QuoteSide Side;
    public long PriceTicks;
    public long OpenLots;
    public UtcMicros SubmittedAt;
    public UtcMicros CancelRequestedAt;

    /// <summary>The venue has taken the order: a refusal from here on is of its cancel.</summary>
    public bool IsAccepted;

    /// <summary>A message is held for the order that is to follow this one.</summary>
    public bool IsMessageHeld;

    /// <summary>State in which the order that the budget suppresses was reported; null while it suppresses none.</summary>
    public WorkingOrderState? ThrottledIn;

    /// <summary>Twice the mid, in ticks, at the decision that placed it.</summary>
    public long TwiceMidTicksAtDecision;

    /// <summary>True while the order rests or is on its way to.</summary>
    public readonly bool IsWorking => State is WorkingOrderState.Submitted or WorkingOrderState.Open;
}
