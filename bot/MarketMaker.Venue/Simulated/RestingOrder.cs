using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Venue.Simulated;

/// <summary>An order of ours that stands at the venue.</summary>
internal struct RestingOrder
{
    /// <summary>Ahead of us stands more than the display shows: only a trade through our price, or a cross, can fill us.</summary>
    public const long UnknownQueue = long.MaxValue / 4;

    public EntityId OrderId;
    public QuoteSide Side;
    public long PriceTicks;
    public long OpenLots;
    public UtcMicros AcceptedAt;

    /// <summary>The cancel under way once it has taken effect at the venue; null before.</summary>
    public PendingCommand? Cancel;

    /// <summary>Size ahead of us at our price, after the newest display.</summary>
    public long AheadLots;

    /// <summary>The same when we joined.</summary>
    public long AheadAtEntryLots;

    /// <summary>Size ahead of us before the newest display.</summary>
    public long AheadBeforeLots;

    /// <summary>Venue time of the newest display that bounded the queue.</summary>
    public UtcMicros LimitedAt;

    /// <summary>True when the order stood at the venue at that time; what happens at the very time it came or went is not of its life.</summary>
    public readonly bool IsLiveAt(UtcMicros venueTime) => AcceptedAt < venueTime && (Cancel is null || venueTime < Cancel.Value.EffectiveAt);

    /// <summary>
    /// The display shows a size at our price: no more than that can be ahead of us. A smaller display is a cancel behind us until
    /// it cannot be: the risk-averse queue model, which never credits us with a cancel that may have been behind.
    /// </summary>
    public void LimitQueueTo(long displayedLots, UtcMicros venueTime)
    {
        if (venueTime > LimitedAt) (AheadBeforeLots, LimitedAt) = (AheadLots, venueTime);
        AheadLots = Math.Min(AheadLots, displayedLots);
    }

    /// <summary>Uses up the queue by a trade at our price and gives what is left of the trade for us; negative when the queue is longer.</summary>
    /// <remarks>
    /// Hyperliquid sends the book that a block left before the trades that made it: such a trade met the queue as it stood before that
    /// display, and taking it off what the display left would count it twice.
    /// </remarks>
    public long TakeQueue(long tradedLots, UtcMicros venueTime)
    {
        bool isInTheDisplay = venueTime <= LimitedAt;
        long excess = tradedLots - (isInTheDisplay ? AheadBeforeLots : AheadLots);
        long left = Math.Max(0, -excess);
        if (isInTheDisplay) AheadBeforeLots = left;
        AheadLots = Math.Min(AheadLots, left);
        return excess;
    }
}

/// <summary>A command on its way to the venue.</summary>
internal readonly record struct PendingCommand(OrderCommand Command, UtcMicros EffectiveAt);
