using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.Tests.Strategy;

public sealed class DecisionRunTests
{
    private readonly StrategyBench _bench = new();

    [Fact]
    public void Gap_OfADay_IsARowAMinuteThatCountsEveryDecision()
    {
        const long DayMs = 86_400_000;
        _bench.Calm(1_000, 2_000);
        for (long t = 2_100; t <= DayMs; t += 100) _bench.Tick(t);
        _bench.Strategy.Complete();

        OrderIntent[] bids = [.. _bench.Intents.Where(i => i.Side == QuoteSide.Bid)];
        Assert.Equal((DayMs - 1_000) / 100 + 1, bids.Sum(i => (long)i.RepeatCount));
        OrderIntent[] stale = [.. bids.Where(i => i.VetoReasonPrimary == Guard.StaleData)];
        Assert.Equal((DayMs - 4_000) / 100, stale.Sum(i => (long)i.RepeatCount)); // from 4,100 on, beyond 2,000 after the last book
        Assert.All(stale.Skip(2).SkipLast(1), i => Assert.Equal(600, i.RepeatCount));
        Assert.InRange(stale.Length, 1_440, 1_446);
        Assert.Equal(288, _bench.Health.Count(h => h.SnapshotTrigger == SnapshotTrigger.Periodic5m)); // every five minutes all the same
    }

    [Fact]
    public void Fill_BetweenTwoDecisionsAlike_BeginsANewRow()
    {
        _bench.Calm(1_000, 2_000);
        _bench.Answer(OrderReportKind.Accepted, _bench.Sent[0], 2_010);
        _bench.Tick(2_100);
        _bench.Answer(OrderReportKind.Filled, _bench.Sent[0], 2_110, sizeLots: 1);
        _bench.Tick(2_200);
        _bench.Strategy.Complete();

        Assert.Equal([0m, 0.01m], _bench.Intents.Where(i => i.Side == QuoteSide.Ask && i.Decision == Decision.Quote).Select(i => i.Inventory!.Value));
        foreach (OrderIntent row in _bench.Intents)
        {
            UtcMicros filled = _bench.Executions[0].Envelope.RecvT!.Value;
            Assert.False(row.FirstT < filled && row.Envelope.Time > filled, $"{row.Side} {row.FirstT} … {row.Envelope.Time} spans the fill of {filled}");
        }
    }
}
