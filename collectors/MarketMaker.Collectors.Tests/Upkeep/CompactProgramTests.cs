using System.Text.Json.Nodes;
using MarketMaker.Collectors.Imports;
using MarketMaker.Collectors.JournalCollector;
using MarketMaker.Collectors.Tests.JournalCollector;
using MarketMaker.Collectors.Tests.Lake;
using MarketMaker.Collectors.Upkeep;
using MarketMaker.Lake.Partitions;
using Serilog;

namespace MarketMaker.Collectors.Tests.Upkeep;

public sealed class CompactProgramTests : IDisposable
{
    private readonly TempLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public void Run_AfterManySweepsOfAGrowingJournal_MergesAndSaysSo()
    {
        Grow(10);
        JsonNode report = Compact("--all", "--grace-s", "0");
        JsonNode partition = Assert.Single(report["partitions"]!.AsArray())!;
        Assert.Equal(("order_intent", "2025-09-04", 10, 30), ((string)partition["stream"]!, (string)partition["date"]!, (int)partition["files"]!, (int)partition["rows"]!));
        Assert.Equal(30L, _lake.Scalar("SELECT count(DISTINCT seq) FROM order_intent"));
        Assert.Empty(Compact("--all")["partitions"]!.AsArray());
    }

    [Fact]
    public void Run_PendingBatch_IsLeftOutByTheProgressFile()
    {
        string fileUuid = Grow(10);
        var store = new ProgressStore(_lake.Directory);
        FileProgress progress = store.Read(fileUuid)!;
        FileSpan last = LakeSnapshot.Read(_lake.Directory).Files("order_intent", null, null).SelectMany(f => f.Sources).MaxBy(s => s.To)!;
        store.Write(progress with { Committed = last.From, TailSha256 = null, Pending = new PendingSpan(last.From, last.To), Counts = progress.Counts with { Lines = 27, Rows = 27 } });
        Assert.Equal(9, (int)Compact("--all")["partitions"]![0]!["files"]!);
        using (var follower = new JournalFollower(_lake.Directory, _lake.Clock, new LoggerConfiguration().CreateLogger())) follower.Sweep(default);
        Assert.Equal(30, store.Read(fileUuid)!.Counts.Rows); // its own rows, not duplicates
        Assert.Equal(30L, _lake.Scalar("SELECT count(*) FROM order_intent"));
    }

    [Fact]
    public void UnconfirmedSpans_ImportInHand_IsNamed()
    {
        new CheckpointStore(_lake.Directory).Write(
        [
            new ImportCheckpoint("logs/a", "import:a", 0, 10, 20, "x", IsDone: false), new ImportCheckpoint("logs/b", "import:b", 0, 0, 5, "y", IsDone: true),
        ]);
        Assert.Equal([new FileSpan("import:a", 10, 20)], UnconfirmedSpans.Read(_lake.Directory));
    }

    [Fact]
    public async Task Follow_PartitionOfManySmallFiles_IsMergedByTheCollector()
    {
        Grow(10);
        (int exitCode, string _, string errors) = await CollectorProcess.RunAsync(_lake.Directory.Data, "--until-idle");
        Assert.True(exitCode == 0, errors);
        Assert.Single(LakeSnapshot.Read(_lake.Directory).Files("order_intent", null, null));
        Assert.Equal(30L, _lake.Scalar("SELECT count(DISTINCT seq) FROM order_intent"));
    }

    [Fact]
    public async Task Follow_NoMerge_LeavesTheFilesAsTheyAre()
    {
        Grow(10);
        (int exitCode, string _, string errors) = await CollectorProcess.RunAsync(_lake.Directory.Data, "--until-idle", "--no-merge");
        Assert.True(exitCode == 0, errors);
        Assert.Equal(10, LakeSnapshot.Read(_lake.Directory).Files("order_intent", null, null).Count());
    }

    [Fact]
    public async Task Follow_DamagedFile_IsLoggedAndKeepsNoEventOut()
    {
        Grow(10);
        PartitionFile damaged = LakeSnapshot.Read(_lake.Directory).Files("order_intent", null, null).First();
        File.AppendAllText(Path.Combine(_lake.Directory.Lake, damaged.Location), "x");
        new TestJournal(_lake.Directory.Journal, stream: "order_intent", index: 2).Append(Intents.Lines(31, 33));
        (int exitCode, string _, string errors) = await CollectorProcess.RunAsync(_lake.Directory.Data, "--until-idle");
        Assert.True(exitCode == 0, errors);
        Assert.Equal(33, LakeSnapshot.Read(_lake.Directory).Rows("order_intent"));
        Assert.Contains("SHA-256", string.Concat(Directory.GetFiles(_lake.Directory.Logs).Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WhileACollectorRuns_IsRefused()
    {
        using FileLock held = FileLock.Acquire(_lake.Directory.RoleLock("collector"), TimeSpan.Zero);
        using var errors = new StringWriter();
        using var stop = new CancellationTokenSource();
        stop.Cancel(); // do not wait for it
        Assert.Equal(130, CompactProgram.Run(["--data", _lake.Directory.Data], TextWriter.Null, errors, stop.Token));
    }

    [Theory]
    [InlineData("--nope")]
    [InlineData("--stream", "nope")]
    [InlineData("--date", "04.09.2025")]
    [InlineData("--grace-s", "-1")]
    [InlineData("word")]
    public void Run_BadArguments_ExitsWithTwo(params string[] arguments)
    {
        using var errors = new StringWriter();
        Assert.Equal(2, CompactProgram.Run([.. arguments, "--data", _lake.Directory.Data], TextWriter.Null, errors, default));
        Assert.Contains("Usage", errors.ToString(), StringComparison.Ordinal);
    }

    private string Grow(int steps)
    {
        var journal = new TestJournal(_lake.Directory.Journal);
        using var follower = new JournalFollower(_lake.Directory, _lake.Clock, new LoggerConfiguration().CreateLogger());
        for (int i = 0; i < steps; i++)
        {
            journal.Append(Intents.Lines((3 * i) + 1, (3 * i) + 3));
            follower.Sweep(default);
        }

        return journal.FileUuid;
    }

    private JsonNode Compact(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        int exitCode = CompactProgram.Run([.. arguments, "--data", _lake.Directory.Data, "--json"], output, errors, default);
        Assert.True(exitCode == 0, errors.ToString());
        return JsonNode.Parse(output.ToString())!;
    }
}
