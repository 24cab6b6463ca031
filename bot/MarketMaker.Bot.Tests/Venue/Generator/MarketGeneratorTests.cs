using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Simulated;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Tests.Venue.Generator;

public sealed class MarketGeneratorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("generator").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_SameOptionsOnTwoThreads_GivesTheSameBytes()
    {
        var options = new GeneratorOptions { Length = TimeSpan.FromSeconds(30) };
        Parallel.For(0, 2, i => MarketGenerator.Write(options, Tape($"same-{i}")));
        Assert.Equal(TapeReader.Sha256(Tape("same-0")), TapeReader.Sha256(Tape("same-1")));
        MarketGenerator.Write(options with { Seed = options.Seed + 1 }, Tape("other"));
        Assert.NotEqual(TapeReader.Sha256(Tape("same-0")), TapeReader.Sha256(Tape("other")));
    }

    [Fact]
    public void Write_ADefaultTape_HasNoDirtAndStartsOnTime()
    {
        var options = new GeneratorOptions { Length = TimeSpan.FromMinutes(2) };
        MarketGenerator.Write(options, Tape("clean"));
        IReadOnlyList<Instrument> instruments = TapeInstruments.Discover(Tape("clean"));
        Assert.Equal(["BTC", "ETH", "SOL", "BTCUSDT"], instruments.OrderBy(SymbolTable.VenueOf).ThenBy(i => i.Symbol, StringComparer.Ordinal).Select(i => i.Symbol));

        var sink = new RecordingSink();
        var normalizer = new FeedNormalizer(new SymbolTable(instruments), sink);
        using var reader = TapeReader.Open(Tape("clean"));
        new TapeReplay(reader, normalizer).Run();

        Assert.Equal(0, normalizer.Totals.Refused);
        Assert.Equal(0, normalizer.Totals.Reconnects);
        Assert.Null(reader.Damage);
        // Two minutes: 70 ms blocks of three markets, leader's quotes every 25 ms.
        Assert.InRange(reader.LineCount, 7_000, 13_000);
        Assert.InRange(sink.Events[0].ReceiveTime - options.Start, 0, 2 * UtcMicros.PerSecond);
        Assert.InRange(sink.Events[^1].ReceiveTime - options.Start, 120 * UtcMicros.PerSecond, 123 * UtcMicros.PerSecond);
        Assert.All(sink.Events, e => Assert.Equal(0, OffGrid(instruments[e.InstrumentIndex], e)));
        Assert.All(sink.Events.Where(e => e.Kind == MarketEventKind.BookSnapshot), e => Assert.True(e.Bids.Count == 20 && e.Asks.Count == 20));
    }

    [Fact]
    public void Write_TradesOfABlock_LieInsideTheBookBeforeIt()
    {
        MarketGenerator.Write(new GeneratorOptions { Length = TimeSpan.FromMinutes(1), Symbols = ["BTC"] }, Tape("inside"));
        var sink = new RecordingSink();
        var normalizer = new FeedNormalizer(new SymbolTable(TapeInstruments.Discover(Tape("inside"))), sink);
        using var reader = TapeReader.Open(Tape("inside"));
        new TapeReplay(reader, normalizer).Run();

        MarketEvent top = default;
        int checkedTrades = 0;
        foreach (MarketEvent market in sink.Events.Where(e => e.InstrumentIndex == 0))
        {
            if (market.Kind == MarketEventKind.Bbo) top = market;
            if (market.Kind != MarketEventKind.Trade || top.Kind != MarketEventKind.Bbo || top.Bids.Count == 0) continue;
            checkedTrades++;
            bool isBuy = market.Trade.Aggressor == Schemas.Events.TradeSide.Buy;
            Assert.True(isBuy ? market.Trade.PriceTicks >= top.Asks.Best.PriceTicks : market.Trade.PriceTicks <= top.Bids.Best.PriceTicks);
        }

        Assert.True(checkedTrades > 20);
    }

    [Fact]
    public void Write_Cascade_FallsAndIsLeftOutOnDemand()
    {
        var options = new GeneratorOptions { Length = TimeSpan.FromMinutes(3), Seed = 4 };
        MarketGenerator.Write(options, Tape("cascade"));
        MarketGenerator.Write(options with { HasCascade = false }, Tape("calm"));
        // 5.5 standard deviations of 1.75 bps within 20 s, against a move of √2 standard deviations without: half of the fall must be seen.
        Assert.True(WorstFallBps("cascade") > 5.5 * 1.75 / 2);
        Assert.True(WorstFallBps("cascade") > WorstFallBps("calm"));
    }

    [Fact]
    public void Write_Published_LeavesNoUnfinishedFileAndReportsProgress()
    {
        var progress = new Recorded();
        MarketGenerator.Write(new GeneratorOptions { Length = TimeSpan.FromSeconds(20) }, Tape("done"), progress);
        Assert.Equal([Path.GetFileName(Tape("done"))], Directory.GetFiles(_folder).Select(Path.GetFileName));
        Assert.Equal(1.0, progress.Shares[^1]);
    }

    [Theory]
    [InlineData(5, "BTC")]
    [InlineData(100_000, "BTC")]
    [InlineData(60, "DOGE")]
    [InlineData(60, "BTC,BTC")]
    public void Write_OptionOutOfRange_SaysWhichAndWritesNothing(int seconds, string symbols)
    {
        var options = new GeneratorOptions { Length = TimeSpan.FromSeconds(seconds), Symbols = symbols.Split(',') };
        Assert.Throws<ArgumentException>(() => MarketGenerator.Write(options, Tape("never")));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private string Tape(string name) => Path.Combine(_folder, name + ".jsonl.gz");

    private double WorstFallBps(string name)
    {
        var sink = new RecordingSink();
        var normalizer = new FeedNormalizer(new SymbolTable(TapeInstruments.Discover(Tape(name))), sink);
        using var reader = TapeReader.Open(Tape(name));
        new TapeReplay(reader, normalizer).Run();
        double worst = 0;
        var window = new Queue<(UtcMicros Time, double Mid)>();
        foreach (MarketEvent market in sink.Events)
        {
            if (market.Kind != MarketEventKind.Bbo || market.InstrumentIndex != 0) continue;
            double mid = (market.Bids.Best.PriceTicks + market.Asks.Best.PriceTicks) / 2.0;
            while (window.Count > 0 && market.VenueTime - window.Peek().Time > 20 * UtcMicros.PerSecond) window.Dequeue();
            foreach ((_, double earlier) in window) worst = Math.Max(worst, (earlier - mid) / earlier * 10_000);
            window.Enqueue((market.VenueTime, mid));
        }

        return worst;
    }

    private static long OffGrid(Instrument instrument, MarketEvent market)
    {
        if (instrument.Venue != "hyperliquid") return 0;
        if (market.Kind == MarketEventKind.Trade) return market.Trade.PriceTicks % instrument.StepTicks(market.Trade.PriceTicks);
        return (market.Bids.Best.PriceTicks % instrument.StepTicks(market.Bids.Best.PriceTicks))
            + (market.Asks.Best.PriceTicks % instrument.StepTicks(market.Asks.Best.PriceTicks));
    }

    private sealed class Recorded : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public void Report(double value) => Shares.Add(value);
    }
}
