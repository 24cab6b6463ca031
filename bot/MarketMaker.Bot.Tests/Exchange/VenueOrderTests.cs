using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Simulated;

namespace MarketMaker.Bot.Tests.Exchange;

/// <summary>What the venue did in which order, and what it displays twice. Book: bids 1000 × 50, 999 × 30; asks 1001 × 40, 1002 × 60. Latency 100 ms.</summary>
public sealed class VenueOrderTests
{
    private static ExchangeBench Opened(ExchangeOptions? options = null)
    {
        var bench = new ExchangeBench(options);
        bench.Book(1000, [(1000, 50), (999, 30)], [(1001, 40), (1002, 60)]);
        return bench;
    }

    // The venue sends the book of a block before the trades of the same block: 20,353 of 20,380 trades of the recorded session.
    [Fact]
    public void Queue_TradeThatTheDisplayAlreadyShows_IsNotTakenOffTwice()
    {
        ExchangeBench bench = Opened();
        bench.Send(QuoteSide.Bid, 1000, 20, atMs: 1000);
        bench.Bbo(1200, (1000, 20), (1001, 40)); // after a trade of 30: 20 of the 50 ahead are left
        bench.Trade(1200, TradeSide.Sell, 1000, 30);
        Assert.Empty(bench.Fills);
    }

    [Fact]
    public void Queue_TradeThatTookExactlyTheLevel_LeavesUsUnfilled()
    {
        ExchangeBench bench = Opened();
        bench.Send(QuoteSide.Bid, 1000, 20, atMs: 1000);
        bench.Bbo(1200, (999, 30), (1001, 40)); // the 50 ahead are gone
        bench.Trade(1200, TradeSide.Sell, 1000, 50);
        Assert.Empty(bench.Fills);
    }

    [Fact]
    public void Cancel_TradeBeforeItHeardAfterABook_FillsTheOrder()
    {
        ExchangeBench bench = Opened();
        EntityId id = bench.Send(QuoteSide.Bid, 1000, 20, atMs: 1000);
        bench.Bbo(1150, (1000, 50), (1001, 40));
        bench.Cancel(id, QuoteSide.Bid, atMs: 1150); // takes effect at 1250
        bench.Bbo(1300, (998, 10), (1001, 40));
        bench.Trade(1240, TradeSide.Sell, 999, 40); // at the venue before the cancel, heard after the book of 1300
        Assert.Equal(20, Assert.Single(bench.Fills).SizeLots);
    }

    [Fact]
    public void Cancel_FasterThanItsOrder_IsAnswered()
    {
        ExchangeBench bench = Opened(new ExchangeOptions { NewLatencyMs = 100, CancelLatencyMs = 50 });
        EntityId id = bench.Send(QuoteSide.Bid, 1000, 20, atMs: 1000);
        bench.Cancel(id, QuoteSide.Bid, atMs: 1010);
        bench.Bbo(5000, (1000, 50), (1001, 40));
        Assert.Contains(bench.Reports, r => r.OrderId == id && r.Kind is OrderReportKind.Cancelled or OrderReportKind.Rejected);
    }

    [Fact]
    public void Cross_TheSameDisplayTwice_IsSpentOnce()
    {
        ExchangeBench bench = Opened();
        bench.Send(QuoteSide.Bid, 999, 20, atMs: 1000);
        bench.Bbo(1200, (997, 10), (998, 7));
        bench.Bbo(1201, (997, 11), (998, 7)); // only the bid changed
        Assert.Equal(7, bench.Fills.Sum(f => f.SizeLots));
    }

    // The recorded session, WLFI from 19:55:52.512 on, a bid of 2,710 at 0.18596: of the 1,172 ever shown there no more than 1,172 can be had.
    [Fact]
    public void Cross_DisplayThatGrows_GivesWhatCameAndNotAllOfItAgain()
    {
        ExchangeBench bench = Opened();
        bench.Bbo(1010, (18590, 873), (18597, 879));
        bench.Send(QuoteSide.Bid, 18596, 2710, atMs: 1010);
        bench.Bbo(1512, (18590, 873), (18596, 586));
        bench.Bbo(1566, (18590, 873), (18596, 1172)); // 586 of them are had
        bench.Bbo(1709, (18590, 873), (18591, 305)); // the level left: another one
        bench.Bbo(1762, (18581, 2452), (18591, 305)); // nothing new
        bench.Bbo(1915, (18581, 2452), (18585, 640));
        bench.Bbo(1974, (18581, 2452), (18585, 960)); // 320 came
        Assert.Equal([586L, 586L, 305L, 640L, 320L], bench.Fills.Select(f => f.SizeLots));
    }

