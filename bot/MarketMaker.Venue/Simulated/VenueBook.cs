using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Venue.Simulated;

/// <summary>The book that the venue displays: the last snapshot, with the top replaced by whatever told of it last.</summary>
internal struct VenueBook
{
    private BookSide _bids;
    private BookSide _asks;
    private long _snapshotBestBidTicks;
    private long _snapshotBestAskTicks;

    /// <summary>Venue time of the last change.</summary>
    public UtcMicros UpdatedAt { get; private set; }

    public readonly bool HasBothSides => _bids.Count > 0 && _asks.Count > 0;

    /// <summary>Best level of a side; only when it is there.</summary>
    public readonly Level Best(QuoteSide side) => side == QuoteSide.Bid ? _bids.Best : _asks.Best;

    /// <summary>Levels of a side, best first.</summary>
    public readonly BookSide Side(QuoteSide side) => side == QuoteSide.Bid ? _bids : _asks;

    /// <summary>Takes a snapshot or a top of book; false for any other event.</summary>
    public bool TryApply(in MarketEvent market)
    {
        if (market.Kind is not (MarketEventKind.BookSnapshot or MarketEventKind.Bbo) || market.VenueTime < UpdatedAt) return false;
        UpdatedAt = market.VenueTime;
        if (market.Kind == MarketEventKind.BookSnapshot)
        {
            _bids = market.Bids;
            _asks = market.Asks;
            _snapshotBestBidTicks = _bids.Count > 0 ? _bids.Best.PriceTicks : 0;
            _snapshotBestAskTicks = _asks.Count > 0 ? _asks.Best.PriceTicks : long.MaxValue;
            return true;
        }

        if (market.Bids.Count > 0) ReplaceTop(ref _bids, market.Bids.Best, QuoteSide.Bid);
        if (market.Asks.Count > 0) ReplaceTop(ref _asks, market.Asks.Best, QuoteSide.Ask);
        return true;
    }

    /// <summary>
    /// Size displayed at a price: 0 where the display shows none, null where it does not reach: deeper than its last level, or
    /// between a top that moved up and the snapshot from before.
    /// </summary>
    public readonly long? DisplayedLots(QuoteSide side, long priceTicks)
    {
        BookSide levels = Side(side);
        for (int i = 0; i < levels.Count; i++)
        {
            Level level = levels[i];
            if (level.PriceTicks == priceTicks) return level.SizeLots;
            if (IsBetter(side, priceTicks, level.PriceTicks))
                return i > 0 && IsBetter(side, priceTicks, side == QuoteSide.Bid ? _snapshotBestBidTicks : _snapshotBestAskTicks) ? null : 0;
        }

        return null;
    }

    /// <summary>True when <paramref name="priceTicks"/> comes before <paramref name="otherTicks"/> in the queue of a side.</summary>
    public static bool IsBetter(QuoteSide side, long priceTicks, long otherTicks) =>
        side == QuoteSide.Bid ? priceTicks > otherTicks : priceTicks < otherTicks;

    private static void ReplaceTop(ref BookSide levels, Level top, QuoteSide side)
    {
        BookSide old = levels;
        levels.Clear();
        levels.TryAdd(top);
        for (int i = 0; i < old.Count; i++)
            if (IsBetter(side, top.PriceTicks, old[i].PriceTicks)) levels.TryAdd(old[i]);
    }
}
