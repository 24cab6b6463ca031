using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Tests.Lake.Tables;

public sealed class StreamIngestTests : IDisposable
{
    private readonly TempLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public void Ingest_ValidLines_EveryColumnArrives()
    {
        IngestResult result = _lake.Ingest("order_intent", Intents.Line(1) + Intents.Line(2));
        Assert.Equal(new LineCounts(2, 2, 0, 0, 0, 0), result.Total);
        object?[] row = Assert.Single(_lake.Query(
            "SELECT ts, event_type, schema_v, run_id, seq, recv_t, venue, symbol, ts_mono_ns, intent_id, side, decision, price, size, level_ticks, edge_bps_at_entry, "
            + "mid_price, inventory, veto_reason_primary, veto_reasons, guard_details.no_edge.value, guard_details.no_edge.unit, guard_details.no_edge.passed, "
            + "guard_details.kill_switch IS NULL, repeat_count, first_t, mode, nan_fields, extra, file_uuid, byte_offset FROM order_intent WHERE seq = 2"));
        var start = new DateTime(2025, 9, 4, 19, 46, 56, DateTimeKind.Utc);
        object?[] expected =
        [
            start.AddSeconds(2), "order_intent", 1, Intents.Run, 2L, start.AddSeconds(2).AddMicroseconds(250), "hyperliquid", "BTC", 2_000_000_000L, "i2", "bid", "pass",
            110_002.5m, 0.00012345m, 2, 0.246, 110_001m, -0.5m, "no_edge", new List<string?> { "no_edge" }, -0.5, "bps", false, true, 3, start, null, null, null,
            "file-1", 100L + Intents.Line(1).Length,
        ];
        Assert.Equal(expected, row);
    }

