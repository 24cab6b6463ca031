using System.Text;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Binance;
using MarketMaker.Venue.Hyperliquid;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Tests.Venue;

public sealed class MessageParserTests
{
    private const int Btc = 0;
    private const int Leader = 2;

    private readonly SymbolTable _symbols = new([PerpUniverse.Find("BTC")!, PerpUniverse.Find("SOL")!, LeaderUniverse.LeaderOf("BTC")!]);
    private readonly ParsedMessage _message = new();

    [Fact]
    public void ParseLine_L2Book_GivesTicksAndLots()
    {
        // BTC: szDecimals 5, so a tick is 0.1 and a lot 0.00001.
        MessageStatus status = Parse("""
            {"recv_ms":1757015216673.878,"msg":{"channel":"l2Book","data":{"coin":"BTC","time":1757015216253,"levels":[
            [{"px":"109755.0","sz":"3.24457"},{"px":"109754.5","sz":"1e-05"}],[{"px":"109756.0","sz":"15.17236"}]]}}}
            """);

        Assert.Equal(MessageStatus.Data, status);
        Assert.Equal(FeedChannel.L2Book, _message.Channel);
        Assert.Equal(MarketEventKind.BookSnapshot, _message.Event.Kind);
        Assert.Equal(Btc, _message.Event.InstrumentIndex);
        Assert.Equal(new UtcMicros(1_757_015_216_673_878), _message.Event.ReceiveTime);
        Assert.Equal(new UtcMicros(1_757_015_216_253_000), _message.Event.VenueTime);
        Assert.Equal(1_757_015_216_673_878_000, _message.Event.MonoNs);
        Assert.Equal(2, _message.Event.Bids.Count);
        Assert.Equal(new Level(1_097_550, 324_457), _message.Event.Bids[0]);
        Assert.Equal(new Level(1_097_545, 1), _message.Event.Bids[1]);
        Assert.Equal(1, _message.Event.Asks.Count);
        Assert.Equal(new Level(1_097_560, 1_517_236), _message.Event.Asks.Best);
    }

    [Fact]
    public void ParseLine_AnyOrderOfPropertiesAndOrderCounts_GivesTheSame()
    {
        MessageStatus status = Parse("""
            {"msg":{"data":{"levels":[[{"n":5,"sz":"2.5","px":"203.46"}],[{"sz":"0.01","n":1,"px":"203.47"}]],"time":1757015216253,"coin":"SOL"},
            "channel":"l2Book","extra":[1,{"a":null}]},"recv_ms":1757015216673}
            """);

        Assert.Equal(MessageStatus.Data, status);
        Assert.Equal(new Level(2_034_600, 250), _message.Event.Bids.Best);
        Assert.Equal(new Level(2_034_700, 1), _message.Event.Asks.Best);
        Assert.Equal(new UtcMicros(1_757_015_216_673_000), _message.Event.ReceiveTime);
    }

    [Fact]
    public void ParseLine_BboWithNullSide_LeavesItEmpty()
    {
        Assert.Equal(MessageStatus.Data, Parse(
            """{"recv_ms":1757015216673.878,"msg":{"channel":"bbo","data":{"coin":"BTC","time":1757015216253,"bbo":[null,{"px":"109756.0","sz":"1.0","n":3}]}}}"""));
        Assert.Equal(MarketEventKind.Bbo, _message.Event.Kind);
        Assert.Equal(0, _message.Event.Bids.Count);
        Assert.Equal(new Level(1_097_560, 100_000), _message.Event.Asks.Best);
    }

