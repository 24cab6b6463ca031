using System.Text.Json;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Tests.Venue;

public sealed class RealTapeTests
{
    [SharedDataFact]
    public void Replay_RecordedTape_AccountsForEveryPush()
    {
        IReadOnlyList<Instrument> instruments = TapeInstruments.Discover(SharedData.HyperliquidTape, 10_000);
        Assert.Equal(["BTC", "ETH", "SOL", "WLFI"], instruments.Select(i => i.Symbol).Order(StringComparer.Ordinal));

        var sink = new CountingSink { Ingests = [] };
        var normalizer = new FeedNormalizer(new SymbolTable(instruments), sink);
        using var reader = TapeReader.Open(SharedData.HyperliquidTape);
        new TapeReplay(reader, normalizer).Run();

        Expected expected = Count(SharedData.HyperliquidTape);
        Assert.Equal(15_140 + 51_219 + 7_614, reader.LineCount);
        Assert.Null(reader.Damage);
        Assert.Equal(15_140, Sum(sink, "l2Book", i => i.MessageCount));
        Assert.Equal(51_219, Sum(sink, "bbo", i => i.MessageCount));
        Assert.Equal(expected.Trades - expected.LateTrades, Sum(sink, "trades", i => i.MessageCount));
        Assert.Equal(expected.LateTrades, Sum(sink, "trades", i => i.LateTradeCount));
        Assert.Equal(expected.LateTrades, normalizer.Totals.Refused);
        Assert.Equal(normalizer.Totals.Passed, sink.EventCount);
        Assert.Equal(1, normalizer.Totals.Reconnects);

        // The outage: every book feed of the minute came back after about 18 s, reconnected and was rebuilt.
        MarketIngest[] outage = [.. sink.Ingests!.Where(i => i.Feed == "l2Book" && i.GapMs > 15_000)];
        Assert.Equal(4, outage.Length);
        Assert.All(outage, i => Assert.Equal("2025-09-04T19:59:00.000000Z", i.Envelope.Time.ToString()));
        Assert.All(outage, i => Assert.True(i is { Reconnect: true, Resync: true }));
        Assert.Equal(4, sink.Ingests!.Count(i => i.Resync == true));
        Assert.Equal(Enumerable.Range(1, sink.Ingests!.Count), sink.Ingests.Select(i => (int)i.Envelope.Seq));
    }

    [SharedDataFact]
    public void Prices_RecordedTape_LieOnTheLegalStep()
    {
        var sink = new RecordingSink();
        IReadOnlyList<Instrument> instruments = TapeInstruments.Discover(SharedData.HyperliquidTape, 10_000);
        var normalizer = new FeedNormalizer(new SymbolTable(instruments), sink);
        using var reader = TapeReader.Open(SharedData.HyperliquidTape);
        while (reader.LineCount < 20_000 && reader.TryReadLine(out ReadOnlySpan<byte> line)) normalizer.OnLine(line);

        foreach (MarketEvent market in sink.Events)
        {
            Instrument instrument = instruments[market.InstrumentIndex];
            for (int i = 0; i < market.Bids.Count; i++) Assert.Equal(0, market.Bids[i].PriceTicks % instrument.StepTicks(market.Bids[i].PriceTicks));
            for (int i = 0; i < market.Asks.Count; i++) Assert.Equal(0, market.Asks[i].PriceTicks % instrument.StepTicks(market.Asks[i].PriceTicks));
        }
    }

    private static long Sum(CountingSink sink, string feed, Func<MarketIngest, long?> column) => sink.Ingests!.Where(i => i.Feed == feed).Sum(column) ?? 0;

    private static Expected Count(string path)
    {
        long trades = 0;
        long late = 0;
        using var reader = new StreamReader(new System.IO.Compression.GZipStream(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            if (!line.Contains("\"trades\"", StringComparison.Ordinal)) continue;
            using JsonDocument document = JsonDocument.Parse(line);
            double received = document.RootElement.GetProperty("recv_ms").GetDouble();
            foreach (JsonElement trade in document.RootElement.GetProperty("msg").GetProperty("data").EnumerateArray())
            {
                trades++;
                if (received - trade.GetProperty("time").GetInt64() > 5000) late++;
            }
        }

        return new Expected(trades, late);
    }

    private sealed record Expected(long Trades, long LateTrades);
}
