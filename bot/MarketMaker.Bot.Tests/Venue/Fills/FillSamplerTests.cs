using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Fills;
using MarketMaker.Venue.Hyperliquid;

namespace MarketMaker.Bot.Tests.Venue.Fills;

public sealed class FillSamplerTests
{
    private static readonly Instrument[] Instruments = [PerpUniverse.Find("BTC")!, PerpUniverse.Find("ETH")!]; // 0.1 USD a tick and 0.00001 BTC a lot

    private static VenueFill Fill(int i, long priceTicks = 1_000_000, long sizeLots = 1_000, bool isOwn = false, bool isLiquidation = false) =>
        new(0, i, UtcMicros.FromUnixMs(Lines.StartMs + i), priceTicks, sizeLots, TradeSide.Buy, isOwn, isLiquidation);

    private static FillSampler Sampler(FillSamplerOptions? options = null) => new(Instruments, options ?? new FillSamplerOptions());

    // Sizes 100, 200 … 1000 lots in turn, prices 1,000,000 ± 20 ticks: nothing unusual.
    private static VenueFill Usual(int i) => Fill(i, 1_000_000 + (i % 5 * 10) - 20, ((i * 7 % 10) + 1) * 100);

    [Fact]
    public void WeightedVolume_OverManySamples_HasTheTrueVolumeAsItsMean()
    {
        const int fills = 200;
        const int salts = 4_000;
        double truth = Enumerable.Range(0, fills).Sum(i => (double)Usual(i).SizeLots);
        double sum = 0;
        for (ulong salt = 0; salt < salts; salt++)
        {
            FillSampler sampler = Sampler(new FillSamplerOptions { Salt = salt, KeepProbabilityRatio = 0.25 });
            for (int i = 0; i < fills; i++)
            {
                VenueFill fill = Usual(i);
                FillVerdict verdict = sampler.Judge(in fill);
                Assert.NotEqual(FillOutcome.Anomaly, verdict.Outcome);
                if (verdict.IsKept) sum += fill.SizeLots * verdict.SampleWeight;
            }
        }

        // Variance of one estimate: sum of (1 - p)/p * size² = 3 * sum of size²; of the mean: over 4,000. Five deviations are one in two million.
        double squares = Enumerable.Range(0, fills).Sum(i => Math.Pow(Usual(i).SizeLots, 2));
        double deviation = Math.Sqrt(3 * squares / salts);
        Assert.InRange((sum / salts) - truth, -5 * deviation, 5 * deviation);
        Assert.True(5 * deviation < truth * 0.02); // the interval says something
    }

    [Fact]
    public void Kept_OfManyIds_IsTheShareAskedForAndTheHashBelowItsThreshold()
    {
        const int fills = 100_000;
        FillSampler sampler = Sampler(new FillSamplerOptions { KeepProbabilityRatio = 0.5 });
        ulong coin = FillHash.OfText("BTC");
        int kept = 0;
        for (int i = 0; i < fills; i++)
        {
            VenueFill fill = Usual(i);
            FillVerdict verdict = sampler.Judge(in fill);
            Assert.Equal(FillHash.Of(coin, fill.VenueTime, fill.TradeId) < 1UL << 63, verdict.IsKept);
            Assert.Equal(2, verdict.SampleWeight);
            if (verdict.IsKept) kept++;
        }

        Assert.InRange(kept, 50_000 - (5 * 158), 50_000 + (5 * 158)); // a deviation is sqrt(100,000 / 4) = 158
    }

    [Fact]
    public void Verdicts_OfTwoSamplers_AreTheSame()
    {
        FillSampler one = Sampler();
        FillSampler two = Sampler();
        var random = new Random(11);
        for (int i = 0; i < 5_000; i++)
        {
            VenueFill fill = Fill(i, 1_000_000 + random.Next(-500, 500), 1 + (long)Math.Exp(random.NextDouble() * 12));
            Assert.Equal(one.Judge(in fill), two.Judge(in fill));
        }
    }

    [Fact]
    public void HashDecision_OfAHostThatBeganLater_IsTheSame()
    {
        FillSampler early = Sampler();
        FillSampler late = Sampler();
        for (int i = 0; i < 1_000; i++)
        {
            VenueFill fill = Usual(i);
            FillVerdict verdict = early.Judge(in fill);
            if (i >= 500) Assert.Equal(verdict.Outcome, late.Judge(in fill).Outcome);
        }
    }

    [Fact]
    public void ProbabilityOne_KeepsAllWithWeightOne()
    {
        FillSampler sampler = Sampler(new FillSamplerOptions { KeepProbabilityRatio = 1 });
        for (int i = 0; i < 10_000; i++) Assert.Equal((FillOutcome.Sampled, 1.0), (sampler.Judge(Usual(i)) is var v ? v.Outcome : default, v.SampleWeight));
    }