    [Fact]
    public void ParseLine_Trades_GivesEveryTradeInOrder()
    {
        Assert.Equal(MessageStatus.Data, Parse("""
            {"recv_ms":1757015216673.878,"msg":{"channel":"trades","data":[
            {"coin":"BTC","side":"B","px":"109743.0","sz":"1e-05","time":1757015211577,"tid":932625847039653,"hash":"0x00","users":["0xa","0xb"]},
            {"coin":"BTC","side":"A","px":"109742.0","sz":"0.02264","time":1757015212578,"tid":709632058076932}]}}
            """));
        Assert.Equal(2, _message.Trades.Length);
        Assert.Equal(new ParsedTrade(Btc, new(1_757_015_211_577_000), new PublicTrade(1_097_430, 1, TradeSide.Buy, 932_625_847_039_653)), _message.Trades[0]);
        Assert.Equal(new ParsedTrade(Btc, new(1_757_015_212_578_000), new PublicTrade(1_097_420, 2_264, TradeSide.Sell, 709_632_058_076_932)), _message.Trades[1]);
    }

    [Theory]
    [InlineData("""{"recv_ms":1757015216673,"venue":"binance","msg":{"stream":"btcusdt@bookTicker","data":{"u":400900217,"s":"BTCUSDT","b":"109750.01000000","B":"31.21000000","a":"109750.02000000","A":"40.66000000"}}}""", 1_757_015_216_673_000)]
    [InlineData("""{"recv_ms":1757015216673,"msg":{"data":{"u":400900217,"s":"BTCUSDT","b":"109750.01","B":"31.21","a":"109750.02","A":"40.66","T":1757015216500,"E":1757015216501},"stream":"btcusdt@bookTicker"},"venue":"binance"}""", 1_757_015_216_500_000)]
    public void ParseLine_LeaderBookTicker_GivesBbo(string line, long venueTimeUs)
    {
        Assert.Equal(MessageStatus.Data, Parse(line));
        Assert.Equal(MarketEventKind.Bbo, _message.Event.Kind);
        Assert.Equal(Leader, _message.Event.InstrumentIndex);
        Assert.Equal(400_900_217, _message.Event.VenueSequence);
        Assert.Equal(new Level(10_975_001, 3_121_000), _message.Event.Bids.Best);
        Assert.Equal(new Level(10_975_002, 4_066_000), _message.Event.Asks.Best);
        Assert.Equal(new UtcMicros(venueTimeUs), _message.Event.VenueTime);
    }

    [Fact]
    public void ParseLine_AssetContext_GivesEightHourRate()
    {
        Assert.Equal(MessageStatus.Data, Parse("""
            {"recv_ms":1757015216673,"msg":{"channel":"activeAssetCtx","data":{"coin":"BTC","ctx":{"funding":"0.0000125","openInterest":"27353.17682",
            "oraclePx":"77605.06","premium":"-0.0005","markPx":"77562.0","impactPxs":["1","2"],"midPx":null}}}}
            """));
        Assert.Equal(MarketEventKind.AssetContext, _message.Event.Kind);
        Assert.Equal(0.0001, _message.Event.FundingRate8h, 12);
        Assert.Equal(2_735_317_682, _message.Event.OpenInterestLots);
        Assert.Equal(776_050, _message.Event.OraclePriceTicks);
        Assert.Equal(-0.0005, _message.Event.PremiumRatio, 12);
        Assert.Equal(_message.Event.ReceiveTime, _message.Event.VenueTime);
    }

