using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;

namespace MarketMaker.Bot.Tests.Strategy;

public sealed class MirrorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20250904)]
    public void Decisions_OnTheMirroredTape_AreTheMirroredDecisions(int seed)
    {
        (List<OrderIntent> bids, List<OrderIntent> asks, List<OrderCommand> sent) = Play(seed, isMirrored: false);
        (List<OrderIntent> mirroredBids, List<OrderIntent> mirroredAsks, List<OrderCommand> mirroredSent) = Play(seed, isMirrored: true);

        AssertMirrored(bids, mirroredAsks);
        AssertMirrored(asks, mirroredBids);
        Assert.Equal(sent.Count, mirroredSent.Count);
        Assert.Contains(bids, i => i.Toxicity == Toxicity.Toxic);
        Assert.Contains(bids, i => i.Decision == Decision.Quote);
    }

    // The mid stays, so mirrored prices are as far from it; what moves is size, spread and flow.
    private static (List<OrderIntent> Bids, List<OrderIntent> Asks, List<OrderCommand> Sent) Play(int seed, bool isMirrored)
    {
        var random = new Random(seed);
        var bench = new StrategyBench();
        for (long t = 1000; t <= 120_000; t += 100)
        {
            // One tick up or down around 1,000.0 keeps volatility above zero; mirrored, up is down.
            long shift = random.Next(-1, 2);
            long half = random.Next(1, 3);
            long size = random.Next(100, 2000);
            if (isMirrored) shift = -shift;
            bench.Book(t, 10_000 + shift - half, 10_000 + shift + half, size);
            bool isSell = random.Next(2) == 0;
            long lots = random.Next(20) == 0 ? random.Next(1000, 4000) : random.Next(1, 60);
            bench.Trade(t + 10, isSell != isMirrored ? TradeSide.Sell : TradeSide.Buy, 10_000, lots);
            bench.Tick(t + 50);
        }

        bench.Strategy.Complete();
        return ([.. bench.Intents.Where(i => i.Side == QuoteSide.Bid)], [.. bench.Intents.Where(i => i.Side == QuoteSide.Ask)], bench.Sent);
    }

    private static void AssertMirrored(List<OrderIntent> side, List<OrderIntent> mirrored)
    {
        Assert.Equal(side.Select(Facts), mirrored.Select(Facts));

        static object Facts(OrderIntent i) => new
        {
            i.Envelope.Time, i.Decision, i.VetoReasons, i.Toxicity, i.Regime, i.RepeatCount, i.LevelTicks, Flow = i.GuardDetails[Guard.ToxicityGuard].Value,
        };
    }
}