    [Fact]
    public void Cross_DisplayThatShrinksBelowWhatWeTook_ForgetsOnlyTheRest()
    {
        ExchangeBench bench = Opened();
        bench.Send(QuoteSide.Bid, 1000, 100, atMs: 1000);
        bench.Bbo(1200, (997, 10), (998, 30)); // 30 had
        bench.Bbo(1210, (997, 10), (998, 12)); // others left: the 12 are ours already
        bench.Bbo(1220, (997, 10), (998, 20)); // 8 came
        bench.Bbo(1230, (997, 10), (999, 40)); // the level left: 40 had at another
        bench.Bbo(1240, (997, 10), (998, 15)); // and it is new when it comes again
        Assert.Equal([30L, 8L, 40L, 15L], bench.Fills.Select(f => f.SizeLots));
    }

    [Fact]
    public void Cross_TwoOrders_FillsTheBetterPriceFirst()
    {
        ExchangeBench bench = Opened();
        bench.Send(QuoteSide.Bid, 999, 20, atMs: 1000);
        EntityId better = bench.Send(QuoteSide.Bid, 1000, 20, atMs: 1001);
        bench.Bbo(1200, (997, 10), (998, 7));
        Assert.Equal([(better, 7L)], bench.Fills.Select(f => (f.OrderId, f.SizeLots)));
    }

    [Fact]
    public void Take_TwoOrdersBetweenTwoBooks_SpendTheDisplayOnce()
    {
        ExchangeBench bench = Opened();
        bench.Send(QuoteSide.Bid, 1001, 40, atMs: 1000, isPostOnly: false);
        bench.Send(QuoteSide.Bid, 1001, 40, atMs: 1001, isPostOnly: false);
        bench.Trade(1200, TradeSide.Buy, 1002, 1);
        Assert.Equal(40, bench.Fills.Where(f => f.PriceTicks == 1001).Sum(f => f.SizeLots));
    }

    [Fact]
    public void Take_TheRestOfAnOrder_DoesNotMeetTheSameDisplayAgainAsMaker()
    {
        ExchangeBench bench = Opened();
        bench.Send(QuoteSide.Bid, 1001, 50, atMs: 1000, isPostOnly: false);
        bench.Book(1200, [(1000, 50), (999, 30)], [(1001, 40), (1002, 60)]); // nothing changed
        Assert.Equal([(40L, Liquidity.Taker)], bench.Fills.Select(f => (f.SizeLots, f.Liquidity)));
    }

    // Between a top of book that moved up and the old levels nothing is known until the next snapshot.
    [Fact]
    public void Queue_BetweenANewTopAndOldLevels_IsNotAssumedEmpty()
    {
        ExchangeBench bench = Opened();
        bench.Bbo(1050, (1003, 5), (1005, 40));
        bench.Send(QuoteSide.Bid, 1002, 20, atMs: 1000); // stands from 1100
        bench.Book(1090, [(1003, 5), (1002, 80)], [(1005, 40)]); // what stood there before us
        bench.Trade(1200, TradeSide.Sell, 1002, 30);
        Assert.Empty(bench.Fills);
    }

    [Fact]
    public void Queue_TopMovedUpByBbo_OrderBelowItIsNotAtTheFront()
    {
        ExchangeBench bench = Opened();
        bench.Bbo(1050, (1003, 5), (1005, 40));
        bench.Send(QuoteSide.Bid, 1002, 20, atMs: 1000);
        bench.Trade(1200, TradeSide.Sell, 1002, 30);
        Assert.Empty(bench.Fills);
    }

    [Fact]
    public void OnMarket_OnceWarm_AllocatesNothing()
    {
        var reports = new Counting();
        var exchange = new SimulatedExchange([new Instrument("venue", "X", 1, 2, 0, 10m)], new ExchangeOptions(), reports);
        Run(exchange, 0, 2000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(exchange, 2000, 4000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(reports.Count > 1000);
    }

    private static void Run(SimulatedExchange exchange, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            var id = new EntityId(EntityKind.Order, i + 1);
            var command = new OrderCommand { Kind = OrderCommandKind.New, InstrumentIndex = 0, OrderId = id, ClientOrderId = id, IntentId = id, Side = QuoteSide.Bid, PriceTicks = 1000, SizeLots = 20, IsPostOnly = true };
            exchange.Submit(in command, UtcMicros.FromUnixMs(1000 * (i + 1L)));
            var book = new MarketEvent { Kind = MarketEventKind.BookSnapshot, VenueTime = UtcMicros.FromUnixMs((1000 * (i + 1L)) + 50) };
            book.Bids.TryAdd(new Level(1000, 5));
            book.Asks.TryAdd(new Level(1001, 5));
            exchange.OnMarket(in book);
            var trade = new MarketEvent { Kind = MarketEventKind.Trade, VenueTime = UtcMicros.FromUnixMs((1000 * (i + 1L)) + 500), Trade = new PublicTrade(1000, 15, TradeSide.Sell, i) };
            exchange.OnMarket(in trade);
            OrderCommand cancel = command with { Kind = OrderCommandKind.Cancel };
            exchange.Submit(in cancel, UtcMicros.FromUnixMs((1000 * (i + 1L)) + 600));
        }
    }

    private sealed class Counting : IOrderReportSink
    {
        public int Count { get; private set; }

        public void OnReport(in OrderReport report) => Count++;
    }
}
