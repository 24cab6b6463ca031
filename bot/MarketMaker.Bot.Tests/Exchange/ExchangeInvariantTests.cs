using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.Tests.Exchange;

public sealed class ExchangeInvariantTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(20250904)]
    public void RandomMarket_FillsNeverExceedTheOrderNorTheTradesAndEveryOrderEndsOnce(int seed)
    {
        var random = new Random(seed);
        var bench = new ExchangeBench();
        var sizes = new Dictionary<EntityId, long>();
        var sent = new List<EntityId>();
        long mid = 10_000;
        long nowMs = 1000;
        long traded = 0;
        long shown = 0;
        for (int i = 0; i < 100_000; i++)
        {
            nowMs += random.Next(0, 30);
            switch (random.Next(6))
            {
                case 0:
                    QuoteSide side = random.Next(2) == 0 ? QuoteSide.Bid : QuoteSide.Ask;
                    long size = random.Next(1, 200);
                    sent.Add(bench.Send(side, mid + random.Next(-6, 7), size, nowMs, isPostOnly: random.Next(4) > 0));
                    sizes[sent[^1]] = size;
                    break;
                case 1 when sent.Count > 0:
                    bench.Cancel(sent[random.Next(sent.Count)], QuoteSide.Bid, nowMs);
                    break;
                case 2:
                    long lots = random.Next(1, 300);
                    traded += lots;
                    bench.Trade(nowMs, (TradeSide)random.Next(2), mid + random.Next(-4, 5), lots);
                    break;
                default:
                    mid += random.Next(-2, 3);
                    (long, long)[] bids = [.. Enumerable.Range(1, 5).Select(d => (mid - d, (long)random.Next(1, 100)))];
                    (long, long)[] asks = [.. Enumerable.Range(1, 5).Select(d => (mid + d, (long)random.Next(1, 100)))];
                    shown += bids[0].Item2 + asks[0].Item2;
                    bench.Book(nowMs, bids, asks);
                    break;
            }
        }

        Assert.NotEmpty(bench.Fills);
        foreach (IGrouping<EntityId, OrderReport> order in bench.Reports.GroupBy(r => r.OrderId))
        {
            long filled = order.Where(r => r.Kind == OrderReportKind.Filled).Sum(r => r.SizeLots);
            long cancelled = order.Where(r => r.Kind == OrderReportKind.Cancelled).Sum(r => r.SizeLots);
            Assert.All(order.Where(r => r.Kind == OrderReportKind.Filled), f => Assert.True(f.SizeLots > 0));
            Assert.Equal(1, order.Count(r => r.Kind is OrderReportKind.Accepted or OrderReportKind.Rejected));
            Assert.True(filled + cancelled <= sizes[order.Key], $"seed {seed}: {order.Key} of {sizes[order.Key]} lots was filled {filled} and cancelled {cancelled}.");
            if (cancelled > 0) Assert.Equal(sizes[order.Key], filled + cancelled);
            Assert.True(order.Zip(order.Skip(1)).All(p => p.First.VenueTime <= p.Second.VenueTime), $"seed {seed}: {order.Key} was answered out of order.");
        }

        long byTrades = bench.Fills.Where(f => f.FillCause is FillCause.TradeAtFront or FillCause.TradeThrough).Sum(f => f.SizeLots);
        Assert.InRange(byTrades, 1, traded);
        Assert.InRange(bench.Fills.Where(f => f.FillCause == FillCause.BboCross).Sum(f => f.SizeLots), 1, shown);
    }
}
