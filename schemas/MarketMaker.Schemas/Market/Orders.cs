using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Market;

/// <summary>What a strategy asks of a venue.</summary>
public enum OrderCommandKind : byte
{
    /// <summary>Place a new limit order.</summary>
    New,

    /// <summary>End an order that rests or is on its way; one that has ended already is passed over.</summary>
    Cancel,
}

/// <summary>A request to a venue. Plain data: sent by the bot, never by the strategy.</summary>
public readonly record struct OrderCommand
{
    /// <summary>What is asked.</summary>
    public required OrderCommandKind Kind { get; init; }

    /// <summary>Index into the session's <see cref="Instrument"/> list.</summary>
    public required int InstrumentIndex { get; init; }

    /// <summary>Our identity of the order, unique in its run; a cancel names the order it is to end.</summary>
    public required EntityId OrderId { get; init; }

    /// <summary>The identity the venue knows the order by: the same number.</summary>
    public required EntityId ClientOrderId { get; init; }

    /// <summary>Decision that asks; absent for a cancel outside of any decision.</summary>
    public required EntityId IntentId { get; init; }

    /// <summary>Side the order rests on.</summary>
    public required QuoteSide Side { get; init; }

    /// <summary>Limit price, in ticks of the instrument; ignored by a cancel.</summary>
    public long PriceTicks { get; init; }

    /// <summary>Size, in lots of the instrument; ignored by a cancel.</summary>
    public long SizeLots { get; init; }

    /// <summary>Refuse rather than cross the spread.</summary>
    public bool IsPostOnly { get; init; }
}

/// <summary>What a venue tells about an order.</summary>
public enum OrderReportKind : byte
{
    /// <summary>The order stands at the venue.</summary>
    Accepted,

    /// <summary>The order was refused, or, once it was accepted, its cancel.</summary>
    Rejected,

    /// <summary>Part or all of the order was traded.</summary>
    Filled,

    /// <summary>What was open of the order is withdrawn.</summary>
    Cancelled,
}

/// <summary>A venue's answer. A fill report speaks of one fill, not of the order's total.</summary>
public readonly record struct OrderReport
{
    /// <summary>What happened.</summary>
    public required OrderReportKind Kind { get; init; }

    /// <summary>Index into the session's <see cref="Instrument"/> list.</summary>
    public required int InstrumentIndex { get; init; }

    /// <summary>Our identity of the order.</summary>
    public required EntityId OrderId { get; init; }

    /// <summary>Side the order rests on.</summary>
    public required QuoteSide Side { get; init; }

    /// <summary>When it happened at the venue.</summary>
    public required UtcMicros VenueTime { get; init; }

    /// <summary>When we learn of it.</summary>
    public required UtcMicros ReceiveTime { get; init; }

    /// <summary>Our monotonic clock when we learn of it; in replay it is the tape's.</summary>
    public required long MonoNs { get; init; }

    /// <summary>Price of the fill, or the order's limit otherwise, in ticks.</summary>
    public long PriceTicks { get; init; }

    /// <summary>Size filled by this report, or still open otherwise, in lots.</summary>
    public long SizeLots { get; init; }

    /// <summary>The venue's text of a rejection, one shared string per text; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether a fill added or took liquidity; of no meaning otherwise.</summary>
    public Liquidity Liquidity { get; init; }

    /// <summary>What made a fill happen; of no meaning otherwise.</summary>
    public FillCause FillCause { get; init; }

    /// <summary>Fee of the fill in USD; negative is a rebate.</summary>
    public decimal FeeUsd { get; init; }

    /// <summary>Size ahead of us when the order was accepted; null when our price lay outside the visible book.</summary>
    public long? QueueAheadAtEntryLots { get; init; }

    /// <summary>Age of the book the fill was decided on, by the venue's clock; 0 or more.</summary>
    public double BookAgeMs { get; init; }
}
