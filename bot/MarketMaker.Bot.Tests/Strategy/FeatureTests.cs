using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;
using MarketMaker.Strategy.Features;
using MarketMaker.Strategy.Models;

namespace MarketMaker.Bot.Tests.Strategy;

public sealed class FeatureTests
{
    [Fact]
    public void AdverseSelection_OverFourSeconds_IsTheShareOfTwoSigmas() =>
        Assert.Equal(0.4 * 0.7 * 2, FillEstimates.AdverseSelectionBps(sigmaBpsPerSqrtS: 0.7, horizonS: 4, adverseRatio: 0.4), 12);

    [Fact]
    public void Volatility_OneReturnOverFourSeconds_IsHalfOfItPerRootSecond()
    {
        var volatility = new EwmaVolatility(halfLifeS: 10);
        Assert.Equal(double.NaN, volatility.BpsPerSqrtS);
        volatility.Sample(At(1000), 10_000);
        volatility.Sample(At(5000), 10_002); // 2 bps in 4 s: 2/√4
        Assert.Equal(1, volatility.BpsPerSqrtS, 9);
    }

    [Fact]
    public void Volatility_AfterAHalfLife_WeighsTheOldHalf()
    {
        var volatility = new EwmaVolatility(halfLifeS: 1);
        volatility.Sample(At(1000), 10_000);
        volatility.Sample(At(2000), 10_001); // 1 bps in 1 s
        volatility.Sample(At(3000), 10_001); // nothing in 1 s
        Assert.Equal(Math.Sqrt(0.5 * 1 / ((0.5 * 1) + 1)), volatility.BpsPerSqrtS, 9);
        Assert.Equal(2, volatility.SampleCount);
    }

    [Fact]
    public void Flow_BeyondItsWindow_IsForgotten()
    {
        var flow = new FlowWindow(windowMs: 2000);
        flow.Add(At(1000), TradeSide.Sell, 5);
        flow.Add(At(1500), TradeSide.Buy, 2);
        Assert.Equal((3, -3), (flow.NetAgainstLots(QuoteSide.Bid), flow.NetAgainstLots(QuoteSide.Ask)));
        flow.Advance(At(2999));
        Assert.Equal(5, flow.SoldLots);
        flow.Advance(At(3100));
        Assert.Equal((2, 0), (flow.BoughtLots, flow.SoldLots));
        flow.Advance(At(99_000));
        Assert.Equal((0, 0), (flow.BoughtLots, flow.SoldLots));
    }

    [Fact]
    public void Average_OverTime_CountsAValueForAsLongAsItStood()
    {
        var average = new DecayingAverage(halfLifeS: 1e9); // no decay to speak of
        average.Sample(At(0), 10);
        Assert.Equal(10, average.Value);
        average.Sample(At(1000), 40);
        average.Sample(At(3000), 0);
        Assert.Equal(((1 * 10) + (2 * 40)) / 3.0, average.Value, 6);
    }

    private static UtcMicros At(long ms) => UtcMicros.FromUnixMs(ms);
}
