using System.Text;
using MarketMaker.Lake.Tables;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Collectors.Tests.Lake.Golden;

/// <summary>Every version of every stream that was ever written is still read. Golden files are never changed: a new version adds one.</summary>
/// <remarks>With MM_WRITE_GOLDEN=1 the missing file of a stream's current version is written from today's writer; existing ones stay.</remarks>
public sealed class GoldenFileTests : IDisposable
{
    private static readonly (string Stream, int Version)[] All = [.. Catalogue.Streams.SelectMany(s => Enumerable.Range(1, s.Version).Select(v => (s.Name, v)))];

    private readonly TempLake _lake = new();

    public static TheoryData<string, int> Versions
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach ((string stream, int version) in All) data.Add(stream, version);
            return data;
        }
    }

    public GoldenFileTests() => _lake.Clock.Now = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero); // no line of any version is of the future

    public void Dispose() => _lake.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public void Ingest_GoldenFile_IsAcceptedWholly(string stream, int version)
    {
        string path = PathOf(stream, version);
        if (!File.Exists(path) && Environment.GetEnvironmentVariable("MM_WRITE_GOLDEN") == "1" && version == Catalogue.Get(stream).Version)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, GoldenLines.Of(Catalogue.Get(stream)));
        }

        Assert.True(File.Exists(path), $"{stream} v{version} has no golden file: run this test once with MM_WRITE_GOLDEN=1 and commit what it writes.");
        string lines = File.ReadAllText(path);
        long count = lines.Count(c => c == '\n');
        Assert.InRange(count, 2, 20);
        // Fields that the schema does not know would be a column that was renamed or dropped since.
        Assert.Equal(new LineCounts(count, count, 0, 0, 0, 0), _lake.Ingest(stream, lines).Total);
        Assert.Equal(count, _lake.Scalar($"SELECT count(*) FROM \"{stream}\" WHERE event_type = '{stream}'"));
    }

    [Fact]
    public void Files_AreAllOfKnownStreamsAndVersions()
    {
        HashSet<string> known = [.. All.Select(v => PathOf(v.Stream, v.Version))];
        Assert.All(Directory.GetFiles(Root(), "*", SearchOption.AllDirectories), f => Assert.Contains(f, known));
    }

    [Fact]
    public void OrderIntent_Version1_GivesTheValuesThatStandInItsLines()
    {
        Load("order_intent");
        Assert.Equal(
            [new DateTime(2025, 9, 4, 19, 46, 57, DateTimeKind.Utc), "o42", 1.25m, 7, new List<string?> { "spread_guard", "no_edge" }, 4.5, 3.0, false, true, null],
            _lake.Query("SELECT ts, intent_id, price, level_ticks, veto_reasons, guard_details.spread_guard.value, guard_details.spread_guard.threshold, "
                + "guard_details.spread_guard.passed, guard_details.kill_switch.passed, guard_details.no_edge FROM order_intent WHERE run_id = 'golden' AND seq = 1")[0]);
        Assert.Equal([null, null, null, null], _lake.Query("SELECT recv_t, venue, price, guard_details.spread_guard FROM order_intent WHERE run_id = 'golden' AND seq = 2")[0]);
    }

    [Fact]
    public void OrderIntent_Version1OfAGeneratedMarket_GivesTheValuesThatStandInItsLine()
    {
        Load("order_intent");
        Assert.Equal(
            [new DateTime(2026, 1, 5, 14, 5, 26, 700, DateTimeKind.Utc), "ETH", "i2836", "bid", "quote", 4293.8m, 0.1164m, 160, 2.341, 4295.45m, 0.1162m, 160.572, "ms", null],
            _lake.Query("SELECT ts, symbol, intent_id, side, decision, price, size, level_ticks, edge_bps_at_entry, mid_price, inventory, "
                + "guard_details.stale_data.value, guard_details.stale_data.unit, p_toxic FROM order_intent WHERE seq = 2841")[0]);
    }

    [Theory]
    [InlineData("execution")]
    [InlineData("quarantine")]
    [InlineData("telemetry_gap")]
    public void Streams_Version1_KeepTheirEnvelopeAndPlace(string stream)
    {
        Load(stream);
        string first = File.ReadLines(PathOf(stream, 1)).First();
        var start = new DateTime(2025, 9, 4, 19, 46, 56, DateTimeKind.Utc);
        Assert.Equal([[start.AddSeconds(1), 1L, "hyperliquid", "BTC", 5_000_000_001L, 100L], [start.AddSeconds(2), 2L, null, null, null, 100L + Encoding.UTF8.GetByteCount(first) + 1]],
            _lake.Query($"SELECT ts, seq, venue, symbol, ts_mono_ns, byte_offset FROM {stream} WHERE run_id = 'golden' ORDER BY seq"));
    }

    [Fact]
    public void TelemetryGap_Version1_GivesTheValuesThatStandInItsLines()
    {
        Load("telemetry_gap");
        Assert.Equal(["stream \"é\"", 7_000_000_001L, 7_000_000_001L, "cause \"é\""], _lake.Query("SELECT stream, lost_events, from_seq, cause FROM telemetry_gap WHERE seq = 1")[0]);
    }

    private void Load(string stream) => _lake.Ingest(stream, File.ReadAllText(PathOf(stream, 1)));

    private static string PathOf(string stream, int version) => Path.Combine(Root(), stream, $"v{version}.jsonl");

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MarketMaker.sln"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("MarketMaker.sln is in no folder above the tests."),
            "collectors", "MarketMaker.Collectors.Tests", "test_data", "golden");
    }
}