    [Theory]
    [InlineData("""{"recv_ms":1757015216673,"msg":{"channel":"pong"}}""", MessageStatus.Control)]
    [InlineData("""{"recv_ms":1757015216673,"msg":{"channel":"subscriptionResponse","data":{"method":"subscribe"}}}""", MessageStatus.Control)]
    [InlineData("""{"recv_ms":1757015216673,"venue":"binance","msg":{"result":null,"id":1}}""", MessageStatus.Control)]
    [InlineData("""{"recv_ms":1757015216673,"msg":{"channel":"candle","data":{"s":"BTC"}}}""", MessageStatus.Unknown)]
    [InlineData("""{"recv_ms":1757015216673,"msg":{"channel":"bbo","data":{"coin":"DOGE","time":1757015216253,"bbo":[null,null]}}}""", MessageStatus.Unknown)]
    [InlineData("""{"recv_ms":1757015216673,"venue":"kraken","msg":{"channel":"bbo"}}""", MessageStatus.Unknown)]
    [InlineData("""{"recv_ms":1757015216673,"venue":"binance","msg":{"stream":"btcusdt@depth","data":{}}}""", MessageStatus.Unknown)]
    [InlineData("", MessageStatus.Malformed)]
    [InlineData("null", MessageStatus.Malformed)]
    [InlineData("[]", MessageStatus.Malformed)]
    [InlineData("""{"recv_ms":1757015216673}""", MessageStatus.Malformed)]
    [InlineData("""{"recv_ms":"x","msg":{"channel":"pong"}}""", MessageStatus.Malformed)]
    [InlineData("""{"msg":{"channel":"pong"}}""", MessageStatus.Malformed)]
    [InlineData("""{"recv_ms":1757015216673,"msg":{"channel":"pong"}} trailing""", MessageStatus.Malformed)]
    [InlineData("""{"recv_ms":1757015216673,"msg":{"channel":"pong"}""", MessageStatus.Malformed)]
    [InlineData("""{"recv_ms":99999999999999,"msg":{"channel":"pong"}}""", MessageStatus.Malformed)]
    [InlineData("""{"recv_ms":1757015216673,"msg":{"channel":"bbo","data":{"coin":"BTC","time":1757015216253}}}""", MessageStatus.Malformed)]
    [InlineData("""{"recv_ms":1757015216673,"msg":{"channel":"bbo","data":{"coin":"BTC","time":1757015216253,"bbo":[{"px":"109755.05","sz":"1"},null]}}}""", MessageStatus.Malformed)]
    [InlineData("""{"recv_ms":1757015216673,"msg":{"channel":"bbo","data":{"coin":"BTC","time":1757015216253,"bbo":[{"px":"109755.0","sz":"0"},null]}}}""", MessageStatus.Malformed)]
    [InlineData("""{"recv_ms":1757015216673,"msg":{"channel":"bbo","data":{"coin":"BTC","time":1757015216253,"bbo":[{"px":"109755.0","sz":"1"},null,null]}}}""", MessageStatus.Malformed)]
    [InlineData("""{"recv_ms":1757015216673,"msg":{"channel":"l2Book","data":{"coin":"BTC","time":1757015216253,"levels":[[{"px":"2.0","sz":"1"},{"px":"2.0","sz":"1"}],[]]}}}""", MessageStatus.Malformed)]
    [InlineData("""{"recv_ms":1757015216673,"msg":{"channel":"trades","data":[]}}""", MessageStatus.Malformed)]
    [InlineData("""{"recv_ms":1757015216673,"msg":{"channel":"activeAssetCtx","data":{"coin":"BTC","ctx":{"funding":null,"openInterest":"1","oraclePx":"100000"}}}}""", MessageStatus.Malformed)]
    [InlineData("""{"recv_ms":1757015216673,"msg":{"channel":"trades","data":[{"coin":"BTC","side":"X","px":"1.0","sz":"1","time":1757015216253,"tid":1}]}}""", MessageStatus.Malformed)]
    [InlineData("""{"recv_ms":1757015216673,"msg":{"channel":"trades","data":[{"coin":"BTC","side":"A","px":"1.0","sz":"1","tid":1}]}}""", MessageStatus.Malformed)]
    public void ParseLine_NotMarketData_SaysWhy(string line, MessageStatus expected) => Assert.Equal(expected, Parse(line));

    [Fact]
    public void ParseLine_MoreThanTwentyLevels_KeepsTheBestTwenty()
    {
        string bids = string.Join(',', Enumerable.Range(0, 30).Select(i => $"{{\"px\":\"{2000 - i}\",\"sz\":\"1\"}}"));
        Assert.Equal(MessageStatus.Data, Parse(
            """{"recv_ms":1757015216673,"msg":{"channel":"l2Book","data":{"coin":"SOL","time":1757015216253,"levels":[[""" + bids + "],[]]}}}"));
        Assert.Equal(20, _message.Event.Bids.Count);
        Assert.Equal(new Level(19_810_000, 100), _message.Event.Bids[19]);
    }

    private MessageStatus Parse(string line) => MessageParser.ParseLine(Encoding.UTF8.GetBytes(line), _symbols, _message);
}
