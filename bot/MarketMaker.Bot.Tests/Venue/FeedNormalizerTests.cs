using System.Text;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Hyperliquid;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Tests.Venue;

public sealed class FeedNormalizerTests
{
    private const string Subscribed = """{"channel":"subscriptionResponse","data":{"method":"subscribe"}}""";
    private const string Candle = """{"channel":"candle","data":{}}""";

    private readonly RecordingSink _sink = new();
    private readonly FeedNormalizer _normalizer;

    public FeedNormalizerTests() =>
        _normalizer = new FeedNormalizer(new SymbolTable([PerpUniverse.Find("BTC")!, PerpUniverse.Find("ETH")!]), _sink);

    [Fact]
    public void OnLine_CrossedOrLockedBook_IsCountedAndNotHandedOn()
    {
        Give(Lines.Book(0, -400), Lines.Bbo(10, -300, "100002", "100001"), Lines.Book(20, -200, "100001", "100001"), Lines.Bbo(30, -100));
        Assert.Equal([0L, 30_000L], _sink.Events.Select(e => e.ReceiveTime.Value - (Lines.StartMs * 1000)));
        Assert.Equal(1, Ingest("bbo").CrossedBookCount);
        Assert.Equal(1, Ingest("l2Book").CrossedBookCount);
        Assert.Equal(1, Ingest("bbo").Dropped);
    }

    [Fact]
    public void OnLine_EmptySide_IsCountedAndNotHandedOn()
    {
        Give(Lines.Book(0, -400), Lines.Bbo(10, -300, bid: ""), Lines.Book(20, -200, ask: ""));
        Assert.Single(_sink.Events);
        Assert.Equal(1, Ingest("bbo").EmptyBookCount);
        Assert.Equal(1, Ingest("l2Book").EmptyBookCount);
    }

    [Fact]
    public void OnLine_TradeSeenBefore_IsCountedOnce()
    {
        Give(Lines.Trades(0, (-400, 7), (-400, 8)), Lines.Trades(100, (-400, 8), (-300, 9)), Lines.Trades(200, (-300, 7)));
        // The same id at another time is another trade: the venue's id is unique only together with the time.
        Assert.Equal([7L, 8L, 9L, 7L], _sink.Events.Select(e => e.Trade.TradeId));
        Assert.Equal(1, Ingest("trades").DuplicateTradeCount);
        Assert.Equal(4, Ingest("trades").MessageCount);
    }

    [Fact]
    public void OnLine_LateTrade_IsCountedAndNotHandedOn()
    {
        Give(Lines.Trades(0, (-60_000, 1), (-5_001, 2), (-5_000, 3)));
        Assert.Equal([3L], _sink.Events.Select(e => e.Trade.TradeId));
        Assert.Equal(2, Ingest("trades").LateTradeCount);
    }

    [Fact]
    public void OnLine_LateBook_IsCountedAndHandedOn()
    {
        Give(Lines.Bbo(0, -2_000), Lines.Bbo(1_000, -1_001), Lines.Book(3_000, 900), Lines.Book(4_000, 3_900));
        Assert.Equal(4, _sink.Events.Count);
        _normalizer.Complete();
        Assert.Equal([("l2Book", 1L, 0L), ("bbo", 1L, 0L)], _sink.Ingests.Select(i => (i.Feed!, i.LateBookCount!.Value, i.Dropped!.Value)));
    }

    [Fact]
    public void OnLine_OlderThanTheFeedGaveBefore_IsCounted()
    {
        Give(Lines.Bbo(0, -400), Lines.Book(10, -500), Lines.Bbo(20, -401), Lines.Bbo(30, -400), Lines.Trades(40, (-300, 1)), Lines.Trades(50, (-301, 2)));
        Assert.Equal([MarketEventKind.Bbo, MarketEventKind.BookSnapshot, MarketEventKind.Bbo, MarketEventKind.Trade], _sink.Events.Select(e => e.Kind));
        Assert.Equal(1, Ingest("bbo").TimeBackwardsCount);
        Assert.Equal(1, Ingest("trades").TimeBackwardsCount);
        Assert.Equal(0, Ingest("l2Book").TimeBackwardsCount);
    }

