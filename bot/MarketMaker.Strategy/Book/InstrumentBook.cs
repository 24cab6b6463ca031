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
/// <remarks>
/// Prices are ticks, sizes lots. An age is the time since receipt and, on top, what the message had waited before it: venue time counts, so a
/// feed that delivers late is not called fresh. Only what replaces the top, or the depth, makes it younger.
/// </remarks>
public sealed class InstrumentBook(Instrument instrument, ClockOffset offset)
{
    private BookSide _bids;
    private BookSide _asks;
    private UtcMicros _topVenueTime;
    private UtcMicros _depthVenueTime;
    private double _topWaitedMs;
    private double _depthWaitedMs;

    public Instrument Instrument { get; } = instrument;

    public BookState State { get; private set; }

    public Level BestBid { get; private set; }

    public Level BestAsk { get; private set; }

    /// <summary>Receive clock of the message that the top is from; 0 before the first.</summary>
    public long TopMonoNs { get; private set; }

    /// <summary>Receive clock of the snapshot that the depth is from; 0 before the first.</summary>
    public long DepthMonoNs { get; private set; }

    /// <summary>Best bid plus best ask: twice the mid, in ticks. Only while <see cref="BookState.Sound"/>.</summary>
    public long TwiceMidTicks => BestBid.PriceTicks + BestAsk.PriceTicks;

    /// <summary>Exact mid; null unless sound.</summary>
    public decimal? Mid => State == BookState.Sound ? Instrument.Price(TwiceMidTicks) / 2 : null;

    /// <summary>Spread over mid; NaN unless sound.</summary>
    public double SpreadBps => State == BookState.Sound ? (BestAsk.PriceTicks - BestBid.PriceTicks) * 2e4 / TwiceMidTicks : double.NaN;

    /// <summary>Age of the top: the greater of the time since receipt and the time since the venue's less the clocks' offset; NaN before the first message.</summary>
    public double AgeMs(long nowMonoNs) => TopMonoNs == 0 ? double.NaN : ((nowMonoNs - TopMonoNs) / 1e6) + _topWaitedMs;

    /// <summary>Age of the depth, measured alike; NaN before the first snapshot.</summary>
    public double DepthAgeMs(long nowMonoNs) => DepthMonoNs == 0 ? double.NaN : ((nowMonoNs - DepthMonoNs) / 1e6) + _depthWaitedMs;

    /// <summary>Takes a snapshot or a top of book; any other kind is ignored.</summary>
    /// <exception cref="NotSupportedException">A book delta: no venue read here sends any.</exception>
    public void Apply(in MarketEvent market)
    {
        switch (market.Kind)
        {
            case MarketEventKind.BookSnapshot:
                double waitedMs = offset.WaitedMs(market.VenueTime, market.ReceiveTime);
                ApplyDepth(in market, waitedMs);
                ApplyTop(in market, waitedMs);
                break;
            case MarketEventKind.Bbo:
                ApplyTop(in market, offset.WaitedMs(market.VenueTime, market.ReceiveTime));
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

    private void ApplyDepth(in MarketEvent market, double waitedMs)
    {
        if (market.VenueTime < _depthVenueTime) return;
        _depthVenueTime = NotAhead(in market);
        (DepthMonoNs, _depthWaitedMs) = (market.MonoNs, waitedMs);
        _bids = market.Bids;
        _asks = market.Asks;
    }

    private void ApplyTop(in MarketEvent market, double waitedMs)
    {
        if (market.VenueTime < _topVenueTime) return;
        _topVenueTime = NotAhead(in market);
        (TopMonoNs, _topWaitedMs) = (market.MonoNs, waitedMs);
        BestBid = market.Bids.Count > 0 ? market.Bids.Best : default;
        BestAsk = market.Asks.Count > 0 ? market.Asks.Best : default;
        State = market.Bids.Count == 0 || market.Asks.Count == 0 ? BookState.Empty
            : BestBid.PriceTicks >= BestAsk.PriceTicks ? BookState.Crossed
            : BookState.Sound;
    }

    // One time ahead of our clock must not make what follows it old.
    private static UtcMicros NotAhead(in MarketEvent market) => market.VenueTime < market.ReceiveTime ? market.VenueTime : market.ReceiveTime;
}
