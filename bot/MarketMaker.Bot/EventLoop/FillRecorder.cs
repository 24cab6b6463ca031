using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Fills;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.EventLoop;

/// <summary>Stands before the loop and journals a sample of the fills that pass by on the traded venue.</summary>
/// <remarks>
/// The feed has let each trade through once: neither a trade that came twice nor the recent ones sent on subscribing are counted. In a
/// replay none is ours, since our orders never stood at the venue (theirs are <c>execution</c>); and the public feed does not say which
/// were liquidations. Nothing is allocated per fill.
/// </remarks>
/// <param name="next">Takes every event first.</param>
/// <param name="instruments">The session's instruments, by index.</param>
/// <param name="tradedVenue">Venue whose fills are journalled.</param>
/// <param name="options">Which are kept.</param>
/// <param name="tally">Takes those kept.</param>
public sealed class FillRecorder(IMarketSink next, IReadOnlyList<Instrument> instruments, string tradedVenue, FillSamplerOptions options, RunTally tally) : IMarketSink
{
    private readonly FillSampler _sampler = new(instruments, options);

    /// <summary>Fills seen.</summary>
    public long SeenCount { get; private set; }

    /// <summary>Fills journalled.</summary>
    public long KeptCount { get; private set; }

    /// <inheritdoc/>
    public void OnMarket(in MarketEvent market)
    {
        next.OnMarket(in market);
        if (market.Kind == MarketEventKind.Trade && instruments[market.InstrumentIndex].Venue == tradedVenue) Record(in market);
    }

    /// <inheritdoc/>
    public void OnIngest(in MarketIngest ingest) => next.OnIngest(in ingest);

    private void Record(in MarketEvent market)
    {
        ref readonly PublicTrade trade = ref market.Trade;
        FillVerdict verdict = _sampler.Judge(
            new VenueFill(market.InstrumentIndex, trade.TradeId, market.VenueTime, trade.PriceTicks, trade.SizeLots, trade.Aggressor));
        SeenCount++;
        if (!verdict.IsKept) return;
        KeptCount++;
        Instrument instrument = instruments[market.InstrumentIndex];
        decimal price = instrument.Price(trade.PriceTicks);
        decimal size = instrument.Size(trade.SizeLots);
        bool isBuy = trade.Aggressor == TradeSide.Buy;
        tally.Emit(new HyperliquidFill
        {
            Envelope = new Envelope
            {
                Time = market.VenueTime,
                RecvT = market.ReceiveTime,
                Venue = instrument.Venue,
                Symbol = instrument.Symbol,
                TsMonoNs = market.MonoNs,
            },
            Address = Known(isBuy ? trade.Buyer : trade.Seller),
            Price = price,
            Size = size,
            SizeUsd = Math.Round(price * size, 8), // what a venue said has eight decimals
            Side = trade.Aggressor,
            IsOwn = false,
            IsAnomaly = verdict.IsAnomaly,
            SampleWeight = verdict.SampleWeight,
            CounterAddress = Known(isBuy ? trade.Seller : trade.Buyer),
            VenueTradeId = trade.TradeId,
        });
    }

    private static AccountAddress? Known(AccountAddress address) => address.IsPresent ? address : null;
}
