using System.Text;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Venue.Binance;
using MarketMaker.Venue.Hyperliquid;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Tests.Venue;

public sealed class FeedFuzzTests
{
    private static readonly SymbolTable Symbols = new([PerpUniverse.Find("BTC")!, PerpUniverse.Find("ETH")!, LeaderUniverse.LeaderOf("BTC")!]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void OnLine_RandomBytes_AreAllMalformed(int seed)
    {
        var random = new Random(seed);
        var sink = new RecordingSink();
        var normalizer = new FeedNormalizer(Symbols, sink);
        for (int i = 0; i < 2_000; i++)
        {
            var line = new byte[random.Next(0, 200)];
            random.NextBytes(line);
            normalizer.OnLine(line);
        }

        normalizer.Complete();
        Assert.Equal(new FeedTotals { Lines = 2_000, Messages = 2_000, Refused = 2_000 }, normalizer.Totals);
        Assert.Equal(2_000, sink.Ingests.Sum(i => i.MalformedCount));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void OnLine_MutatedLines_NeverThrowAndAreAllAccountedFor(int seed)
    {
        var random = new Random(seed);
        var sink = new SoundnessSink();
        var normalizer = new FeedNormalizer(Symbols, sink);
        const int lines = 10_000;
        for (int i = 0; i < lines; i++) normalizer.OnLine(Mutate(Sound(i, random), random));
        normalizer.Complete();

        FeedTotals totals = normalizer.Totals;
        Assert.Equal(lines, totals.Lines);
        Assert.Equal(totals.Messages, totals.Passed + totals.Refused + totals.Control);
        Assert.Equal(totals.Passed, sink.EventCount);
        Assert.Equal(totals.Passed, sink.Messages);
        Assert.Equal(totals.Refused, sink.Dropped);
        Assert.Equal(totals.Refused, sink.Kinds);
        // Nine in ten are whole: the damaged ones must not take the sound ones with them.
        Assert.True(totals.Passed > lines * 9 / 10, $"{totals}");
    }

    private static byte[] Sound(int i, Random random)
    {
        long venueMs = i * 50L;
        double receiveMs = venueMs + 400.125;
        return (i % 4) switch
        {
            0 => Lines.Bbo(receiveMs, venueMs),
            1 => Lines.Book(receiveMs, venueMs, coin: random.Next(2) == 0 ? "BTC" : "ETH", bid: "4000.1", ask: "4000.2"),
            2 => Lines.Trades(receiveMs, (venueMs, (i * 2) + 1), (venueMs, (i * 2) + 2)),
            _ => Lines.Line(
                receiveMs,
                $$"""{"stream":"btcusdt@bookTicker","data":{"u":{{i}},"s":"BTCUSDT","b":"100000.01","B":"1.00000000","a":"100000.02","A":"2.00000000"} }""",
                "binance"),
        };
    }

    private static byte[] Mutate(byte[] line, Random random)
    {
        switch (random.Next(50))
        {
            case 0:
                return line[..random.Next(line.Length)];
            case 1:
                line[random.Next(line.Length)] = (byte)random.Next(256);
                return line;
            case 2:
                int digit = Array.FindIndex(line, random.Next(line.Length), b => b is >= (byte)'0' and <= (byte)'9');
                if (digit >= 0) line[digit] = (byte)('0' + random.Next(10));
                return line;
            case 3:
                int from = random.Next(line.Length);
                int count = random.Next(line.Length - from);
                return [.. line[..from], .. line.AsSpan(from, count), .. line.AsSpan(from, count), .. line[(from + count)..]];
            case 4:
                return Encoding.UTF8.GetBytes(new string('[', random.Next(200)) + Encoding.UTF8.GetString(line));
            default:
                return line;
        }
    }

    /// <summary>What reaches the strategy must be sound whatever came in.</summary>
    private sealed class SoundnessSink : IMarketSink
    {
        private long _lastReceiveUs;

        public long EventCount { get; private set; }

        public long Messages { get; private set; }

        public long Dropped { get; private set; }

        public long Kinds { get; private set; }

        public void OnMarket(in MarketEvent market)
        {
            EventCount++;
            Assert.True(market.ReceiveTime.Value >= _lastReceiveUs);
            _lastReceiveUs = market.ReceiveTime.Value;
            Assert.InRange(market.InstrumentIndex, 0, 2);
            if (market.Kind == MarketEventKind.Trade) Assert.True(market.Trade.PriceTicks > 0 && market.Trade.SizeLots > 0);
            else if (market.Kind != MarketEventKind.AssetContext) Assert.True(market.Bids.Best.PriceTicks < market.Asks.Best.PriceTicks);
        }

        public void OnIngest(in MarketIngest ingest)
        {
            Messages += ingest.MessageCount!.Value;
            Dropped += ingest.Dropped!.Value;
            Kinds += (ingest.MalformedCount + ingest.UnknownChannelCount + ingest.CrossedBookCount + ingest.EmptyBookCount
                + ingest.DuplicateTradeCount + ingest.LateTradeCount + ingest.TimeBackwardsCount)!.Value;
        }
    }
}
