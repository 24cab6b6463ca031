using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Strategy.Book;

namespace MarketMaker.Bot.Tests.Strategy;

public sealed class BookTests
{
    private readonly InstrumentBook _book = new(StrategyBench.Instrument);

    [Fact]
    public void Apply_AnOlderTopThatComesLater_KeepsTheNewerButProvesTheFeedAlive()
    {
        Apply(MarketEventKind.Bbo, venueMs: 100, receiveMs: 150, (999, 5), (1001, 6));
        Apply(MarketEventKind.BookSnapshot, venueMs: 90, receiveMs: 200, (990, 1), (1010, 1));

        Assert.Equal(new Level(999, 5), _book.BestBid);
        Assert.Equal(100.0m, _book.Mid);
        Assert.Equal(20.0, _book.SpreadBps, 9); // (100.1 − 99.9)/100
        Assert.Equal(50, _book.AgeMs(nowMonoNs: 250_000_000));
        Assert.Equal(0.99, _book.ThinnerDepthUsd(5), 9); // the snapshot's: one lot of 0.01 at 99.0
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
