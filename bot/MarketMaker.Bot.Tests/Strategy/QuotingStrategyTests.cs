using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.Tests.Strategy;

public sealed class QuotingStrategyTests
{
    private readonly StrategyBench _bench = new();

    [Fact]
    public void Ticks_BeforeAnyBook_PassWithEveryGuardThatCouldNotMeasure()
    {
        _bench.Tick(1000);
        _bench.Strategy.Complete();
        OrderIntent bid = _bench.Intents[0];
        Assert.Equal((Decision.Pass, Guard.StaleData, Guard.MaxInventory), (bid.Decision, bid.VetoReasonPrimary, bid.VetoReasonSecondary));
        Assert.Equal([null, null, null, null, null], new object?[] { bid.Price, bid.Size, bid.MidPrice, bid.QueueValueBps, bid.Regime });
        Assert.Empty(_bench.Sent);
    }

    [Fact]
    public void Ticks_OnACalmMarket_QuoteBothSidesPostOnlyAroundMid()
    {
        _bench.Calm(1000, 2100); // the tenth return is seen at 2,000
        Assert.Equal([QuoteSide.Bid, QuoteSide.Ask], _bench.Sent.Select(c => c.Side));
        Assert.All(_bench.Sent, c => Assert.True(c is { Kind: OrderCommandKind.New, IsPostOnly: true, SizeLots: 99 or 100 }, c.ToString()));
        (long bid, long ask) = (_bench.Sent[0].PriceTicks, _bench.Sent[1].PriceTicks);
        Assert.True(bid < 10_000 && ask > 10_000);

        OrderEvent submit = _bench.OrderEvents[0];
        _bench.Strategy.Complete();
        OrderIntent intent = _bench.Intents.Single(i => i.IntentId == submit.IntentId);
        Assert.Equal((OrderAction.Submit, Decision.Quote, intent.Price), (submit.Action, intent.Decision, submit.Price));
        Assert.True(intent is { QueueValueBps: > 0, PFill1s: null, VetoReasonPrimary: null });
        Assert.Equal(intent.EdgeBpsAtEntry!.Value, ((intent.MidPrice!.Value - intent.Price!.Value) / intent.MidPrice.Value * 10_000m) is var d ? (double)d - 1.5 : 0, 6);
    }

    [Fact]
    public void Decisions_Always_PassExactlyWhenAGuardVetoedAndCountEveryTick()
    {
        _bench.Calm(1000, 30_000);
        _bench.Strategy.OnKillSwitch(true);
        _bench.Calm(30_100, 31_000);
        _bench.Strategy.Complete();

        Assert.All(_bench.Intents, i => Assert.Equal(i.Decision == Decision.Pass, i.VetoReasonPrimary is not null));
        Assert.All(_bench.Intents, i => Assert.True(i.Envelope.Time - i.FirstT < UtcMicros.PerSecond));
        Assert.Equal(301, _bench.Intents.Where(i => i.Side == QuoteSide.Bid).Sum(i => i.RepeatCount)); // 1,000 … 31,000 ms
        Assert.True(_bench.Intents.Count < 301, "identical decisions are merged");
        Assert.Equal(_bench.Intents.Count, _bench.Intents.Select(i => i.IntentId).Distinct().Count());
    }

    [Fact]
    public void Silence_WithQuotesResting_WithdrawsThemUnderTheVetoingIntent()
    {
        Rest();
        _bench.Tick(4200); // last book at 2,100
        OrderCommand[] cancels = [.. _bench.Sent.Where(c => c.Kind == OrderCommandKind.Cancel)];
        Assert.Equal(2, cancels.Length);
        OrderEvent request = _bench.OrderEvents.Last(e => e.Action == OrderAction.CancelRequest);
        Assert.Equal("stale_data", request.Reason);
        _bench.Strategy.Complete();
        OrderIntent why = _bench.Intents.Single(i => i.IntentId == request.IntentId);
        Assert.Equal((Decision.Pass, Guard.StaleData, 2100.0), (why.Decision, why.VetoReasonPrimary, why.GuardDetails[Guard.StaleData].Value));
    }

