using MarketMaker.Collectors.Tests.Lake.Native;
using MarketMaker.Lake.Native;
using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Collectors.Tests.Lake.Partitions;

public sealed class CompactionTests : IDisposable
{
    private const string Stream = "order_intent";
    private const int Files = 12;
    private const int LinesPerFile = 10;

    private static readonly DateOnly Day = new(2025, 9, 4);

    private readonly TempLake _lake = new();
    private readonly List<FileSpan> _unconfirmed = [];

    public void Dispose() => _lake.Dispose();

    [Fact]
    public void Compact_ManySmallFiles_GivesOneFileOfTheSameRowsInTimeOrder()
    {
        IngestFiles();
        List<object?[]> before = Rows();
        string hash = LakeSnapshot.Read(_lake.Directory).InputHash([Stream]);
        CompactionResult result = Assert.IsType<CompactionResult>(Compact());
        Assert.Equal((Files, Files * LinesPerFile), (result.FilesBefore, (int)result.Rows));
        PartitionFile file = Assert.Single(Listed());
        Assert.Equal(before, Rows());
        Assert.Equal(hash, LakeSnapshot.Read(_lake.Directory).InputHash([Stream])); // a job has nothing to do anew
        Assert.Equal([new FileSpan("file-1", 100, file.Sources[0].To)], file.Sources); // twelve adjacent spans
        RunSeqs run = Assert.Single(file.Runs);
        Assert.Equal((1L, 120L, 120L), (run.First, run.Last, run.Count));
        Assert.Equal([1L, 120L], Assert.Single(run.Ranges!));
        Assert.Null(file.BatchId);
        using DuckDBConnection connection = Duck.Open();
        Assert.Equal(Enumerable.Range(1, 120).Select(i => (long)i),
            Duck.Rows(connection, $"SELECT seq FROM read_parquet('{PathOf(file)}')").Select(r => (long)r[0]!)); // as they stand in the file
        Assert.Null(Compact());
    }

    [Fact]
    public void Compact_TwoRunsAtTheSameInstants_OrdersByTimeThenRunThenSeq()
    {
        _lake.Ingest(Stream, Intents.Lines(1, 3, "run-b"), "b");
        _lake.Ingest(Stream, Intents.Lines(1, 3, "run-a"), "a");
        Compact();
        using DuckDBConnection connection = Duck.Open();
        Assert.Equal(["run-a 1", "run-b 1", "run-a 2", "run-b 2", "run-a 3", "run-b 3"],
            Duck.Rows(connection, $"SELECT run_id || ' ' || seq FROM read_parquet('{PathOf(Assert.Single(Listed()))}')").Select(r => (string)r[0]!));
    }

    [Fact]
    public void Compact_ReaderInFlight_KeepsItsFilesUntilTheGraceIsOver()
    {
        IngestFiles();
        using DuckDBConnection connection = Duck.Open();
        LakeSnapshot.Read(_lake.Directory).CreateViews(connection, [Stream]); // the snapshot before
        Compact();
        Assert.Equal((0, 0L), Sweep());
        Assert.Equal(120L, Duck.Scalar(connection, $"SELECT count(*) FROM {Stream}"));
        using var command = new DuckDBCommand($"SELECT seq FROM {Stream}", connection);
        using (DuckDBDataReader reader = command.ExecuteReader())
        {
            Assert.True(reader.Read());
            Assert.Equal((0, 0L), Sweep());
            int rows = 1;
            while (reader.Read()) rows++;
            Assert.Equal(120, rows);
        }

        _lake.Clock.Now += PartitionSweep.DefaultGrace + TimeSpan.FromSeconds(1);
        Assert.Equal(Files, Sweep().Files);
        Assert.Throws<DuckDBException>(() => Duck.Scalar(connection, $"SELECT count(*) FROM {Stream}"));
        Assert.Equal(120, Rows().Count);
        Assert.Single(Directory.GetFiles(PartitionDirectory(), "*.parquet"));
    }