    [Fact]
    public void OnLine_PushWithNewestTradeFirst_HandsOnAll()
    {
        Give(Lines.Trades(0, (-100, 3), (-200, 2), (-300, 1)));
        Assert.Equal(3, _sink.Events.Count);
    }

    [Fact]
    public void OnLine_ReceiveTimeBackwards_IsCounted()
    {
        Give(Lines.Bbo(100, -400), Lines.Bbo(50, -300));
        Assert.Single(_sink.Events);
        Assert.Equal(1, Ingest("bbo").TimeBackwardsCount);
    }

    [Fact]
    public void OnLine_MalformedAndUnknown_AreCountedUnderTheTape()
    {
        Give(
            Lines.Bbo(0, -400),
            Encoding.UTF8.GetBytes("{\"recv_ms\":17"),
            Lines.Bbo(10, -300, "100000.05"),
            Lines.Bbo(20, -200, coin: "DOGE"),
            Lines.Line(30, """{"channel":"candle","data":{}}"""),
            Lines.Line(40, """{"channel":"pong"}"""));
        MarketIngest tape = Ingest("tape");
        Assert.Equal(2, tape.MalformedCount);
        Assert.Equal(2, tape.UnknownChannelCount);
        Assert.Equal(4, tape.Dropped);
        Assert.Null(tape.Envelope.Symbol);
        Assert.Equal(new FeedTotals { Lines = 6, Messages = 6, Passed = 1, Refused = 4, Control = 1 }, _normalizer.Totals);
    }

    [Fact]
    public void OnLine_ImpossibleReceiveTime_DoesNotStopTheFeed()
    {
        double yearMs = 365 * 86_400_000.0;
        Give(Lines.Bbo(0, -400), Lines.Bbo(yearMs, -300), Lines.Bbo(20, 60_000), Lines.Line(2 * yearMs, """{"channel":"pong"}"""), Lines.Bbo(30, -200));
        Assert.Equal(2, _sink.Events.Count);
        Assert.Equal(2, Ingest("tape").MalformedCount);
        Assert.Equal(1, _normalizer.Totals.Control);
    }

    [Fact]
    public void OnLine_FirstReceiveTimeImpossible_DoesNotStopTheFeed()
    {
        Give(Lines.Bbo(7_200_000, -400), Lines.Bbo(10, -300), Lines.Bbo(20, -200));
        Assert.Equal(2, _sink.Events.Count);
        Assert.Equal(1, Ingest("tape").MalformedCount);
    }

    [Fact]
    public void OnLine_TapeResumesDaysLater_GoesOn()
    {
        long weekMs = 7 * 86_400_000L;
        Give(Lines.Book(0, -400), Lines.Book(weekMs, weekMs - 400));
        Assert.Equal(2, _sink.Events.Count);
        Assert.Equal(1, _normalizer.Totals.Reconnects);
    }

    [Fact]
    public void OnLine_SlowFeedResumesAfterAnOutage_IsBelievedAfterSixteenLines()
    {
        // Every push is 12 s old: no great step while it flows, but neither near the venue's time after an outage of a minute.
        for (int i = 0; i < 5; i++) Give(Lines.Book(i * 500, (i * 500) - 12_000));
        for (int i = 0; i < 20; i++) Give(Lines.Book(60_000 + (i * 500), 48_000 + (i * 500)));
        Assert.Equal(5 + 4, _sink.Events.Count);
        Assert.Equal(16, Ingest("tape").MalformedCount);
    }

