using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Venue.Hyperliquid;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Tests.Venue;

/// <summary>A tape written by hand with one or more of every kind of bad input; the numbers below are counted by hand in it.</summary>
public sealed class HostileTapeTests
{
    private readonly RecordingSink _sink = new();

    [Fact]
    public void Run_EveryKindOfBadInput_IsCountedByKindAndNeverHandedOn()
    {
        var normalizer = new FeedNormalizer(new SymbolTable([PerpUniverse.Find("BTC")!]), _sink);
        using var reader = TapeReader.Open(SharedData.Fixture("hostile.jsonl"));
        new TapeReplay(reader, normalizer).Run();

        // 20 lines; the first trades push holds three trades and the second two, so 23 messages.
        Assert.Equal(new FeedTotals { Lines = 20, Messages = 23, Passed = 6, Refused = 15, Control = 2, Reconnects = 1 }, normalizer.Totals);
        Assert.Equal(
            [MarketEventKind.BookSnapshot, MarketEventKind.Trade, MarketEventKind.Bbo, MarketEventKind.Trade, MarketEventKind.Bbo, MarketEventKind.BookSnapshot],
            _sink.Events.Select(e => e.Kind));
        Assert.Equal([103L, 104L], _sink.Events.Where(e => e.Kind == MarketEventKind.Trade).Select(e => e.Trade.TradeId));

        Assert.Equal(4, Sum("tape", i => i.MalformedCount));
        Assert.Equal(2, Sum("tape", i => i.UnknownChannelCount));
        Assert.Equal(1, Sum("bbo", i => i.CrossedBookCount));
        Assert.Equal(1, Sum("l2Book", i => i.CrossedBookCount));
        Assert.Equal(1, Sum("bbo", i => i.EmptyBookCount));
        Assert.Equal(1, Sum("l2Book", i => i.EmptyBookCount));
        Assert.Equal(1, Sum("trades", i => i.DuplicateTradeCount));
        Assert.Equal(2, Sum("trades", i => i.LateTradeCount));
        Assert.Equal(1, Sum("trades", i => i.TimeBackwardsCount));
        Assert.Equal(1, Sum("bbo", i => i.TimeBackwardsCount));
    }

    private long Sum(string feed, Func<MarketIngest, long?> column) => _sink.Ingests.Where(i => i.Feed == feed).Sum(column) ?? 0;
}