    [Fact]
    public void Books_AllThirtySecondsLate_AreNeverQuotedOn()
    {
        _bench.BookDelayMs = 30_000;
        _bench.Calm(100_000, 130_000);
        _bench.Strategy.Complete();
        Assert.Empty(_bench.Sent);
        Assert.All(_bench.Intents, i => Assert.Equal(Guard.StaleData, i.VetoReasonPrimary));
        // Received this instant: 30 s under way, of which clocks may explain 1 s.
        Assert.All(_bench.Intents, i => Assert.Equal(new GuardReading(29_000, 2_000, GuardUnit.Ms, Passed: false), i.GuardDetails[Guard.StaleData]));
    }

    [Fact]
    public void Books_ThatBecomeLate_WithdrawTheQuotes()
    {
        Rest();
        _bench.BookDelayMs = 2_500; // they were received at once
        _bench.Calm(4_700, 4_700); // what the venue said at 2,200
        Assert.Equal(2, _bench.Sent.Count(c => c.Kind == OrderCommandKind.Cancel));
        Assert.All(_bench.OrderEvents.TakeLast(2), e => Assert.Equal("stale_data", e.Reason));
    }

    [Fact]
    public void Depth_OlderThanItsLimit_IsNotKnownThoughTheTopIsFresh()
    {
        Rest(); // the last snapshot came at 2,100
        for (long t = 2_200; t <= 9_100; t += 100) Top(t);
        Assert.DoesNotContain(_bench.OrderEvents, e => e.Reason == "liquidity_guard");
        Top(9_200); // 7,100 after it
        Assert.Equal(2, _bench.OrderEvents.Count(e => e is { Action: OrderAction.CancelRequest, Reason: "liquidity_guard" }));
        _bench.Strategy.Complete();
        GuardReading depth = _bench.Intents[^1].GuardDetails[Guard.LiquidityGuard];
        Assert.Equal((double.NaN, 100.0, false), (depth.Value, depth.Threshold, depth.Passed));

        void Top(long atMs)
        {
            _bench.Top(atMs, 9_999 + (atMs / 100 % 2), 10_001 + (atMs / 100 % 2));
            _bench.Tick(atMs);
        }
    }

    [Fact]
    public void KillSwitch_WithQuotesResting_WithdrawsThemAtTheNextTick()
    {
        Rest();
        _bench.Strategy.OnKillSwitch(true);
        _bench.Calm(2200, 2200);
        Assert.Equal(2, _bench.Sent.Count(c => c.Kind == OrderCommandKind.Cancel));
        Assert.All(_bench.OrderEvents.Where(e => e.Action == OrderAction.CancelRequest), e => Assert.Equal("kill_switch", e.Reason));
        Assert.Equal(ExecutionMode.Flat, _bench.Health[^1].Mode);
    }

    [Fact]
    public void CancelAll_WithQuotesResting_WithdrawsThemAtOnce()
    {
        Rest();
        _bench.Strategy.CancelAll("fatal", UtcMicros.FromUnixMs(2150), 5);
        Assert.Equal(2, _bench.Sent.Count(c => c.Kind == OrderCommandKind.Cancel));
        Assert.All(_bench.OrderEvents.TakeLast(2), e => Assert.Equal((OrderAction.CancelRequest, "fatal", 5L), (e.Action, e.Reason, e.Envelope.TsMonoNs)));
    }

    [Fact]
    public void CancelAll_WithOrdersOnTheirWay_WithdrawsThemToo()
    {
        _bench.Calm(1000, 2100); // sent, not answered
        _bench.Strategy.CancelAll("fatal", UtcMicros.FromUnixMs(2150), 5);
        Assert.Equal(_bench.Sent.Take(2).Select(c => c.OrderId), _bench.Sent.Where(c => c.Kind == OrderCommandKind.Cancel).Select(c => c.OrderId));
        _bench.Strategy.CancelAll("again", UtcMicros.FromUnixMs(2160), 5);
        Assert.Equal(4, _bench.Sent.Count); // asked once

        _bench.Answer(OrderReportKind.Accepted, _bench.Sent[0], 2200);
        _bench.Answer(OrderReportKind.Rejected, _bench.Sent[1], 2200);
        _bench.Strategy.CancelAll("again", UtcMicros.FromUnixMs(2250), 5);
        Assert.Equal(4, _bench.Sent.Count); // the acknowledged one is still being cancelled, the refused one is no more
        _bench.Answer(OrderReportKind.Cancelled, _bench.Sent[0], 2300);
        Assert.Equal(
            [OrderAction.Ack, OrderAction.Reject, OrderAction.Cancel], _bench.OrderEvents.TakeLast(3).Select(e => e.Action));
        Assert.Equal([205.0, 205.0, 155.0], _bench.OrderEvents.TakeLast(3).Select(e => e.LatencyMs!.Value)); // heard 5 ms later; sent at 2,000, cancel asked at 2,150
    }