    [Fact]
    public void OnLine_ConnectionSilent_IsAReconnectAndTheNextBookAResync()
    {
        Give(
            Lines.Book(0, -400), Lines.Bbo(100, -300), Lines.Trades(200, (-100, 1)),
            Lines.Bbo(8_100, 7_700), Lines.Book(8_200, 7_800), Lines.Bbo(8_300, 7_900));
        Assert.Equal(1, _normalizer.Totals.Reconnects);
        Assert.Equal(8_000, Ingest("bbo").GapMs);
        Assert.True(Ingest("bbo").Reconnect);
        Assert.False(Ingest("bbo").Resync);
        Assert.Equal(8_200, Ingest("l2Book").GapMs);
        Assert.True(Ingest("l2Book").Reconnect);
        Assert.True(Ingest("l2Book").Resync);
        Assert.Null(Ingest("trades").GapMs);
        Assert.False(Ingest("trades").Reconnect);
    }

    [Fact]
    public void OnLine_OneFeedQuietWhileOthersSpeak_IsAGapAndNoReconnect()
    {
        Give(Lines.Trades(0, (-100, 1)));
        for (int i = 1; i <= 20; i++) Give(Lines.Book(i * 500, (i * 500) - 400));
        Give(Lines.Trades(10_100, (10_000, 2)));
        Assert.Equal(0, _normalizer.Totals.Reconnects);
        Assert.Equal(10_100, Ingest("trades").GapMs);
        Assert.False(Ingest("trades").Reconnect);
    }

    [Fact]
    public void OnLine_MinuteOver_EmitsOneEventPerActiveFeedBeforeTheNextMessage()
    {
        Give(Lines.Bbo(0, -400), Lines.Book(59_000, 58_600, "100000", "100002"), Lines.Bbo(60_000, 59_900), Lines.Bbo(190_000, 189_900));
        Assert.Equal(["l2Book", "bbo", "bbo"], _sink.Ingests.Select(i => i.Feed));
        Assert.Equal([60_000L, 60_000L, 120_000L], _sink.Ingests.Select(i => (i.Envelope.Time.Value / 1000) - Lines.StartMs));
        Assert.Equal([1L, 2L, 3L], _sink.Ingests.Select(i => i.Envelope.Seq));
        _normalizer.Complete();
        Assert.Equal(new UtcMicros((Lines.StartMs + 190_000) * 1000), _sink.Ingests[^1].Envelope.Time);

        MarketIngest book = _sink.Ingests[0];
        Assert.Equal(("hyperliquid", "BTC"), (book.Envelope.Venue, book.Envelope.Symbol));
        Assert.Equal(100_001m, book.MidPrice);
        // Spread 2 over mid 100001, in basis points.
        Assert.Equal(2 / 100_001.0 * 10_000, book.SpreadBps!.Value, 9);
    }

    [Fact]
    public void OnLine_HousekeepingBeforeTheFirstData_IsCountedAsWhatItIs()
    {
        Give(Lines.Line(0, Subscribed), Lines.Line(10, Candle), Lines.Bbo(20, -400));
        Assert.Equal(new FeedTotals { Lines = 3, Messages = 3, Passed = 1, Refused = 1, Control = 1 }, _normalizer.Totals);
        Assert.Equal(1, Ingest("tape").UnknownChannelCount);
    }

    [Fact]
    public void OnLine_HousekeepingAfterAnOutage_IsCountedAsWhatItIsAndLeavesTheClock()
    {
        Give(Lines.Bbo(0, -400), Lines.Line(18_000, Subscribed), Lines.Line(18_100, Candle));
        Assert.Equal(new FeedTotals { Lines = 3, Messages = 3, Passed = 1, Refused = 1, Control = 1 }, _normalizer.Totals);
        Assert.Equal(new UtcMicros(Lines.StartMs * 1000), _normalizer.Now);
        Assert.Equal(1, Ingest("tape").UnknownChannelCount);
    }

