using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Strategy.Book;

/// <summary>What can be said of a book's top.</summary>
public enum BookState : byte
{
    /// <summary>Nothing came yet.</summary>
    Unknown,

    /// <summary>A side is empty.</summary>
    Empty,

    /// <summary>The best bid is not below the best ask.</summary>
    Crossed,

    /// <summary>Both sides are there and apart.</summary>
    Sound,
}

/// <summary>Book of one instrument: the top from whichever feed is newest by the venue's clock, the depth from snapshots, each with its own age.</summary>
/// <remarks>Prices are ticks, sizes lots. Ages are by the receive clock, so a feed that delivers late is not called fresh.</remarks>
public sealed class InstrumentBook(Instrument instrument)
{
    private BookSide _bids;
    private BookSide _asks;
    private UtcMicros _topVenueTime;

    public Instrument Instrument { get; } = instrument;

    public BookState State { get; private set; }

    public Level BestBid { get; private set; }

    public Level BestAsk { get; private set; }

    /// <summary>Receive clock of the last message that spoke of the top; 0 before the first.</summary>
    public long TopMonoNs { get; private set; }

    /// <summary>Receive clock of the last snapshot; 0 before the first.</summary>
    public long DepthMonoNs { get; private set; }

    /// <summary>Best bid plus best ask: twice the mid, in ticks. Only while <see cref="BookState.Sound"/>.</summary>
    public long TwiceMidTicks => BestBid.PriceTicks + BestAsk.PriceTicks;

    /// <summary>Exact mid; null unless sound.</summary>
    public decimal? Mid => State == BookState.Sound ? Instrument.Price(TwiceMidTicks) / 2 : null;

    /// <summary>Spread over mid; NaN unless sound.</summary>
    public double SpreadBps => State == BookState.Sound ? (BestAsk.PriceTicks - BestBid.PriceTicks) * 2e4 / TwiceMidTicks : double.NaN;

    /// <summary>Age of the top; NaN before the first message.</summary>
    public double AgeMs(long nowMonoNs) => TopMonoNs == 0 ? double.NaN : (nowMonoNs - TopMonoNs) / 1e6;

    /// <summary>Takes a snapshot or a top of book; any other kind is ignored.</summary>
    /// <exception cref="NotSupportedException">A book delta: no venue read here sends any.</exception>
    public void Apply(in MarketEvent market)
    {
        switch (market.Kind)
        {
            case MarketEventKind.BookSnapshot:
                _bids = market.Bids;
                _asks = market.Asks;
                DepthMonoNs = market.MonoNs;
                ApplyTop(in market);
                break;
            case MarketEventKind.Bbo:
                ApplyTop(in market);
                break;
            case MarketEventKind.BookDelta:
                throw new NotSupportedException($"A book delta of {Instrument.Symbol} came, but its venue sends snapshots only.");
        }
    }

    /// <summary>Best level of a side.</summary>
    public Level Best(QuoteSide side) => side == QuoteSide.Bid ? BestBid : BestAsk;

    /// <summary>Value resting in the first levels of the thinner side of the last snapshot; NaN before the first.</summary>
    public double ThinnerDepthUsd(int levelsCount) =>
        DepthMonoNs == 0 ? double.NaN : Math.Min(DepthUsd(in _bids, levelsCount), DepthUsd(in _asks, levelsCount));

    private double DepthUsd(in BookSide side, int levelsCount)
    {
        double usd = 0;
        for (int i = 0; i < Math.Min(levelsCount, side.Count); i++)
            usd += Instrument.PriceDouble(side[i].PriceTicks) * Instrument.SizeDouble(side[i].SizeLots);
        return usd;
    }

    private void ApplyTop(in MarketEvent market)
    {
        TopMonoNs = market.MonoNs; // an older top confirms that the feed lives, though it does not replace a newer one
        if (market.VenueTime < _topVenueTime) return;
        _topVenueTime = market.VenueTime;
        BestBid = market.Bids.Count > 0 ? market.Bids.Best : default;
        BestAsk = market.Asks.Count > 0 ? market.Asks.Best : default;
        State = market.Bids.Count == 0 || market.Asks.Count == 0 ? BookState.Empty
            : BestBid.PriceTicks >= BestAsk.PriceTicks ? BookState.Crossed
            : BookState.Sound;
    }
}