    [Fact]
    public void Sweep_LeavesListedAndYoungAndForeignFilesAlone()
    {
        IngestFiles();
        string orphan = Path.Combine(PartitionDirectory(), "orphan.parquet");
        string other = Path.Combine(PartitionDirectory(), "notes.txt");
        foreach (string path in (string[])[orphan, other]) File.WriteAllText(path, "x");
        foreach (string path in Directory.GetFiles(PartitionDirectory())) File.SetLastWriteTimeUtc(path, _lake.Clock.Now.UtcDateTime - TimeSpan.FromDays(1));
        string young = Path.Combine(PartitionDirectory(), "young.parquet");
        File.WriteAllText(young, "x");
        File.SetLastWriteTimeUtc(young, _lake.Clock.Now.UtcDateTime - TimeSpan.FromMinutes(9));
        Assert.Equal((1, 1L), Sweep());
        Assert.False(File.Exists(orphan));
        Assert.True(File.Exists(other) && File.Exists(young));
        Assert.Equal(120, Rows().Count);
    }

    [Theory]
    [InlineData(CompactionStep.Merged)]
    [InlineData(CompactionStep.Placed)]
    [InlineData(CompactionStep.Published)]
    internal void Compact_DiesAfterAnyStep_IsDoneByTheNextWithTheSameRows(CompactionStep step)
    {
        IngestFiles();
        List<object?[]> before = Rows();
        Assert.Throws<DeathException>(() => Compact(dieAfter: step));
        Assert.Equal(before, Rows());
        Assert.Equal(step == CompactionStep.Published ? 1 : Files, Listed().Length);
        Compact();
        Assert.Equal(before, Rows());
        Assert.Single(Listed());
        _lake.Clock.Now = TimeProvider.System.GetUtcNow().AddHours(1); // whatever was left has the kernel's time
        Sweep();
        Assert.Single(Directory.GetFiles(PartitionDirectory(), "*.parquet"));
        Assert.Equal(before, Rows());
    }

    [Fact]
    public void Compact_UnconfirmedBatch_IsLeftOutAndReplacesItsOwnFileLater()
    {
        IngestFiles();
        string lines = Intents.Lines(121, 130);
        _lake.Ingest(Stream, lines, from: 1_000_000);
        _unconfirmed.Add(new FileSpan("file-1", 1_000_000, 1_000_000 + lines.Length));
        Assert.Equal(Files, Compact()!.FilesBefore);
        Assert.Equal(2, Listed().Length);
        Assert.Equal(new LineCounts(10, 10, 0, 0, 0, 0), _lake.Ingest(Stream, lines, from: 1_000_000).Total); // rows, not duplicates
        Assert.Equal(130, Rows().Count);
        _unconfirmed.Clear();
        Assert.Equal(2, Compact()!.FilesBefore);
        Assert.Equal(130, Rows().Count);
    }

    [Fact]
    public void Compact_BatchIngestedAgainAfterwards_FindsItsRowsThere()
    {
        IngestFiles();
        Compact();
        Assert.Equal(new LineCounts(10, 0, 10, 0, 0, 0), _lake.Ingest(Stream, Intents.Lines(1, 10)).Total);
        Assert.Equal(120, Rows().Count);
    }

    [Fact]
    public void Compact_FileReplacedMeanwhile_ChangesNothing()
    {
        IngestFiles();
        var compaction = new Compaction(new ManifestStore(_lake.Directory), _lake.Clock, () => [])
        {
            // Another schema of the line, so that the batch's file has other bytes.
            OnStep = step => { if (step == CompactionStep.Merged) _lake.Ingest(Stream, Intents.Lines(1, 9) + new string('x', Intents.Line(10).Length - 1) + "\n"); },
        };
        Assert.Null(compaction.Compact(Stream, Day, new CompactionOptions { IsWhole = true }));
        Assert.Equal(Files, Listed().Length);
        Assert.Equal(119, Rows().Count);
    }

