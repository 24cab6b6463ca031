using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.Tests.Exchange;

/// <summary>Book: bids 1000 × 50, 999 × 30; asks 1001 × 40, 1002 × 60 (ticks of 0.1, lots of 0.01). Latency 100 ms.</summary>
public sealed class SimulatedExchangeTests
{
    private static ExchangeBench Opened()
    {
        var bench = new ExchangeBench();
        bench.Book(1000, [(1000, 50), (999, 30)], [(1001, 40), (1002, 60)]);
        return bench;
    }

    [Fact]
    public void Order_BehindTheQueue_FillsOnlyWithTheExcess()
    {
        ExchangeBench bench = Opened();
        bench.Send(QuoteSide.Bid, 1000, 20, atMs: 1000);

        bench.Trade(1200, TradeSide.Sell, 1000, 30); // 20 of 50 left ahead
        bench.Trade(1300, TradeSide.Sell, 1000, 25); // uses up 20, fills 5
        bench.Trade(1400, TradeSide.Sell, 1000, 100); // fills the other 15

        Assert.Equal([5L, 15L], bench.Fills.Select(f => f.SizeLots));
        Assert.All(bench.Fills, f => Assert.Equal(FillCause.TradeAtFront, f.FillCause));
        Assert.All(bench.Fills, f => Assert.Equal(50, f.QueueAheadAtEntryLots));
    }

    [Fact]
    public void Order_TradedThrough_FillsAtItsOwnPrice()
    {
        ExchangeBench bench = Opened();
        bench.Send(QuoteSide.Bid, 1000, 20, atMs: 1000);

        bench.Trade(1200, TradeSide.Sell, 999, 12);

        OrderReport fill = Assert.Single(bench.Fills);
        Assert.Equal((1000, 12, FillCause.TradeThrough), (fill.PriceTicks, fill.SizeLots, fill.FillCause));
        // 100.0 × 0.12 × 1.5 bps = 0.0018 USD
        Assert.Equal(0.0018m, fill.FeeUsd);
    }

    [Fact]
    public void Order_OppositeBestReachesIt_FillsWithWhatIsShown()
    {
        ExchangeBench bench = Opened();
        bench.Send(QuoteSide.Bid, 999, 20, atMs: 1000);

        bench.Bbo(1200, (997, 10), (998, 7));

        OrderReport fill = Assert.Single(bench.Fills);
        Assert.Equal((999, 7, FillCause.BboCross), (fill.PriceTicks, fill.SizeLots, fill.FillCause));
    }

    [Fact]
    public void Trade_BeforeTheOrderStood_DoesNotFillIt()
    {
        ExchangeBench bench = Opened();
        bench.Send(QuoteSide.Bid, 1000, 20, atMs: 1000);

        bench.Trade(1100, TradeSide.Sell, 990, 100); // the order takes effect at 1100; what happens at 1100 is not after it

        Assert.Empty(bench.Fills);
    }

    [Fact]
    public void Trade_OfOurOwnSide_DoesNotFill()
    {
        ExchangeBench bench = Opened();
        bench.Send(QuoteSide.Bid, 1000, 20, atMs: 1000);
        bench.Trade(1200, TradeSide.Buy, 990, 100);
        Assert.Empty(bench.Fills);
    }

    [Fact]
    public void Trade_ItsSizeIsSpentOnce()
    {
        ExchangeBench bench = Opened();
        EntityId better = bench.Send(QuoteSide.Ask, 1001, 20, atMs: 1000);
        EntityId worse = bench.Send(QuoteSide.Ask, 1002, 20, atMs: 1001);
        bench.Bbo(1150, (1000, 50), (1001, 0)); // nobody ahead at 1001 any more

        bench.Trade(1200, TradeSide.Buy, 1003, 25);

        Assert.Equal([(better, 20L), (worse, 5L)], bench.Fills.Select(f => (f.OrderId, f.SizeLots)));
    }

    [Fact]
    public void Trade_TwoOrdersAtOnePrice_FillsTheEarlierFirst()
    {
        ExchangeBench bench = Opened();
        EntityId first = bench.Send(QuoteSide.Bid, 1000, 10, atMs: 1000);
        EntityId second = bench.Send(QuoteSide.Bid, 1000, 10, atMs: 1010);

        bench.Trade(1200, TradeSide.Sell, 1000, 65); // 50 ahead, 10 to the first, 5 to the second

        Assert.Equal([(first, 10L), (second, 5L)], bench.Fills.Select(f => (f.OrderId, f.SizeLots)));
    }

