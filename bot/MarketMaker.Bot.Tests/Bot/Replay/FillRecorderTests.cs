using System.Text;
using System.Text.Json;
using MarketMaker.Bot.EventLoop;
using MarketMaker.Bot.Journal;
using MarketMaker.Bot.Tests.Venue;
using MarketMaker.Schemas.Market;
using MarketMaker.Venue.Fills;
using MarketMaker.Venue.Hyperliquid;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Tests.Bot.Replay;

public sealed class FillRecorderTests : IDisposable
{
    private const string Buyer = "0xa9ed7e16612d676df804f5aecd16e1f9bf9ec9d1";
    private const string Seller = "0x6802b4267f7f2bf7003dcf993c51542245b38322";

    private readonly TemporaryFolder _folder = new();
    private readonly JournalWriter _journal;
    private readonly CountingSink _next = new();
    private readonly FillRecorder _recorder;
    private readonly FeedNormalizer _feed;

    public FillRecorderTests()
    {
        IReadOnlyList<Instrument> instruments = [PerpUniverse.Find("BTC")!];
        _journal = new JournalWriter(new JournalOptions { Directory = _folder.Path, RunId = "run", Overflow = OverflowPolicy.Wait }, TimeProvider.System);
        var tally = new RunTally(_journal);
        _journal.Start();
        _recorder = new FillRecorder(_next, instruments, "hyperliquid", new FillSamplerOptions { KeepProbabilityRatio = 1 }, tally);
        _feed = new FeedNormalizer(new SymbolTable(instruments), _recorder);
    }

    public void Dispose()
    {
        _journal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Trade_WithUsers_IsAFillOfTheAggressorAgainstTheOther()
    {
        _feed.OnLine(Trade(1_000, 900, 7, "B", $$""","users":["{{Buyer}}","{{Seller.ToUpperInvariant().Replace('X', 'x')}}"]"""));
        _feed.OnLine(Trade(1_001, 901, 8, "A", $$""","users":["{{Buyer}}","{{Seller}}"]"""));
        JsonElement[] fills = Written();
        JsonElement bought = fills[0];
        Assert.Equal(
            ("buy", Buyer, Seller, 7L, 1L), (bought.Text("side"), bought.Text("address"), bought.Text("counter_address"), bought.Whole("venue_trade_id"), bought.Whole("seq")));
        Assert.Equal((100001m, 0.5m, 50000.5m, 1m), (bought.Exact("price"), bought.Exact("size"), bought.Exact("size_usd"), bought.Exact("sample_weight")));
        Assert.Equal(("2026-01-05T14:00:00.900000Z", "2026-01-05T14:00:01.000000Z", "BTC"), (bought.Text("@t"), bought.Text("recv_t"), bought.Text("symbol")));
        Assert.Equal((JsonValueKind.False, JsonValueKind.Null, JsonValueKind.Null),
            (bought.GetProperty("is_own").ValueKind, bought.GetProperty("is_liquidation").ValueKind, bought.GetProperty("is_anomaly").ValueKind));
        Assert.Equal(("sell", Seller, Buyer), (fills[1].Text("side"), fills[1].Text("address"), fills[1].Text("counter_address")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","users":null""")]
    [InlineData(""","users":[]""")]
    [InlineData(""","users":["0xbuyer1","0xseller1"]""")]
    [InlineData(""","users":[{"a":["x"]},7]""")]
    [InlineData(""","users":{"buyer":"x"}""")]
    [InlineData(""","users":["0xa9ed7e16612d676df804f5aecd16e1f9bf9ec9d1","0x6802b4267f7f2bf7003dcf993c51542245b38322","0x6802b4267f7f2bf7003dcf993c51542245b38322"]""")]
    public void Trade_WithoutReadableUsers_IsAFillOfNobodyKnown(string users)
    {
        _feed.OnLine(Trade(1_000, 900, 7, "B", users));
        JsonElement fill = Assert.Single(Written());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (fill.GetProperty("address").ValueKind, fill.GetProperty("counter_address").ValueKind));
    }

    [Fact]
    public void SnapshotAndRepeatedTrades_AreNotCountedAgain()
    {
        _feed.OnLine(Lines.Bbo(0, -100));
        _feed.OnLine(Lines.Trades(100, (-60_000, 1), (-30_000, 2), (50, 3))); // what a subscription sends first: two are a minute old
        _feed.OnLine(Lines.Trades(200, (50, 3), (150, 4)));
        _feed.OnLine(Lines.Trades(300, (150, 4), (150, 4)));
        Assert.Equal((2L, 2L), (_recorder.SeenCount, _recorder.KeptCount));
        Assert.Equal([3, 4], Written().Select(f => f.Whole("venue_trade_id")));
        Assert.Equal(3, _next.EventCount); // the bbo and both trades
    }

    [Fact]
    public void Fills_OnceWarm_AllocateNothing()
    {
        byte[][] lines = [.. Enumerable.Range(0, 4_000).Select(i => Trade(i, i, i, "B", $$""","users":["{{Buyer}}","{{Seller}}"]"""))];
        for (int i = 0; i < 2_000; i++) _feed.OnLine(lines[i]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 2_000; i < lines.Length; i++) _feed.OnLine(lines[i]);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(4_000, _recorder.KeptCount);
    }

    private static byte[] Trade(double receiveMs, long venueMs, long id, string side, string users) => Lines.Line(
        receiveMs,
        $$"""{"channel":"trades","data":[{"coin":"BTC","side":"{{side}}","px":"100001.0","sz":"0.5","time":{{Lines.StartMs + venueMs}},"tid":{{id}}{{users}}}]}""");

    private JsonElement[] Written()
    {
        _journal.Complete();
        return [.. JournalPath.Of(_folder.Path, "hyperliquid_fill").SelectMany(p => File.ReadLines(p.File))
            .Where(l => l.Contains("\"seq\":", StringComparison.Ordinal)).Select(l => JsonDocument.Parse(Encoding.UTF8.GetBytes(l)).RootElement)];
    }
}

/// <summary>Columns of a journal line.</summary>
internal static class LineColumns
{
    public static string? Text(this JsonElement line, string column) => line.GetProperty(column).GetString();

    public static long Whole(this JsonElement line, string column) => line.GetProperty(column).GetInt64();

    public static decimal Exact(this JsonElement line, string column) => line.GetProperty(column).GetDecimal();
}
