using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Strategy.Execution;

namespace MarketMaker.Strategy;

/// <summary>The whole strategy: a pure function of the events it is given, in their order. Live, paper, replay and test are the same.</summary>
/// <remarks>
/// <para>The caller feeds market events in receive order, answers of the venue when they are received, and a <see cref="MarketEventKind.ClockTick"/>
/// at every multiple of <c>quoting.cycle_ms</c>: only ticks decide, so that decisions do not depend on how a feed cuts its messages.</para>
/// <para>One thread. Nothing is allocated per event once every instrument has been seen.</para>
/// </remarks>
public sealed class QuotingStrategy
{
    private readonly SymbolTrader?[] _traders;
    private readonly Account _account;
    private readonly long _snapshotIntervalUs;
    private long _nextSnapshotUs;

    /// <param name="instruments">The session's instruments; those of <paramref name="tradedVenue"/> are traded, the others ignored.</param>
    /// <param name="tradedVenue">Venue that orders go to.</param>
    /// <param name="parameters">Numbers to trade by.</param>
    /// <param name="gateway">Takes orders.</param>
    /// <param name="events">Takes reports.</param>
    public QuotingStrategy(
        IReadOnlyList<Instrument> instruments, string tradedVenue, StrategyParameters parameters, IOrderGateway gateway, IStrategyEvents events)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(parameters);
        _account = new Account(parameters);
        _snapshotIntervalUs = parameters.Health.SnapshotIntervalS * UtcMicros.PerSecond;
        _traders = new SymbolTrader?[instruments.Count];
        for (int i = 0; i < _traders.Length; i++)
            if (instruments[i].Venue == tradedVenue) _traders[i] = new SymbolTrader(i, instruments[i], parameters, _account, gateway, events);
    }

    /// <summary>Equity, realised profit, fees and message budget.</summary>
    public Account Account => _account;

    /// <summary>Signed position of an instrument; 0 for one that is not traded.</summary>
    public long PositionLots(int instrumentIndex) => _traders[instrumentIndex]?.Fills.Position.Lots ?? 0;

    /// <summary>Takes a market event or a clock tick.</summary>
    public void OnMarket(in MarketEvent market)
    {
        if (market.Kind == MarketEventKind.ClockTick) OnTick(market.ReceiveTime, market.MonoNs);
        else _traders[market.InstrumentIndex]?.OnMarket(in market);
    }

    /// <summary>Takes the health of a feed.</summary>
    public void OnIngest(in MarketIngest ingest)
    {
        foreach (SymbolTrader? trader in _traders)
            if (trader is not null && trader.Symbol == ingest.Envelope.Symbol) trader.OnIngest(in ingest);
    }

    /// <summary>Takes an answer of the venue.</summary>
    public void OnReport(in OrderReport report) => _traders[report.InstrumentIndex]?.OnReport(in report);

    /// <summary>Turns the kill switch on or off; the next tick withdraws every quote.</summary>
    public void OnKillSwitch(bool isOn) => _account.IsKillSwitchOn = isOn;

    /// <summary>Withdraws every order that rests or is on its way, at once: the last act before a stop that is not a decision.</summary>
    public void CancelAll(string reason, UtcMicros now, long monoNs)
    {
        foreach (SymbolTrader? trader in _traders) trader?.CancelAll(reason, now, monoNs);
    }

    /// <summary>Emits what is still being merged. Call once, at the end.</summary>
    public void Complete()
    {
        foreach (SymbolTrader? trader in _traders) trader?.Flush();
    }

    private void OnTick(UtcMicros now, long monoNs)
    {
        _account.Advance(now);
        foreach (SymbolTrader? trader in _traders) trader?.Prepare(now);
        foreach (SymbolTrader? trader in _traders) trader?.Decide(now, monoNs);
        if (_nextSnapshotUs == 0) _nextSnapshotUs = ((now.Value / _snapshotIntervalUs) + 1) * _snapshotIntervalUs;
        if (now.Value < _nextSnapshotUs) return;
        _nextSnapshotUs = ((now.Value / _snapshotIntervalUs) + 1) * _snapshotIntervalUs;
        foreach (SymbolTrader? trader in _traders) trader?.Snapshot(SnapshotTrigger.Periodic5m, now, monoNs);
    }
}