    [Fact]
    public void Compact_DamagedInput_IsRefusedAndChangesNothing()
    {
        IngestFiles();
        string path = PathOf(Listed()[3]);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^20] ^= 1;
        File.WriteAllBytes(path, bytes);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Compact());
        Assert.Contains("SHA-256", error.Message, StringComparison.Ordinal);
        Assert.Equal(Files, Listed().Length);
    }

    [Fact]
    public void Compact_FileOfAnOlderSchema_IsRewrittenInTheCurrentOne()
    {
        _lake.Ingest(Stream, Intents.Lines(1, 5));
        PartitionFile file = Assert.Single(Listed());
        var store = new ManifestStore(_lake.Directory);
        string older = Path.Combine(PartitionDirectory(), "older.parquet");
        using (DuckDBConnection connection = Duck.Open()) connection.Execute($"COPY (SELECT * EXCLUDE (p_toxic) FROM read_parquet('{PathOf(file)}')) TO '{older}' (FORMAT parquet)");
        string sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(older)));
        store.Write(store.Read(Stream, true, Day)! with
        {
            Files = [file with { Name = "older.parquet", Location = Path.GetRelativePath(_lake.Directory.Lake, older), Sha256 = sha256, SchemaHash = "before p_toxic" }],
        }, isStream: true);
        Assert.Equal(5, Compact()!.Rows);
        PartitionFile upgraded = Assert.Single(Listed());
        Assert.Equal((ContentHash.OfSchema(Catalogue.Get(Stream)), file.ContentHash), (upgraded.SchemaHash, upgraded.ContentHash));
    }

    [Fact]
    public void Merged_RunsOfOwnAndForeignFiles_StayTold()
    {
        PartitionFile own = Listing("file-1", new RunSeqs("r", 1, 3, 3, [[1, 3]]), new RunSeqs("s", 9, 9, 1, [[9, 9]]));
        PartitionFile foreign = Listing("import:1", new RunSeqs("t", 77, 99, 2, null));
        IReadOnlyList<RunSeqs> merged = MergedLineage.Runs([foreign, own, Listing("file-2", new RunSeqs("r", 4, 8, 4, [[4, 5], [7, 8]]))]);
        Assert.Equal([("r", 1L, 8L, 7L, false), ("s", 9L, 9L, 1L, false), ("t", 77L, 99L, 2L, true)],
            merged.Select(r => (r.RunId, r.First, r.Last, r.Count, r.IsForeign!.Value)));
        Assert.Equal([[1L, 5L], [7L, 8L]], merged[0].Ranges!);
        Assert.Null(merged[2].Ranges);
        long[][] many = [.. Enumerable.Range(0, RunSeqs.MaxRanges).Select(i => new[] { 10L * i, (10L * i) + 1 })];
        Assert.Null(MergedLineage.Runs([Listing("a", new RunSeqs("r", 0, 631, 128, many)), Listing("b", new RunSeqs("r", 700, 700, 1, [[700, 700]]))])[0].Ranges);
    }

    private void IngestFiles()
    {
        long from = 100;
        for (int i = 0; i < Files; i++)
        {
            string lines = Intents.Lines((i * LinesPerFile) + 1, (i + 1) * LinesPerFile);
            _lake.Ingest(Stream, lines, from: from);
            from += lines.Length;
        }
    }

    private CompactionResult? Compact(CompactionStep? dieAfter = null) => new Compaction(new ManifestStore(_lake.Directory), _lake.Clock, () => _unconfirmed)
    {
        OnStep = step => { if (step == dieAfter) throw new DeathException(); },
    }.Compact(Stream, Day, new CompactionOptions { IsWhole = true });

    private (int Files, long Bytes) Sweep() => new PartitionSweep(new ManifestStore(_lake.Directory), _lake.Clock).Sweep(Stream, Day, PartitionSweep.DefaultGrace);

    private List<object?[]> Rows() => _lake.Query($"SELECT md5(CAST(r AS VARCHAR)), file_uuid, byte_offset FROM {Stream} r ORDER BY ALL");

    private PartitionFile[] Listed() => [.. LakeSnapshot.Read(_lake.Directory).Files(Stream, null, null)];

    private string PathOf(PartitionFile file) => Path.Combine(_lake.Directory.Lake, file.Location);

    private string PartitionDirectory() => _lake.Directory.Partition(Stream, isStream: true, Day);

    private static PartitionFile Listing(string fileUuid, params RunSeqs[] runs) => new()
    {
        Name = fileUuid, Location = fileUuid, Rows = 1, Bytes = 1, Sha256 = fileUuid, ContentHash = "1", SchemaHash = "h", Sources = [new FileSpan(fileUuid, 0, 10)], Runs = runs,
    };

    private sealed class DeathException : Exception;
}