    [Fact]
    public void OnLine_HousekeepingOutOfOrder_IsCountedAsWhatItIsAndLeavesTheClock()
    {
        Give(Lines.Bbo(100, -400), Lines.Line(50, Subscribed), Lines.Line(50, Candle));
        Assert.Equal(new FeedTotals { Lines = 3, Messages = 3, Passed = 1, Refused = 1, Control = 1 }, _normalizer.Totals);
        Assert.Equal(new UtcMicros((Lines.StartMs + 100) * 1000), _normalizer.Now);
        Assert.Equal((1, 0), (Ingest("tape").UnknownChannelCount, Ingest("tape").TimeBackwardsCount));
    }

    [Fact]
    public void OnLine_ReceiveTimeBackwardsForTwoTrades_CountsBothUnderTheirFeeds()
    {
        Give(Lines.Trades(100, (-300, 1)), Lines.Trades(50, (-200, 2), (-200, 3)));
        Assert.Equal(new FeedTotals { Lines = 2, Messages = 3, Passed = 1, Refused = 2 }, _normalizer.Totals);
        Assert.Equal(2, Ingest("trades").TimeBackwardsCount);
    }

    [Fact]
    public void OnLine_ReceiveTimeBackwardsForAnUnknownSymbolFirst_CountsEachUnderItsKind()
    {
        Give(Lines.Bbo(100, -400), Lines.Line(50, $$"""{"channel":"trades","data":[{{Trade("DOGE", 1)}},{{Trade("ETH", 2)}}]}"""));
        Assert.Equal(new FeedTotals { Lines = 2, Messages = 3, Passed = 1, Refused = 2 }, _normalizer.Totals);
        Assert.Equal(1, Ingest("tape").UnknownChannelCount);
        Assert.Equal(1, Ingest("trades").TimeBackwardsCount);
    }

    [Fact]
    public void OnLine_ImpossibleReceiveTimeOfTwoTrades_CountsBoth()
    {
        Give(Lines.Bbo(0, -400), Lines.Trades(86_400_000, (-200, 2), (-200, 3)));
        Assert.Equal(new FeedTotals { Lines = 2, Messages = 3, Passed = 1, Refused = 2 }, _normalizer.Totals);
        Assert.Equal(2, Ingest("tape").MalformedCount);
    }

    // A venue's clock may run ahead of ours by up to 5 s; one message that does must not make the next ones "older".
    [Fact]
    public void OnLine_TradeAheadOfOurClock_DoesNotMakeTheNextOnesOld()
    {
        Give(Lines.Trades(0, (4_900, 1)), Lines.Trades(100, (50, 2)), Lines.Trades(200, (150, 3)), Lines.Trades(300, (149, 4)));
        Assert.Equal([1L, 2L, 3L], _sink.Events.Select(e => e.Trade.TradeId));
        Assert.Equal(1, Ingest("trades").TimeBackwardsCount);
    }

    [Fact]
    public void OnLine_BookAheadOfOurClock_DoesNotMakeTheNextOnesOld()
    {
        Give(Lines.Bbo(0, 4_900), Lines.Bbo(100, 50), Lines.Bbo(200, 150), Lines.Bbo(300, 149));
        Assert.Equal(3, _sink.Events.Count);
        Assert.Equal(1, Ingest("bbo").TimeBackwardsCount);
    }

    [Fact]
    public void OnLine_FundingNull_IsMalformedAndNotARateOfZero()
    {
        Give(Lines.Bbo(0, -400), Lines.Line(10, """{"channel":"activeAssetCtx","data":{"coin":"BTC","ctx":{"funding":null,"openInterest":"1","oraclePx":"100000"}}}"""));
        Assert.Single(_sink.Events);
        Assert.Equal(1, Ingest("tape").MalformedCount);
    }

    private static string Trade(string coin, long id) =>
        $$"""{"coin":"{{coin}}","side":"B","px":"2000","sz":"1","time":{{Lines.StartMs - 200}},"tid":{{id}}}""";

    private void Give(params byte[][] lines)
    {
        foreach (byte[] line in lines) _normalizer.OnLine(line);
    }

    private MarketIngest Ingest(string feed)
    {
        _normalizer.Complete();
        return _sink.Ingests.Single(i => i.Feed == feed);
    }
}
