using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;
using MarketMaker.Strategy.Analytics;

namespace MarketMaker.Bot.Tests.Strategy;

public sealed class HealthMonitorTests
{
    private static readonly HealthState Calm = new(ExecutionMode.Maker, IsStale: false, IsKilled: false, JournalState.Ok);

    private readonly HealthMonitor _health = new();

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
        Message(6);
        Message(8);
        _health.OnOrder(At(8));
        _health.OnOrder(At(8));
        _health.OnReject(At(9));
        Ingest(10, messages: 1, dropped: 0, "bbo", isReconnected: true);
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
    public void Take_Reconnects_AreTheFeedsAndNotASilenceOfTheSymbol()
    {
        Message(0);
        Message(600); // ten minutes of silence on a connection that lived
        Assert.Equal(0, Take(600).WsReconnects1h);
        foreach (string feed in new[] { "bbo", "l2Book" }) Ingest(660, messages: 9, dropped: 0, feed, isReconnected: true);
        Ingest(720, messages: 1, dropped: 0, "trades", isReconnected: true); // a thin market's trades tell of the same a minute later
        Assert.Equal(1, Take(720).WsReconnects1h);
        Ingest(780, messages: 9, dropped: 0, "bbo", isReconnected: true);
        Assert.Equal(2, Take(780).WsReconnects1h);
        Assert.Equal(1, Take(660 + 3600).WsReconnects1h);
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

    private void Ingest(int second, long messages, long dropped, string feed = "bbo", bool isReconnected = false) => _health.OnIngest(
        new MarketIngest { Envelope = new Envelope { Time = At(second) }, Feed = feed, MessageCount = messages, Dropped = dropped, Reconnect = isReconnected });

    private static UtcMicros At(int second) => new((36_000 + second) * UtcMicros.PerSecond); // 10:00:00 and so on
}