    [Fact]
    public void Events_OfOrdersAndFills_CarryTheMonotonicClock()
    {
        (OrderCommand bid, _) = Rest();
        _bench.Answer(OrderReportKind.Filled, bid, 2150);
        long At(long ms) => (ms * 1_000_000) + StrategyBench.MonoAheadNs;
        Assert.Equal([At(2000), At(2000), At(2115), At(2115)], _bench.OrderEvents.Select(e => e.Envelope.TsMonoNs!.Value));
        Assert.Equal([At(2155)], _bench.Executions.Select(e => e.Envelope.TsMonoNs!.Value));
        Assert.Equal([At(2155)], _bench.Costs.Select(e => e.Envelope.TsMonoNs!.Value));
    }

    [Fact]
    public void ToxicFlow_VetoesTheSideItHurtsAndNoOther()
    {
        Rest();
        _bench.Trade(2150, TradeSide.Sell, 9_999, 1000); // the size of the touch, sold into the bids
        _bench.Calm(2200, 2200);
        _bench.Strategy.Complete();
        Assert.Equal([QuoteSide.Bid], _bench.Sent.Where(c => c.Kind == OrderCommandKind.Cancel).Select(c => c.Side));
        Assert.Equal(Toxicity.Toxic, _bench.Intents.Last(i => i.Side == QuoteSide.Bid).Toxicity);
        Assert.Equal(Toxicity.Benign, _bench.Intents.Last(i => i.Side == QuoteSide.Ask).Toxicity);
    }

    [Fact]
    public void Fill_OfTheBid_MakesALongPositionAndShiftsBothQuotesDown()
    {
        (OrderCommand bid, OrderCommand ask) = Rest();
        _bench.Answer(OrderReportKind.Filled, bid, 2150, feeUsd: 0.15m);

        Execution leg = Assert.Single(_bench.Executions);
        Assert.Equal((TradeSide.Buy, true, 0m, StrategyBench.Instrument.Size(bid.SizeLots)), (leg.Side, leg.IsEntry, leg.PositionBefore, leg.PositionAfter));
        Assert.Equal((0.15m, CostKind.Fee, leg.FillId), (_bench.Costs[0].AmountUsd, _bench.Costs[0].Kind, _bench.Costs[0].FillId!.Value));
        Assert.Equal(leg.IntentId, _bench.OrderEvents.First(e => e.Action == OrderAction.Submit).IntentId);

        _bench.Calm(2200, 4000);
        OrderCommand lower = _bench.Sent.Last(c => c is { Kind: OrderCommandKind.New, Side: QuoteSide.Bid });
        Assert.True(lower.PriceTicks < bid.PriceTicks, $"{lower.PriceTicks} after {bid.PriceTicks}");
        Assert.Contains(_bench.Sent, c => c.Kind == OrderCommandKind.Cancel && c.OrderId == ask.OrderId); // to be replaced nearer
    }

