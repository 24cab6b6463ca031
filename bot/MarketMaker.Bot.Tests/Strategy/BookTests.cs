using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Strategy.Book;

namespace MarketMaker.Bot.Tests.Strategy;

public sealed class BookTests
{
    private readonly InstrumentBook _book = new(StrategyBench.Instrument, new ClockOffset(windowS: 100, maxOffsetMs: 1000));

    [Fact]
    public void Apply_AnOlderTopThatComesLater_KeepsTheNewerAndItsAge()
    {
        Apply(MarketEventKind.Bbo, venueMs: 100, receiveMs: 150, (999, 5), (1001, 6));
        Apply(MarketEventKind.BookSnapshot, venueMs: 90, receiveMs: 200, (990, 1), (1010, 1));

        Assert.Equal(new Level(999, 5), _book.BestBid);
        Assert.Equal(100.0m, _book.Mid);
        Assert.Equal(20.0, _book.SpreadBps, 9); // (100.1 − 99.9)/100
        Assert.Equal(100, _book.AgeMs(nowMonoNs: 250_000_000)); // received at 150, 50 after the venue's time: the clocks' offset
        Assert.Equal(0.99, _book.ThinnerDepthUsd(5), 9); // the snapshot's: one lot of 0.01 at 99.0
        Assert.Equal(110, _book.DepthAgeMs(nowMonoNs: 250_000_000)); // received at 200, 110 after its venue time, of which 60 beyond the offset
    }

    [Fact]
    public void Age_BeforeAnything_IsNotKnown()
    {
        Assert.Equal((double.NaN, double.NaN), (_book.AgeMs(1), _book.DepthAgeMs(1)));
        Apply(MarketEventKind.Bbo, 100, 150, (999, 5), (1001, 6));
        Assert.Equal((0, double.NaN), (_book.AgeMs(150_000_000), _book.DepthAgeMs(150_000_000)));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(-4000)] // our clock is behind the venue's
    [InlineData(1000)]
    public void Age_ClocksThatDifferByAConstant_IsTheTimeSinceReceipt(long offsetMs)
    {
        for (long t = 10_000; t < 200_000; t += 500) Apply(MarketEventKind.Bbo, t, t + offsetMs, (999, 5), (1001, 6));
        Assert.Equal(700, _book.AgeMs((199_500 + offsetMs + 700) * 1_000_000));
    }

    [Fact]
    public void Age_DelayThatGrows_Counts()
    {
        Apply(MarketEventKind.Bbo, 10_000, 10_400, (999, 5), (1001, 6));
        Apply(MarketEventKind.Bbo, 11_000, 11_900, (999, 5), (1001, 6)); // 900 under way, 500 of it waiting
        Assert.Equal(500, _book.AgeMs(11_900_000_000));
        Apply(MarketEventKind.Bbo, 12_000, 14_400, (999, 5), (1001, 6));
        Assert.Equal(2100, _book.AgeMs(14_500_000_000)); // 2,000 waiting, 100 since
    }

    [Fact]
    public void Age_LateFromTheFirstMessageOn_IsNoDifferenceOfClocks()
    {
        for (long t = 10_000; t < 60_000; t += 500) Apply(MarketEventKind.Bbo, t, t + 30_000, (999, 5), (1001, 6));
        Assert.Equal(29_000, _book.AgeMs((59_500 + 30_000) * 1_000_000L)); // 30 s less the 1 s that clocks may differ
    }

    [Fact]
    public void Offset_OfTheWindow_ForgetsAndStandsOneTimeFromTheFuture()
    {
        var offset = new ClockOffset(windowS: 100, maxOffsetMs: 1000);
        for (long t = 1_000; t <= 41_000; t += 1_000) Assert.Equal(0, Waited(t, 400));
        Assert.Equal(0, Waited(41_500, -3_000)); // the least of its stretch only
        Assert.Equal(100, Waited(42_000, 500));
        for (long t = 50_000; t <= 150_000; t += 1_000) Waited(t, 600);
        Assert.Equal(50, Waited(151_000, 650)); // of the stretches from 60 s on none saw less than 600

        double Waited(long receiveMs, long delayMs) => offset.WaitedMs(UtcMicros.FromUnixMs(receiveMs - delayMs), UtcMicros.FromUnixMs(receiveMs));
    }

    [Theory]
    [InlineData(1001, 1000, BookState.Crossed)]
    [InlineData(1000, 1000, BookState.Crossed)]
    [InlineData(999, 1000, BookState.Sound)]
    public void Apply_ATop_SaysItsState(long bid, long ask, BookState expected)
    {
        Assert.Equal(BookState.Unknown, _book.State);
        Apply(MarketEventKind.Bbo, 100, 100, (bid, 1), (ask, 1));
        Assert.Equal(expected, _book.State);
        Assert.Equal(expected == BookState.Sound, _book.Mid is not null);
    }

    [Fact]
    public void Apply_AMissingSide_IsAStateWithoutAMid()
    {
        Apply(MarketEventKind.Bbo, 100, 100, (999, 1), null);
        Assert.Equal((BookState.Empty, (decimal?)null), (_book.State, _book.Mid));
        Assert.Equal(double.NaN, _book.SpreadBps);
    }

    [Fact]
    public void MidHistory_BeforeATime_IsTheLastStrictlyEarlier()
    {
        var mids = new MidHistory();
        mids.Add(new UtcMicros(100), 20);
        mids.Add(new UtcMicros(200), 22);
        mids.Add(new UtcMicros(150), 99); // goes back: left out
        Assert.Equal((0, 20, 20, 22), (Before(100), Before(101), Before(200), Before(201)));

        for (int i = 0; i < 2000; i++) mids.Add(new UtcMicros(1000 + i), i);
        Assert.Equal(1998, Before(1000 + 1999));
        Assert.Equal(0, Before(300)); // forgotten, not guessed

        long Before(long us) => mids.TwiceMidTicksBefore(new UtcMicros(us));
    }

    private void Apply(MarketEventKind kind, long venueMs, long receiveMs, (long Price, long Size)? bid, (long Price, long Size)? ask)
    {
        var market = new MarketEvent { Kind = kind, VenueTime = UtcMicros.FromUnixMs(venueMs), ReceiveTime = UtcMicros.FromUnixMs(receiveMs), MonoNs = receiveMs * 1_000_000 };
        if (bid is { } b) market.Bids.TryAdd(new Level(b.Price, b.Size));
        if (ask is { } a) market.Asks.TryAdd(new Level(a.Price, a.Size));
        _book.Apply(in market);
    }
}
