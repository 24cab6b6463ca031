using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Market;

/// <summary>What a strategy asks of a venue.</summary>
public enum OrderCommandKind : byte
{
    New,
    Cancel,
}

/// <summary>A request to a venue. Plain data: sent by the bot, never by the strategy.</summary>
public readonly record struct OrderCommand
{
    public required OrderCommandKind Kind { get; init; }

    public required int InstrumentIndex { get; init; }

    public required EntityId OrderId { get; init; }

    public required EntityId ClientOrderId { get; init; }

    public required EntityId IntentId { get; init; }

    public required QuoteSide Side { get; init; }

    /// <summary>Limit price; ignored by a cancel.</summary>
    public long PriceTicks { get; init; }

    /// <summary>Size; ignored by a cancel.</summary>
    public long SizeLots { get; init; }

    /// <summary>Refuse rather than cross the spread.</summary>
    public bool IsPostOnly { get; init; }
}

/// <summary>What a venue tells about an order.</summary>
public enum OrderReportKind : byte
{
    Accepted,
    Rejected,
    Filled,
    Cancelled,
}

/// <summary>A venue's answer. A fill report speaks of one fill, not of the order's total.</summary>
public readonly record struct OrderReport
{
    public required OrderReportKind Kind { get; init; }

    public required int InstrumentIndex { get; init; }

    public required EntityId OrderId { get; init; }

    public required QuoteSide Side { get; init; }

    /// <summary>When it happened at the venue.</summary>
    public required UtcMicros VenueTime { get; init; }

    /// <summary>When we learn of it.</summary>
    public required UtcMicros ReceiveTime { get; init; }

    /// <summary>Our monotonic clock when we learn of it; in replay it is the tape's.</summary>
    public required long MonoNs { get; init; }

    /// <summary>Price of the fill, or the order's limit otherwise.</summary>
    public long PriceTicks { get; init; }

    /// <summary>Size filled by this report, or still open otherwise.</summary>
    public long SizeLots { get; init; }

    /// <summary>The venue's text of a rejection, one shared string per text; null otherwise.</summary>
    public string? Reason { get; init; }

    public Liquidity Liquidity { get; init; }

    public FillCause FillCause { get; init; }

    /// <summary>Fee of the fill in USD; negative is a rebate.</summary>
    public decimal FeeUsd { get; init; }

    /// <summary>Size ahead of us when the order was accepted; null when our price lay outside the visible book.</summary>
    public long? QueueAheadAtEntryLots { get; init; }

    /// <summary>Age of the book the fill was decided on.</summary>
    public double BookAgeMs { get; init; }
}