    [Fact]
    public void Inventory_FromTheReducingShareOn_IsQuotedOnItsReducingSideOnly()
    {
        (OrderCommand bid, OrderCommand ask) = Rest();
        _bench.Answer(OrderReportKind.Filled, bid, 2150, sizeLots: bid.SizeLots);
        long heldLots = bid.SizeLots;
        for (long t = 2_200; heldLots < 400; t += 600) // 4 of 5 base are the share of 0.8
        {
            _bench.Calm(t, t + 500);
            OrderCommand next = _bench.Sent.Last(c => c is { Kind: OrderCommandKind.New, Side: QuoteSide.Bid });
            if (next.OrderId == bid.OrderId) continue;
            bid = next;
            _bench.Answer(OrderReportKind.Filled, bid, t + 550);
            heldLots += bid.SizeLots;
        }

        int sent = _bench.Sent.Count;
        _bench.Calm(20_000, 25_000);
        _bench.Strategy.Complete();
        Assert.InRange(heldLots, 400, 499); // one more order would still be within the limit of 5 base
        Assert.DoesNotContain(_bench.Sent.Skip(sent), c => c is { Kind: OrderCommandKind.New, Side: QuoteSide.Bid });
        OrderIntent bidWhy = _bench.Intents.Last(i => i.Side == QuoteSide.Bid);
        Assert.Equal((ExecutionMode.InventoryReduce, Guard.MaxInventory), (bidWhy.Mode, bidWhy.VetoReasonPrimary));
        Assert.NotEqual(Guard.MaxInventory, _bench.Intents.Last(i => i.Side == QuoteSide.Ask).VetoReasonPrimary);
    }

    [Fact]
    public void Order_WhileOneIsOnItsWay_IsNotSentTwice()
    {
        _bench.Calm(1000, 6000); // never answered
        Assert.Equal(2, _bench.Sent.Count);
    }

    [Fact]
    public void Rejection_BeforeTheIntervalHasPassed_IsTooSoonToTryAgain()
    {
        _bench.Calm(1000, 2100);
        _bench.Answer(OrderReportKind.Rejected, _bench.Sent[0], 2120);
        _bench.Calm(2200, 2400);
        Assert.Equal(2, _bench.Sent.Count);
        _bench.Calm(2500, 2500); // 500 ms after the first, which was sent at the tenth return, 2,000
        Assert.Equal(QuoteSide.Bid, _bench.Sent[2].Side);
        Assert.Contains(_bench.OrderEvents, e => e is { Action: OrderAction.Reject, LatencyMs: > 0 });
    }

    [Fact]
    public void Health_OfASilentFeed_ShowsItsAgeAndTheGapAfterwards()
    {
        _bench.Calm(299_000, 299_400);
        _bench.Tick(300_000); // the five-minute mark, 600 ms after the last book
        HealthSnapshot periodic = _bench.Health.Single(h => h.SnapshotTrigger == SnapshotTrigger.Periodic5m);
        Assert.Equal(600, periodic.WsStalenessMs);
        Assert.Equal(600, periodic.MarketDataGapMaxMs1h);
        Assert.Null(periodic.DecisionLatencyP50Us);

        _bench.Tick(302_000);
        Assert.Equal((SnapshotTrigger.OnChange, 2600.0), (_bench.Health[^1].SnapshotTrigger, _bench.Health[^1].WsStalenessMs)); // became stale
        _bench.Calm(317_400, 317_400);
        Assert.Equal((18_000.0, 0L), (_bench.Health[^1].MarketDataGapMaxMs1h, _bench.Health[^1].WsReconnects1h)); // whether it was one the feed will say
    }

    [Fact]
    public void Events_OnceWarm_AllocateNothing()
    {
        var bench = new StrategyBench();
        Feed(bench, 1000, 100_000);
        (bench.Intents.Capacity, bench.Sent.Capacity, bench.OrderEvents.Capacity, bench.Health.Capacity) = (9_000, 9_000, 9_000, 9_000);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Feed(bench, 100_100, 200_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(bench.Intents.Count > 200);

        static void Feed(StrategyBench bench, long fromMs, long toMs)
        {
            for (long t = fromMs; t <= toMs; t += 100)
            {
                bench.Calm(t, t);
                bench.Trade(t + 1, t % 300 == 0 ? TradeSide.Buy : TradeSide.Sell, 10_000, t % 700);
                if (bench.Sent.Count > 0 && t % 500 == 0) bench.Answer(OrderReportKind.Accepted, bench.Sent[^1], t);
            }
        }
    }

    private (OrderCommand Bid, OrderCommand Ask) Rest()
    {
        _bench.Calm(1000, 2100);
        _bench.Answer(OrderReportKind.Accepted, _bench.Sent[0], 2110);
        _bench.Answer(OrderReportKind.Accepted, _bench.Sent[1], 2110);
        return (_bench.Sent[0], _bench.Sent[1]);
    }
}