    [Fact]
    public void Ingest_SameBatchTwice_GivesTheSameFileAndNoDuplicates()
    {
        string lines = Intents.Lines(1, 50) + "not json\n";
        IngestResult first = _lake.Ingest("order_intent", lines);
        PartitionFile file = OnlyFile();
        byte[] bytes = File.ReadAllBytes(Path.Combine(_lake.Directory.Lake, file.Location));
        IngestResult second = _lake.Ingest("order_intent", lines);
        Assert.Equal(first.Total, second.Total);
        Assert.Equal(new LineCounts(51, 50, 0, 1, 0, 0), second.Total);
        Assert.Equal(file.Sha256, OnlyFile().Sha256);
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(_lake.Directory.Lake, file.Location)));
        Assert.Equal(50L, _lake.Scalar("SELECT count(*) FROM order_intent"));
        Assert.Equal(1L, _lake.Scalar("SELECT count(*) FROM quarantine"));
    }

    [Fact]
    public void Ingest_EventsSeenBefore_AreCountedAndNotLoadedAgain()
    {
        _lake.Ingest("order_intent", Intents.Lines(1, 40));
        IngestResult result = _lake.Ingest("order_intent", Intents.Lines(31, 60), fileUuid: "file-2");
        Assert.Equal(new LineCounts(30, 20, 10, 0, 0, 0), result.Total);
        Assert.Equal(60L, _lake.Scalar("SELECT count(DISTINCT seq) FROM order_intent"));
        Assert.Equal(60L, _lake.Scalar("SELECT count(*) FROM order_intent"));
    }

    [Fact]
    public void Ingest_SameEventTwiceInOneFile_IsLoadedOnce()
    {
        IngestResult result = _lake.Ingest("order_intent", Intents.Line(1) + Intents.Line(2) + Intents.Line(1) + Intents.Line(3));
        Assert.Equal(new LineCounts(4, 3, 1, 0, 0, 0), result.Total);
        Assert.Equal(3L, _lake.Scalar("SELECT count(*) FROM order_intent"));
    }

    [Fact]
    public void Ingest_SameIdentityOtherContent_IsAConflictAndQuarantined()
    {
        _lake.Ingest("order_intent", Intents.Lines(1, 3));
        string changed = Intents.Line(2, with: i => i with { Price = 1m, RepeatCount = 9 });
        IngestResult result = _lake.Ingest("order_intent", changed + Intents.Line(3) + Intents.Line(4), fileUuid: "file-2");
        Assert.Equal(new LineCounts(3, 1, 1, 1, 1, 0), result.Total);
        object?[] row = Assert.Single(_lake.Query("SELECT reason, raw_line, target_stream, run_id, seq, source_byte_offset FROM quarantine"));
        Assert.Equal("seq: event (0199-run, order_intent, 2) is already stored with different content: price, repeat_count", row[0]);
        Assert.Equal([changed.TrimEnd(), "order_intent", "file-2", 101L, 100L], row[1..]);
        Assert.Equal(110_002.5m, _lake.Scalar("SELECT price FROM order_intent WHERE seq = 2"));
    }

    [Fact]
    public void Ingest_ConflictWithinOneFile_KeepsTheFirst()
    {
        IngestResult result = _lake.Ingest("order_intent", Intents.Line(1) + Intents.Line(1, with: i => i with { Size = 7m }));
        Assert.Equal(new LineCounts(2, 1, 0, 1, 1, 0), result.Total);
        Assert.Equal(0.00012345m, _lake.Scalar("SELECT size FROM order_intent"));
    }

    [Fact]
    public void Ingest_LateEventOfAnotherDay_LandsInItsOwnPartition()
    {
        string yesterday = Intents.Line(2, with: i => i with { Envelope = i.Envelope with { Time = Intents.Start + (-86_400 * UtcMicros.PerSecond) } });
        _lake.Ingest("order_intent", Intents.Line(1) + yesterday + Intents.Line(3));
        IReadOnlyList<PartitionManifest> partitions = LakeSnapshot.Read(_lake.Directory).Partitions("order_intent");
        Assert.Equal([(new DateOnly(2025, 9, 3), 1L), (new DateOnly(2025, 9, 4), 2L)], partitions.Select(p => (p.Date, p.Rows)));
        Assert.Equal([1L, 3L], partitions[1].Files[0].Runs[0].Ranges!.SelectMany(r => r).Distinct());
        Assert.Equal([2L, 1L, 3L], _lake.Query("SELECT seq FROM order_intent ORDER BY ts").Select(r => (long)r[0]!));
    }

    [Fact]
    public void Ingest_LinesOutOfTimeOrder_AreStoredInTimeOrder()
    {
        _lake.Ingest("order_intent", Intents.Line(3) + Intents.Line(1) + Intents.Line(2));
        string path = Path.Combine(_lake.Directory.Lake, OnlyFile().Location);
        Assert.Equal([1L, 2L, 3L], _lake.Query($"SELECT seq FROM read_parquet('{path}')").Select(r => (long)r[0]!));
    }

    [Fact]
    public void Ingest_ManyLines_AreTheSameOnSeveralThreads()
    {
        // More than the lines that one worker takes, over two dates, with refusals between.
        const int Count = 30_000;
        var lines = new System.Text.StringBuilder();
        for (int i = 1; i <= Count; i++) lines.Append(i % 1000 == 0 ? "{\"broken\": \n" : Intents.Line(i));
        IngestResult result = _lake.Ingest("order_intent", lines.ToString());
        Assert.Equal(new LineCounts(Count, Count - 30, 0, 30, 0, 0), result.Total);
        object?[] row = Assert.Single(_lake.Query("SELECT count(*), sum(seq)::BIGINT, count(*) FILTER (price = 110000.5 + seq), count(*) FILTER (intent_id = 'i' || seq) FROM order_intent"));
        long sum = ((long)Count * (Count + 1) / 2) - (1000L * 30 * 31 / 2);
        Assert.Equal([Count - 30L, sum, Count - 30L, Count - 30L], row.Select(v => (long)v!));
        Assert.Equal(30L, _lake.Scalar("SELECT count(DISTINCT source_byte_offset) FROM quarantine"));
    }

    [Fact]
    public void Ingest_UnknownFields_AreKeptInExtra()
    {
        string line = Intents.Changed(1, "mood", "{\"a\": [1, \"x\"]}");
        line = line.Replace("\"guard_details\":{", "\"guard_details\":{\"moon\":{\"value\":1},", StringComparison.Ordinal);
        line = line.Replace("\"spread_guard\":{", "\"spread_guard\":{\"why\":\"wide\",", StringComparison.Ordinal);
        IngestResult result = _lake.Ingest("order_intent", line);
        Assert.Equal(new LineCounts(1, 1, 0, 0, 0, 3), result.Total);
        Assert.Equal("{\"a\":[1,\"x\"]}", _lake.Scalar("SELECT extra['mood'] FROM order_intent"));
        Assert.Equal("{\"value\":1}", _lake.Scalar("SELECT extra['guard_details.moon'] FROM order_intent"));
        Assert.Equal("\"wide\"", _lake.Scalar("SELECT extra['guard_details.spread_guard.why'] FROM order_intent"));
        Assert.Equal(1.25, _lake.Scalar("SELECT guard_details.spread_guard.value FROM order_intent"));
    }

    [Fact]
    public void Ingest_NotFinite_IsNullAndNamed()
    {
        _lake.Ingest("order_intent", Intents.Line(1, with: i => i with { SpreadBps = double.NaN, PToxic = double.PositiveInfinity }));
        Assert.Equal(["p_toxic", "spread_bps"], Assert.IsType<List<string?>>(_lake.Scalar("SELECT list_sort(nan_fields) FROM order_intent")));
        Assert.Null(_lake.Scalar("SELECT spread_bps FROM order_intent"));
    }

    [Fact]
    public void Ingest_LinesRefusedByTheCaller_AreQuarantinedWithTheirRawText()
    {
        var source = new SourceSpan("import:abc", "logs/x.jsonl.gz", 0, 900, Intents.Start);
        byte[] raw = "{\"foreign\":1}"u8.ToArray();
        byte[] ours = System.Text.Encoding.UTF8.GetBytes(Intents.Line(1));
        byte[] bad = System.Text.Encoding.UTF8.GetBytes(Intents.Changed(2, "price", "-1"));
        using var ingest = new StreamIngest(_lake.Directory, _lake.Clock);
        IngestResult result = ingest.Ingest(new IngestBatch([source],
        [
            new SourceLine(ours, raw, "order_intent", 0, 10),
            new SourceLine(bad, raw, "order_intent", 0, 20),
            new SourceLine(default, raw, "execution", 0, 30, "px: it is missing"),
            new SourceLine(default, "garbage"u8.ToArray(), null, 0, 40, "line: it is not JSON"),
        ]));
        Assert.Equal(new LineCounts(2, 1, 0, 1, 0, 0), result.Streams["order_intent"]);
        Assert.Equal(new LineCounts(1, 0, 0, 1, 0, 0), result.Streams["execution"]);
        Assert.Equal(new LineCounts(1, 0, 0, 1, 0, 0), result.Streams[IngestResult.NoStream]);
        Assert.Equal(
            [
                ["order_intent", 20L, "price: '-1' is below the minimum 0", "{\"foreign\":1}"],
                ["execution", 30L, "px: it is missing", "{\"foreign\":1}"],
                [null, 40L, "line: it is not JSON", "garbage"],
            ],
            _lake.Query("SELECT target_stream, source_byte_offset, reason, raw_line FROM quarantine ORDER BY seq"));
    }

    [Fact]
    public void Ingest_SparseSeqs_StillFindsDuplicates()
    {
        // Seqs that leave more holes than a manifest lists: the file itself must be asked.
        string Lines(int offset) => string.Concat(Enumerable.Range(1, 200).Select(i => Intents.Line((i * 10) + offset)));
        _lake.Ingest("order_intent", Lines(0));
        Assert.Null(OnlyFile().Runs[0].Ranges);
        Assert.Equal(new LineCounts(200, 200, 0, 0, 0, 0), _lake.Ingest("order_intent", Lines(1), "file-2").Total);
        Assert.Equal(new LineCounts(200, 0, 200, 0, 0, 0), _lake.Ingest("order_intent", Lines(0), "file-3").Total);
    }

    [Fact]
    public void Ingest_HalfWrittenFileOfADeadProcess_IsRemoved()
    {
        string partition = _lake.Directory.Partition("order_intent", isStream: true, new DateOnly(2025, 9, 4));
        Directory.CreateDirectory(partition);
        string left = Path.Combine(partition, "abc.parquet.4711.tmp");
        File.WriteAllText(left, "PAR1");
        _lake.Ingest("order_intent", Intents.Line(1));
        Assert.False(File.Exists(left));
        Assert.Equal(1L, _lake.Scalar("SELECT count(*) FROM order_intent"));
    }

    [Fact]
    public void ContentHash_AnyBatchBounds_IsTheSame()
    {
        _lake.Ingest("order_intent", Intents.Lines(1, 30));
        using var other = new TempLake();
        long from = 100;
        foreach ((long a, long b) in ((long, long)[])[(1, 7), (8, 8), (9, 30)])
        {
            string lines = Intents.Lines(a, b);
            other.Ingest("order_intent", lines, "another-file", from);
            from += lines.Length;
        }

        string Hash(TempLake lake) => ContentHash.Sum(LakeSnapshot.Read(lake.Directory).Files("order_intent", null, null).Select(f => f.ContentHash));
        Assert.Equal(Hash(_lake), Hash(other));
        other.Ingest("order_intent", Intents.Line(31), "file-9");
        Assert.NotEqual(Hash(_lake), Hash(other));
    }

    private PartitionFile OnlyFile() => Assert.Single(LakeSnapshot.Read(_lake.Directory).Files("order_intent", null, null));
}
