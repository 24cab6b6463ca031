using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Venue.Simulated;

/// <summary>
/// An exchange for our orders inside a recorded market: price-time priority, our order behind all size displayed at its price,
/// latency, tick, lot and value rules, fees. It never changes the market that was recorded.
/// </summary>
/// <remarks>
/// Orders live in the venue's time, decisions in ours: a command sent at our time t stands from t + latency on, and only what happened
/// at the venue after that can fill it, whenever we came to hear of it. Not for several threads. Allocates only to grow, and for the
/// text of a post-only rejection.
/// </remarks>
public sealed class SimulatedExchange
{
    private readonly InstrumentExchange[] _instruments;

    /// <param name="instruments">What is traded, by instrument index.</param>
    /// <param name="options">Latencies and fees.</param>
    /// <param name="reports">Takes the answers.</param>
    public SimulatedExchange(IReadOnlyList<Instrument> instruments, ExchangeOptions options, IOrderReportSink reports)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(reports);
        _instruments = new InstrumentExchange[instruments.Count];
        for (int i = 0; i < _instruments.Length; i++) _instruments[i] = new InstrumentExchange(i, instruments[i], options, reports);
    }

    /// <summary>Sends a command; its answer comes with the market event that shows its time has come.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="sentAt">Our time of sending.</param>
    public void Submit(in OrderCommand command, UtcMicros sentAt) => _instruments[command.InstrumentIndex].Submit(in command, sentAt);

    /// <summary>Moves one instrument on. Call before the strategy sees the event: a fill is known no later than the trade that made it.</summary>
    public void OnMarket(in MarketEvent market) => _instruments[market.InstrumentIndex].OnMarket(in market);
}
