using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Strategy.Book;
using MarketMaker.Strategy.Signals;

namespace MarketMaker.Strategy.Features;

/// <summary>Everything the strategy knows of one instrument's market: book, volatility, flow, toxicity of each side, regime.</summary>
public sealed class MarketView
{
    private readonly FlowWindow _flow;
    private readonly DecayingAverage _bidTouchLots;
    private readonly DecayingAverage _askTouchLots;
    private readonly ToxicityClassifier _bidToxicity;
    private readonly ToxicityClassifier _askToxicity;
    private readonly RegimeClassifier _regime;
    private readonly EwmaVolatility _slowVolatility;
    private readonly MidHistory _mids = new();
    private long _sampledTopMonoNs;

    public MarketView(Instrument instrument, StrategyParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Book = new InstrumentBook(instrument, new ClockOffset(parameters.Guards.ClockOffsetWindowS, parameters.Guards.MaxClockOffsetMs));
        Volatility = new EwmaVolatility(parameters.Volatility.HalfLifeS);
        _slowVolatility = new EwmaVolatility(parameters.Volatility.SlowHalfLifeS);
        _flow = new FlowWindow(parameters.Toxicity.WindowMs);
        _bidTouchLots = new DecayingAverage(parameters.Toxicity.TouchHalfLifeS);
        _askTouchLots = new DecayingAverage(parameters.Toxicity.TouchHalfLifeS);
        _bidToxicity = new ToxicityClassifier(parameters.Toxicity);
        _askToxicity = new ToxicityClassifier(parameters.Toxicity);
        _regime = new RegimeClassifier(parameters.Regime);
    }

    public InstrumentBook Book { get; }

    public EwmaVolatility Volatility { get; }

    /// <summary>Volatility regime; null while warming up.</summary>
    public Regime? Regime => _regime.Regime;

    /// <summary>Flow against a side.</summary>
    public ToxicityClassifier Toxicity(QuoteSide side) => side == QuoteSide.Bid ? _bidToxicity : _askToxicity;

    /// <summary>Twice the last mid, in ticks, strictly before a venue time; 0 when not known.</summary>
    public long TwiceMidTicksBefore(UtcMicros venueTime) => _mids.TwiceMidTicksBefore(venueTime);

    /// <summary>Takes one event of this instrument.</summary>
    public void OnMarket(in MarketEvent market)
    {
        if (market.Kind == MarketEventKind.Trade)
        {
            _flow.Add(market.ReceiveTime, market.Trade.Aggressor, market.Trade.SizeLots);
            return;
        }

        Book.Apply(in market);
        if (Book.State != BookState.Sound) return;
        _mids.Add(market.VenueTime, Book.TwiceMidTicks);
        _bidTouchLots.Sample(market.ReceiveTime, Book.BestBid.SizeLots);
        _askTouchLots.Sample(market.ReceiveTime, Book.BestAsk.SizeLots);
    }

    /// <summary>Brings what depends on time alone up to a decision's time.</summary>
    /// <remarks>
    /// Volatility samples the mid here, on the decision grid, and only when a book came since: during an outage nothing is known, and the
    /// first mid afterwards stands for the whole silence.
    /// </remarks>
    public void OnCycle(UtcMicros now)
    {
        _flow.Advance(now);
        _bidToxicity.Update(_flow.NetAgainstLots(QuoteSide.Bid), _bidTouchLots.Value);
        _askToxicity.Update(_flow.NetAgainstLots(QuoteSide.Ask), _askTouchLots.Value);
        if (Book.State != BookState.Sound || Book.TopMonoNs == _sampledTopMonoNs) return;
        _sampledTopMonoNs = Book.TopMonoNs;
        Volatility.Sample(now, Book.TwiceMidTicks);
        _slowVolatility.Sample(now, Book.TwiceMidTicks);
        _regime.Update(Volatility.BpsPerSqrtS, _slowVolatility.BpsPerSqrtS);
    }
}
