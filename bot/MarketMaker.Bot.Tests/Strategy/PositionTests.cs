using MarketMaker.Schemas.Market;
using MarketMaker.Strategy;
using MarketMaker.Strategy.Execution;

namespace MarketMaker.Bot.Tests.Strategy;

public sealed class PositionTests
{
    private static readonly Instrument X = StrategyBench.Instrument; // tick 0.1, lot 0.01

    private readonly Account _account = new(new StrategyParameters());
    private readonly Position _position = new(X);

    [Fact]
    public void Fills_ScaleInPartialOutAndOut_AreOneTradeAgainstTheAverage()
    {
        PositionLeg[] legs = [.. Fill(+100, 1000), .. Fill(+100, 1010), .. Fill(-50, 1020), .. Fill(-150, 1000)];

        // Average entry 100.5; out 0.5 at 102.0 and 1.5 at 100.0.
        Assert.Equal([true, true, false, false], legs.Select(l => l.IsEntry));
        Assert.Equal([0m, 0m, 0.75m, -0.75m], legs.Select(l => l.RealizedUsd));
        Assert.All(legs, l => Assert.Equal(1, l.TradeId.Number));
        Assert.Equal(2, Fill(+1, 1000).Single().TradeId.Number);
    }

    [Fact]
    public void Fill_ThroughZero_IsTheLastLegOfOneTradeAndTheFirstOfTheNext()
    {
        Fill(+100, 1000);
        PositionLeg[] legs = Fill(-250, 1010, feeUsd: 0.5m);

        Assert.Equal((false, 100L, 100L, 0L, 1L), (legs[0].IsEntry, legs[0].SizeLots, legs[0].BeforeLots, legs[0].AfterLots, legs[0].TradeId.Number));
        Assert.Equal((true, 150L, 0L, -150L, 2L), (legs[1].IsEntry, legs[1].SizeLots, legs[1].BeforeLots, legs[1].AfterLots, legs[1].TradeId.Number));
        Assert.Equal(1.0m, legs[0].RealizedUsd);
        Assert.Equal((0.2m, 0.3m), (legs[0].FeeUsd, legs[1].FeeUsd)); // 100 and 150 of 250 lots
    }

    [Fact]
    public void Fill_OfAShort_RealisesWhenThePriceFalls()
    {
        Fill(-100, 1000);
        _position.Mark(twiceMidTicks: 1980); // mid 99.0
        Assert.Equal(1.0m, _position.UnrealizedUsd);
        Assert.Equal(1.0m, Fill(+100, 990).Single().RealizedUsd);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomFills_PositionAndCash_AreExactIdentities(int seed)
    {
        var random = new Random(seed);
        long position = 0;
        decimal cash = 0;
        decimal realized = 0;
        decimal fees = 0;
        decimal feesGiven = 0;
        long price = 10_000;
        for (int i = 0; i < 20_000; i++)
        {
            price = Math.Max(100, price + random.Next(-7, 8));
            long lots = random.Next(1, 300) * (random.Next(2) * 2 - 1);
            decimal fee = random.Next(0, 1_000_000) / 1_000_000m;
            feesGiven += fee;
            cash -= X.Price(price) * X.Size(lots);
            PositionLeg[] legs = Fill(lots, price, fee);
            Assert.Equal(lots, legs.Sum(l => l.AfterLots - l.BeforeLots));
            Assert.Equal(Math.Abs(lots), legs.Sum(l => l.SizeLots));
            Assert.All(legs, l => Assert.Equal(l.SizeLots, Math.Abs(l.AfterLots - l.BeforeLots)));
            position += lots;
            realized += legs.Sum(l => l.RealizedUsd);
            fees += legs.Sum(l => l.FeeUsd);
            Assert.Equal(position, _position.Lots);
            _position.Mark(2 * price);

            // What the position would fetch now, plus all cash so far, is what was made: to the last digit.
            Assert.Equal(cash + (X.Price(price) * X.Size(position)), realized + _position.UnrealizedUsd);
        }

        Assert.Equal(feesGiven, fees);
    }

    private PositionLeg[] Fill(long signedLots, long priceTicks, decimal feeUsd = 0)
    {
        var legs = new List<PositionLeg>();
        if (_position.TryExit(signedLots, priceTicks, feeUsd, out PositionLeg exit))
        {
            legs.Add(exit);
            signedLots -= Math.Sign(signedLots) * exit.SizeLots;
            feeUsd -= exit.FeeUsd;
        }

        if (signedLots != 0) legs.Add(_position.Enter(signedLots, priceTicks, feeUsd, _account));
        return [.. legs];
    }
}