    [Fact]
    public void Queue_DisplayShrinks_BoundsWhatIsAhead()
    {
        ExchangeBench bench = Opened();
        bench.Send(QuoteSide.Bid, 1000, 20, atMs: 1000);

        bench.Bbo(1200, (1000, 8), (1001, 40));
        bench.Trade(1300, TradeSide.Sell, 1000, 10); // 8 ahead, 2 for us

        Assert.Equal(2, Assert.Single(bench.Fills).SizeLots);
    }

    [Fact]
    public void Queue_DeeperThanTheDisplay_IsUnknownAndNeverAtFront()
    {
        ExchangeBench bench = Opened();
        bench.Send(QuoteSide.Bid, 990, 20, atMs: 1000);
        bench.Trade(1200, TradeSide.Sell, 990, 1_000_000);
        Assert.Empty(bench.Fills);
        bench.Trade(1300, TradeSide.Sell, 989, 20);
        Assert.Equal(FillCause.TradeThrough, Assert.Single(bench.Fills).FillCause);
    }

    [Fact]
    public void Queue_InsideTheSpread_IsEmpty()
    {
        var bench = new ExchangeBench();
        bench.Book(1000, [(1000, 50)], [(1010, 40)]);
        bench.Send(QuoteSide.Bid, 1005, 20, atMs: 1000);
        bench.Trade(1200, TradeSide.Sell, 1005, 3);
        Assert.Equal((3L, 0L), (bench.Fills.Single().SizeLots, bench.Fills.Single().QueueAheadAtEntryLots));
    }

    [Fact]
    public void Cancel_TakesEffectAfterItsLatency()
    {
        ExchangeBench bench = Opened();
        EntityId id = bench.Send(QuoteSide.Bid, 1000, 20, atMs: 1000);
        bench.Cancel(id, QuoteSide.Bid, atMs: 1200); // gone at 1300

        bench.Trade(1290, TradeSide.Sell, 999, 5); // still there
        bench.Trade(1400, TradeSide.Sell, 999, 5); // gone, though not yet said: a trade from before 1300 may still be heard of
        bench.Bbo(1450, (1000, 50), (1001, 40));

        Assert.Equal(5, Assert.Single(bench.Fills).SizeLots);
        OrderReport cancelled = Assert.Single(bench.Reports, r => r.Kind == OrderReportKind.Cancelled);
        Assert.Equal((15, UtcMicros.FromUnixMs(1300)), (cancelled.SizeLots, cancelled.VenueTime));
    }

    [Theory]
    [InlineData(1001, 20, true, "Post only order would have immediately matched, bbo was 100.0@100.1.")]
    [InlineData(1000, 0, true, "Order has zero size.")]
    [InlineData(1000, 9, true, "Order must have minimum value of $10.")] // 100.0 × 0.09 = 9 USD
    public void Order_AgainstTheRules_IsRefusedWithTheVenuesText(long priceTicks, long sizeLots, bool isPostOnly, string text)
    {
        ExchangeBench bench = Opened();
        bench.Send(QuoteSide.Bid, priceTicks, sizeLots, atMs: 1000, isPostOnly);
        bench.Trade(1200, TradeSide.Buy, 1001, 1);
        Assert.Equal((OrderReportKind.Rejected, text), (Assert.Single(bench.Reports).Kind, bench.Reports[0].Reason));
    }

    [Fact]
    public void Order_MayCross_TakesLevelsThenRests()
    {
        ExchangeBench bench = Opened();
        bench.Send(QuoteSide.Bid, 1001, 50, atMs: 1000, isPostOnly: false);
        bench.Trade(1200, TradeSide.Buy, 1002, 1);

        OrderReport taken = Assert.Single(bench.Fills);
        // 40 shown at 1001 are taken at 4.5 bps: 100.1 × 0.40 × 0.00045 = 0.018018 USD; 10 rest.
        Assert.Equal((40, FillCause.Taker, 0.018018m), (taken.SizeLots, taken.FillCause, taken.FeeUsd));
        bench.Trade(1300, TradeSide.Sell, 1000, 10);
        Assert.Equal(10, bench.Fills.Last().SizeLots);
    }
}
