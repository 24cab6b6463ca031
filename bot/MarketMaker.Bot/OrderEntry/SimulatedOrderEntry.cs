using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Strategy;
using MarketMaker.Venue.Simulated;

namespace MarketMaker.Bot.OrderEntry;

/// <summary>Takes the strategy's orders to the simulated exchange, and its answers back after the way they have to travel.</summary>
/// <remarks>
/// An answer reaches us one response latency after it happened at the venue, but not before the market data that shows it: the tape is not
/// read ahead, so paper trading on a live feed behaves alike.
/// </remarks>
public sealed class SimulatedOrderEntry : IOrderGateway, IOrderReportSink
{
    private readonly SimulatedExchange _exchange;
    private readonly long _responseLatencyUs;
    private readonly TimedQueue<OrderReport> _answers = new();

    /// <param name="instruments">The session's instruments, by index.</param>
    /// <param name="options">Latencies to the venue, and fees.</param>
    /// <param name="responseLatencyMs">Time from an event at the venue to our learning of it.</param>
    public SimulatedOrderEntry(IReadOnlyList<Instrument> instruments, ExchangeOptions options, int responseLatencyMs)
    {
        _exchange = new SimulatedExchange(instruments, options, this);
        _responseLatencyUs = responseLatencyMs * 1000L;
    }

    /// <inheritdoc/>
    public void Send(in OrderCommand command, UtcMicros now) => _exchange.Submit(in command, now);

    /// <summary>Moves the venue on by a market event.</summary>
    public void OnMarket(in MarketEvent market) => _exchange.OnMarket(in market);

    /// <inheritdoc/>
    public void OnReport(in OrderReport report)
    {
        UtcMicros delivered = report.VenueTime + _responseLatencyUs;
        UtcMicros due = delivered > report.ReceiveTime ? delivered : report.ReceiveTime;
        _answers.Add(due, report with { ReceiveTime = due, MonoNs = report.MonoNs + ((due - report.ReceiveTime) * 1000) });
    }

    /// <summary>The next answer that has reached us by <paramref name="now"/>; false when there is none.</summary>
    public bool TryTakeReport(UtcMicros now, out OrderReport report) => _answers.TryTake(now, out report);
}
