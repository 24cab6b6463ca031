using System.Text;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Binance;
using MarketMaker.Venue.Hyperliquid;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Tests.Venue;

/// <summary>Pushes of a live socket: their receive time is our own clock, which no damaged digit can change.</summary>
public sealed class LivePushTests
{
    private readonly RecordingSink _sink = new();
    private readonly FeedNormalizer _normalizer;

    public LivePushTests() =>
        _normalizer = new FeedNormalizer(new SymbolTable([PerpUniverse.Find("BTC")!, LeaderUniverse.LeaderOf("BTC")!]), _sink);

    [Fact]
    public void OnPush_LeaderAfterAnOutage_IsHandedOn()
    {
        GiveLeader(0, 1);
        for (int i = 1; i < 20; i++) GiveLeader(11_000 + (i * 1000), i + 1);
        Assert.Equal((20, 0L), (_sink.Events.Count, _normalizer.Totals.Refused));
        Assert.Equal(1, _normalizer.Totals.Reconnects);
    }

    [Fact]
    public void OnPush_HousekeepingFirstAndAfterAnOutage_MovesTheClock()
    {
        Give(0, """{"channel":"subscriptionResponse","data":{"method":"subscribe"}}""");
        Give(60_000, """{"channel":"pong"}""");
        Assert.Equal(UtcMicros.FromUnixMs(Lines.StartMs + 60_000), _normalizer.Now);
        Assert.Equal(2, _normalizer.Totals.Control);
    }

    [Fact]
    public void OnPush_BookOlderThanTheStepAfterAnOutage_IsHandedOn()
    {
        Give(0, Bbo(-12_000));
        Give(60_000, Bbo(48_000));
        Assert.Equal(2, _sink.Events.Count);
    }

    [Fact]
    public void OnPush_VenueTimeFarAhead_IsMalformedAndStopsNothing()
    {
        Give(0, Bbo(-400));
        Give(100, Bbo(5_101));
        Give(200, Bbo(-200));
        Assert.Equal(2, _sink.Events.Count);
        _normalizer.Complete();
        MarketIngest tape = _sink.Ingests.Single(i => i.Feed == "tape");
        Assert.Equal(1, tape.MalformedCount);
    }

    private static string Bbo(long venueMs) =>
        $$"""{"channel":"bbo","data":{"coin":"BTC","time":{{Lines.StartMs + venueMs}},"bbo":[{"px":"100000","sz":"1"},{"px":"100001","sz":"1"}] } }""";

    private void Give(long receiveMs, string push) =>
        _normalizer.OnPush(VenueName.Hyperliquid, Encoding.UTF8.GetBytes(push), UtcMicros.FromUnixMs(Lines.StartMs + receiveMs));

    private void GiveLeader(long receiveMs, long number) => _normalizer.OnPush(
        VenueName.Binance,
        Encoding.UTF8.GetBytes($$"""{"stream":"btcusdt@bookTicker","data":{"u":{{number}},"s":"BTCUSDT","b":"100000.00","B":"1.0","a":"100000.01","A":"1.0"} }"""),
        UtcMicros.FromUnixMs(Lines.StartMs + receiveMs));
}
