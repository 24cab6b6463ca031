using MarketMaker.Bot.OrderEntry;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Strategy;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.EventLoop;

/// <summary>Puts everything into one order of time: market events, the clock ticks between them, the venue's answers.</summary>
/// <remarks>
/// At one instant: the answers that have arrived, then the tick or the market event; a tick comes before a market event. Only the tape's times count, so the speed of a
/// replay changes nothing.
/// </remarks>
public sealed class ReplayLoop : IMarketSink
{
    private readonly SimulatedOrderEntry _orders;
    private readonly QuotingStrategy _strategy;
    private readonly RunTally _tally;
    private readonly Pacer _pacer;
    private readonly long _cycleUs;
    private MarketEvent _tick = new() { Kind = MarketEventKind.ClockTick };
    private long _nextTickUs;

    /// <param name="instruments">The session's instruments, by index.</param>
    /// <param name="tradedVenue">Venue that is traded; others only inform.</param>
    /// <param name="parameters">Parameters of the strategy.</param>
    /// <param name="orders">Takes the orders and gives the answers.</param>
    /// <param name="tally">Takes the reports.</param>
    /// <param name="pacer">Holds events back when the tape is not played at full speed.</param>
    public ReplayLoop(
        IReadOnlyList<Instrument> instruments, string tradedVenue, StrategyParameters parameters, SimulatedOrderEntry orders, RunTally tally, Pacer pacer)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        (_orders, _tally, _pacer) = (orders, tally, pacer);
        _cycleUs = parameters.Quoting.CycleMs * 1000L;
        _strategy = new QuotingStrategy(instruments, tradedVenue, parameters, orders, tally);
    }

    public QuotingStrategy Strategy => _strategy;

    /// <summary>Market events taken.</summary>
    public long EventCount { get; private set; }

    /// <summary>Receive time of the first event; default before it.</summary>
    public UtcMicros FirstTime { get; private set; }

    /// <summary>Time of the last event or tick.</summary>
    public UtcMicros Now { get; private set; }

    /// <summary>The same by the monotonic clock.</summary>
    public long NowMonoNs { get; private set; }

    /// <inheritdoc/>
    public void OnMarket(in MarketEvent market)
    {
        if (EventCount++ == 0)
        {
            FirstTime = market.ReceiveTime;
            _nextTickUs = ((market.ReceiveTime.Value / _cycleUs) + 1) * _cycleUs;
        }

        while (_nextTickUs <= market.ReceiveTime.Value)
        {
            Tick(new UtcMicros(_nextTickUs));
            _nextTickUs += _cycleUs;
        }

        Now = market.ReceiveTime;
        NowMonoNs = market.MonoNs;
        _pacer.WaitUntil(Now);
        DeliverReports();
        _orders.OnMarket(in market);
        _strategy.OnMarket(in market);
    }

    /// <inheritdoc/>
    public void OnIngest(in MarketIngest ingest)
    {
        _strategy.OnIngest(in ingest);
        _tally.Emit(in ingest);
    }

    private void Tick(UtcMicros now)
    {
        Now = now;
        NowMonoNs = now.Value * 1000;
        _pacer.WaitUntil(now);
        DeliverReports();
        _tally.ReportLosses();
        _tick.VenueTime = now;
        _tick.ReceiveTime = now;
        _tick.MonoNs = NowMonoNs;
        _strategy.OnMarket(in _tick);
    }

    private void DeliverReports()
    {
        while (_orders.TryTakeReport(Now, out OrderReport report)) _strategy.OnReport(in report);
    }
}
