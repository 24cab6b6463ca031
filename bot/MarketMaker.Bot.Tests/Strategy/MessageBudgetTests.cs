using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Strategy;
using MarketMaker.Strategy.Execution;

namespace MarketMaker.Bot.Tests.Strategy;

/// <summary>What the bot does when the venue takes few messages more. Two orders are sent at 2,000 ms: messages one and two.</summary>
public sealed class MessageBudgetTests
{
    [Fact]
    public void AffordsMove_IsBothItsMessages()
    {
        var budget = new MessageBudget(new RateLimitParameters { InitialCount = 10, PerUsdRatio = 0.5, ReserveCount = 6 });
        Assert.Equal(4, budget.AllowedCount);
        budget.OnSent();
        budget.OnSent();
        Assert.True(budget.AffordsMove(isMessageHeld: false)); // 2 + 2
        budget.Hold();
        Assert.Equal((2, 3), (budget.UsedCount, budget.CommittedCount));
        Assert.False(budget.AffordsMove(isMessageHeld: false));
        Assert.True(budget.AffordsMove(isMessageHeld: true)); // 3 + 1
        budget.Release();
        budget.OnTraded(5); // two more
        Assert.Equal((2, 6.0), (budget.CommittedCount, budget.AllowedCount));
    }

    [Fact]
    public void NoMessageLeft_SuppressesAnOrderOnceASideAndNotOnceADecision()
    {
        StrategyBench bench = With(0);
        bench.Calm(1000, 20_000);
        bench.Strategy.Complete();
        Assert.Empty(bench.Sent);
        Assert.Equal([QuoteSide.Bid, QuoteSide.Ask], bench.OrderEvents.Select(e => e.Side));
        Assert.All(bench.OrderEvents, e => Assert.Equal((OrderAction.Throttle, "rate_limit"), (e.Action, e.Reason)));
        Assert.Equal(2, bench.OrderEvents.Select(e => e.OrderId).Distinct().Count());
        Assert.All(bench.OrderEvents, e => Assert.True(e is { Price: > 0, Size: > 0 }));
        Assert.All(bench.OrderEvents, e => Assert.Equal([Guard.RateLimit], Vetoes(bench.Intents.Single(i => i.IntentId == e.IntentId))));
        bench.Strategy.OnKillSwitch(true); // a snapshot on change
        bench.Calm(20_100, 20_100);
        Assert.Equal(2, bench.Health[^1].ThrottleEvents1h);
    }

    [Theory]
    [InlineData(3, false)] // one message is left: a cancel, but not the order after it
    [InlineData(4, true)]
    public void Move_IsMadeOnlyWhenItsNewOrderIsPaidFor(int allowed, bool isMoved)
    {
        StrategyBench bench = Rest(allowed, isAskAlive: false);
        bench.Book(2_150, 10_004, 10_006); // 5 bps up
        bench.Tick(2_600);
        Assert.Equal(isMoved ? 1 : 0, bench.Sent.Count(c => c.Kind == OrderCommandKind.Cancel));
        if (isMoved)
        {
            // The cancel is message three; four is held for the bid, so the ask, refused before, has none.
            Assert.Equal(2, bench.Sent.Count(c => c.Kind == OrderCommandKind.New));
            Assert.Equal((QuoteSide.Ask, OrderAction.Throttle, "rate_limit"), (bench.OrderEvents[^1].Side, bench.OrderEvents[^1].Action, bench.OrderEvents[^1].Reason));
            bench.Answer(OrderReportKind.Cancelled, bench.Sent[^1], 2_650);
            bench.Book(2_690, 10_004, 10_006);
            bench.Tick(2_700);
            OrderCommand moved = bench.Sent[^1];
            Assert.Equal((OrderCommandKind.New, QuoteSide.Bid), (moved.Kind, moved.Side));
            Assert.True(moved.PriceTicks > bench.Sent[0].PriceTicks);
        }
        else
        {
            OrderEvent kept = bench.OrderEvents.Last(e => e.Side == QuoteSide.Bid);
            Assert.Equal((OrderAction.Throttle, "requote"), (kept.Action, kept.Reason));
            Assert.True(kept.Price > StrategyBench.Instrument.Price(bench.Sent[0].PriceTicks)); // where it would have moved to
            for (long t = 2_700; t < 4_000; t += 100) Again(t);
            Assert.Equal(1, bench.OrderEvents.Count(e => e is { Side: QuoteSide.Bid, Action: OrderAction.Throttle }));
            Assert.DoesNotContain(bench.Sent, c => c.Kind == OrderCommandKind.Cancel);
        }

        void Again(long atMs)
        {
            bench.Book(atMs, 10_004, 10_006);
            bench.Tick(atMs);
        }
    }

    [Fact]
    public void Cancel_ForSafety_IsSentWhateverIsLeft()
    {
        StrategyBench bench = Rest(allowed: 2, isAskAlive: true);
        bench.Tick(4_200); // last book at 2,100
        Assert.Equal(2, bench.Sent.Count(c => c.Kind == OrderCommandKind.Cancel));
    }

    private static Guard[] Vetoes(OrderIntent intent) => [.. Enum.GetValues<Guard>().Where(intent.VetoReasons.Contains)];

    private static StrategyBench With(int allowed) =>
        new(StrategyBench.Parameters with { RateLimit = new RateLimitParameters { InitialCount = allowed, PerUsdRatio = 0, ReserveCount = 0 } });

    private static StrategyBench Rest(int allowed, bool isAskAlive)
    {
        StrategyBench bench = With(allowed);
        bench.Calm(1000, 2100);
        bench.Answer(OrderReportKind.Accepted, bench.Sent[0], 2_110);
        bench.Answer(isAskAlive ? OrderReportKind.Accepted : OrderReportKind.Rejected, bench.Sent[1], 2_110);
        return bench;
    }
}