    [Fact]
    public void OwnFillsAndLargeLiquidations_AreAlwaysKeptWithWeightOne()
    {
        // 1,000,000 ticks are 100,000 USD: 100,000 lots are 1 BTC, exactly the limit, which is not over it.
        FillSampler sampler = Sampler(new FillSamplerOptions { KeepProbabilityRatio = 0.001, WarmupCount = 256 });
        int atLimit = 0;
        for (int i = 0; i < 200; i++)
        {
            Assert.Equal(new FillVerdict(FillOutcome.Own, 1, null), sampler.Judge(Fill(4 * i, isOwn: true)));
            sampler = Sampler(new FillSamplerOptions { KeepProbabilityRatio = 0.001, WarmupCount = 256 });
            Assert.Equal(new FillVerdict(FillOutcome.Liquidation, 1, null), sampler.Judge(Fill((4 * i) + 1, sizeLots: 100_001, isLiquidation: true)));
            if (sampler.Judge(Fill((4 * i) + 2, sizeLots: 100_000, isLiquidation: true)).IsKept) atLimit++;
            if (sampler.Judge(Fill((4 * i) + 3, sizeLots: 100_001)).IsKept) atLimit++;
        }

        Assert.InRange(atLimit, 0, 6); // 400 with one in a thousand: 0.4 expected
    }

    [Theory]
    [InlineData(1_000_000, 40_000)] // size 73 times the median
    [InlineData(1_000_000, 1)] // 550 times below it
    [InlineData(1_002_000, 500)] // price 20 bps above the median
    [InlineData(998_000, 500)]
    public void Planted_AfterWarmUp_IsAnAnomaly(long priceTicks, long sizeLots)
    {
        FillSampler sampler = Sampler();
        for (int i = 0; i < 300; i++) Assert.Equal(i < 64 ? null : false, sampler.Judge(Usual(i)).IsAnomaly);
        Assert.Equal(new FillVerdict(FillOutcome.Anomaly, 1, true), sampler.Judge(Fill(300, priceTicks, sizeLots)));
        Assert.False(sampler.Judge(Usual(301)).IsAnomaly);
        Assert.False(sampler.Judge(new VenueFill(1, 1, Usual(302).VenueTime, 1, 1, TradeSide.Sell)).IsAnomaly ?? false); // each symbol has its own usual
    }

    [Fact]
    public void Planted_BeforeWarmUp_IsSampledLikeTheRest()
    {
        FillSampler sampler = Sampler();
        for (int i = 0; i < 63; i++) sampler.Judge(Usual(i));
        FillVerdict verdict = sampler.Judge(Fill(63, 1_500_000, 1_000_000));
        Assert.Null(verdict.IsAnomaly);
        Assert.Equal(2, verdict.SampleWeight);
    }

    [Fact]
    public void FillsAllAlike_HaveNoMad_AndTheFloorDecides()
    {
        FillSampler sampler = Sampler();
        for (int i = 0; i < 300; i++) sampler.Judge(Fill(i));
        Assert.False(sampler.Judge(Fill(300, sizeLots: 2_000)).IsAnomaly); // twice the size: within the floor
        Assert.True(sampler.Judge(Fill(301, sizeLots: 2_001)).IsAnomaly);
        Assert.True(sampler.Judge(Fill(302, sizeLots: 499)).IsAnomaly);
        Assert.False(sampler.Judge(Fill(303, priceTicks: 1_000_999)).IsAnomaly); // 10 bps are 1,000 ticks
        Assert.True(sampler.Judge(Fill(304, priceTicks: 1_001_001)).IsAnomaly);
    }

    [Fact]
    public void LongSilence_BeginsAnew()
    {
        FillSampler sampler = Sampler();
        for (int i = 0; i < 300; i++) sampler.Judge(Usual(i));
        Assert.False(sampler.Judge(Usual(299 + 3_600_000)).IsAnomaly); // an hour to the millisecond is not longer than an hour
        Assert.Null(sampler.Judge(Usual(299 + (2 * 3_600_000) + 1)).IsAnomaly);
    }

    [Fact]
    public void Judge_AllocatesNothing()
    {
        FillSampler sampler = Sampler();
        for (int i = 0; i < 1_000; i++) sampler.Judge(Usual(i));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 1_000; i < 20_000; i++) sampler.Judge(Fill(i, 1_000_000 + (i % 977), 1 + (i * 31 % 4099), i % 50 == 0, i % 70 == 0));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Options_OutOfRange_AreRefusedByName()
    {
        (string Name, FillSamplerOptions Options)[] bad =
        [
            (nameof(FillSamplerOptions.KeepProbabilityRatio), new() { KeepProbabilityRatio = 0 }),
            (nameof(FillSamplerOptions.KeepProbabilityRatio), new() { KeepProbabilityRatio = double.NaN }),
            (nameof(FillSamplerOptions.KeepProbabilityRatio), new() { KeepProbabilityRatio = 1.01 }),
            (nameof(FillSamplerOptions.WindowCount), new() { WindowCount = 513 }),
            (nameof(FillSamplerOptions.WarmupCount), new() { WarmupCount = 257 }),
            (nameof(FillSamplerOptions.AnomalyMadRatio), new() { AnomalyMadRatio = 0 }),
            (nameof(FillSamplerOptions.SizeFloorRatio), new() { SizeFloorRatio = 0.5 }),
            (nameof(FillSamplerOptions.PriceFloorBps), new() { PriceFloorBps = -1 }),
            (nameof(FillSamplerOptions.LiquidationUsd), new() { LiquidationUsd = -1 }),
            (nameof(FillSamplerOptions.SilenceS), new() { SilenceS = 0 }),
        ];
        Assert.All(bad, b => Assert.Equal(b.Name, Assert.Throws<ArgumentOutOfRangeException>(() => Sampler(b.Options)).ParamName));
    }
}
