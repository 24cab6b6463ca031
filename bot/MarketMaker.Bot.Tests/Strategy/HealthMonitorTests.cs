using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;
using MarketMaker.Strategy.Analytics;

namespace MarketMaker.Bot.Tests.Strategy;

public sealed class HealthMonitorTests
{
    private static readonly HealthState Calm = new(ExecutionMode.Maker, IsStale: false, IsKilled: false, JournalState.Ok);

    private readonly HealthMonitor _health = new(new HealthParameters { ReconnectGapMs = 5000 });

    [Fact]
    public void Take_BeforeAnything_KnowsNothing()
    {
        HealthSnapshot snapshot = Take(0);
        Assert.Equal(
            [null, null, null, null, null],
            new object?[] { snapshot.ErrorRate15m, snapshot.OrderRejectRate1h, snapshot.WsStalenessMs, snapshot.MarketDataGapMaxMs1h, snapshot.FundingStalenessS });
        Assert.Equal((0L, 0L), (snapshot.ThrottleEvents1h!.Value, snapshot.WsReconnects1h!.Value));
    }

    [Fact]
    public void Take_AfterAnHour_HasForgottenWhatIsOlder()
    {
        Message(0);
        Message(6); // a gap of 6 s: a reconnect
        Message(8);
        _health.OnOrder(At(8));
        _health.OnOrder(At(8));
        _health.OnReject(At(9));
        HealthSnapshot soon = Take(10);
        Assert.Equal((6000.0, 1L, 0.5), (soon.MarketDataGapMaxMs1h, soon.WsReconnects1h, soon.OrderRejectRate1h!.Value));

        for (int second = 10; second <= 3700; second += 2) Message(second);
        HealthSnapshot late = Take(3701);
        Assert.Equal((2000.0, 0L, null), (late.MarketDataGapMaxMs1h, late.WsReconnects1h, late.OrderRejectRate1h));
        Assert.Equal(1000, late.WsStalenessMs);
    }

    [Fact]
    public void Take_RefusedInput_IsAShareOfTheLastQuarterHour()
    {
        Ingest(60, messages: 900, dropped: 100);
        Ingest(120, messages: 1000, dropped: 0);
        Assert.Equal(0.05, Take(121).ErrorRate15m);
        Assert.Equal(0, Take(60 + (15 * 60)).ErrorRate15m); // the first minute has left the window
        Assert.Null(Take(3600).ErrorRate15m);
    }

    [Fact]
    public void HasChanged_ComparesWithWhatWasLastReported()
    {
        Assert.True(_health.HasChanged(Calm));
        _health.Take(SnapshotTrigger.OnChange, At(1), 1_000_000_000, Calm);
        Assert.False(_health.HasChanged(Calm));
        Assert.True(_health.HasChanged(Calm with { IsStale = true }));
        Assert.True(_health.HasChanged(Calm with { Journal = JournalState.Retrying }));
    }

    private HealthSnapshot Take(int second) =>
        _health.Take(SnapshotTrigger.Periodic5m, At(second), (36_000 + second) * 1_000_000_000L, Calm);

    private void Message(int second) => _health.OnMessage(At(second), (36_000 + second) * 1_000_000_000L);

    private void Ingest(int second, long messages, long dropped) =>
        _health.OnIngest(new MarketIngest { Envelope = new Envelope { Time = At(second) }, MessageCount = messages, Dropped = dropped });

    private static UtcMicros At(int second) => new((36_000 + second) * UtcMicros.PerSecond); // 10:00:00 and so on
}
