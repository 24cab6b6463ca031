using MarketMaker.Collectors.JournalCollector;
using MarketMaker.Collectors.Tests.Lake;
using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;
using Serilog;

namespace MarketMaker.Collectors.Tests.JournalCollector;

public sealed class JournalFollowerTests : IDisposable
{
    private readonly TempLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public void Sweep_GrowingFile_LoadsWholeLinesOnly()
    {
        string third = Intents.Line(3);
        var journal = new TestJournal(_lake.Directory.Journal);
        journal.Append(Intents.Lines(1, 2) + third[..50]);
        using JournalFollower follower = Follower();
        Assert.True(follower.Sweep(default));
        Assert.Equal(2L, _lake.Scalar("SELECT count(*) FROM order_intent"));
        Assert.False(follower.Sweep(default));
        journal.Append(third[50..]);
        Assert.True(follower.Sweep(default));
        Assert.Equal([1L, 2L, 3L], Seqs());
        Assert.Equal(new LineCounts(3, 3, 0, 0, 0, 0), follower.Report.Total);
        Assert.Equal(0, follower.Report.TornTailBytes);
    }

    [Fact]
    public void Sweep_SealedFileWithGoodTrailer_IsCompleteWithoutAlarm()
    {
        var journal = new TestJournal(_lake.Directory.Journal);
        journal.Append(Intents.Lines(1, 5)).Seal();
        using JournalFollower follower = Follower();
        follower.Sweep(default);
        Assert.Empty(follower.Report.Alarms);
        FileProgress progress = Assert.IsType<FileProgress>(new ProgressStore(_lake.Directory).Read(journal.FileUuid));
        Assert.True(progress.IsComplete);
        Assert.Null(progress.Pending);
        Assert.Equal(5, progress.Counts.Rows);
    }

    [Theory]
    [InlineData(4L, null, "the trailer counts 4 lines, the file has 5")]
    [InlineData(null, "00", "the trailer's SHA-256 is not that of the file")]
    public void Sweep_TrailerThatDoesNotFit_IsAnAlarm(long? lines, string? sha256, string alarm)
    {
        new TestJournal(_lake.Directory.Journal).Append(Intents.Lines(1, 5)).Seal(lines, sha256);
        using JournalFollower follower = Follower();
        follower.Sweep(default);
        Assert.EndsWith(alarm, Assert.Single(follower.Report.Alarms), StringComparison.Ordinal);
        Assert.Equal(5L, _lake.Scalar("SELECT count(*) FROM order_intent"));
    }

    [Fact]
    public void Sweep_OpenFileOfDeadWriter_CountsTheTornTailOnceALaterFileExists()
    {
        var first = new TestJournal(_lake.Directory.Journal);
        first.Append(Intents.Lines(1, 2) + Intents.Line(3)[..70]);
        using JournalFollower follower = Follower();
        follower.Sweep(default);
        Assert.Equal(0, follower.Report.TornTailBytes);
        new TestJournal(_lake.Directory.Journal, index: 2).Append(Intents.Lines(3, 4)).Seal();
        follower.Sweep(default);
        Assert.Equal(70, follower.Report.TornTailBytes);
        Assert.Equal([1L, 2L, 3L, 4L], Seqs());
        Assert.Equal(0L, _lake.Scalar("SELECT count(*) FROM quarantine"));
    }

    [Fact]
    public void Sweep_RunIsDone_EndsItsOpenFiles()
    {
        var journal = new TestJournal(_lake.Directory.Journal);
        journal.RunIs("running");
        journal.Append(Intents.Line(1) + "torn");
        using JournalFollower follower = Follower();
        follower.Sweep(default);
        Assert.False(JournalDirectory.AreRunsDone(_lake.Directory.Journal));
        journal.RunIs("done");
        follower.Sweep(default);
        Assert.Equal(4, follower.Report.TornTailBytes);
        Assert.True(JournalDirectory.AreRunsDone(_lake.Directory.Journal));
    }

    [Fact]
    public void Sweep_CopyUnderAnotherName_LoadsNothingTwice()
    {
        var journal = new TestJournal(_lake.Directory.Journal);
        journal.Append(Intents.Lines(1, 20)).Seal();
        File.Copy(journal.Sealed, Path.Combine(Path.GetDirectoryName(journal.Sealed)!, "order_intent-000009.jsonl"));
        using JournalFollower follower = Follower();
        follower.Sweep(default);
        Assert.Equal(new LineCounts(20, 20, 0, 0, 0, 0), follower.Report.Total);
        Assert.Empty(follower.Report.Alarms);
        Assert.Equal(20L, _lake.Scalar("SELECT count(*) FROM order_intent"));
    }

    [Fact]
    public void Sweep_OtherFileWithTheSameId_IsAnAlarmAndNotRead()
    {
        new TestJournal(_lake.Directory.Journal, fileUuid: "same").Append(Intents.Lines(1, 3)).Seal();
        new TestJournal(_lake.Directory.Journal, runKey: "run-b", fileUuid: "same", run: "another-run").Append(Intents.Lines(1, 3, "another-run")).Seal();
        using JournalFollower follower = Follower();
        follower.Sweep(default);
        Assert.Contains("same file_uuid", Assert.Single(follower.Report.Alarms), StringComparison.Ordinal);
        Assert.Equal(3L, _lake.Scalar("SELECT count(*) FROM order_intent"));
    }

    [Fact]
    public void Sweep_ProgressLost_FindsEverythingToBeThereAlready()
    {
        new TestJournal(_lake.Directory.Journal).Append(Intents.Lines(1, 30)).Seal();
        using (JournalFollower follower = Follower()) follower.Sweep(default);
        Directory.Delete(_lake.Directory.Progress, recursive: true);
        // Other bounds than before, so that the batch is not the same one.
        File.AppendAllText(Directory.GetFiles(_lake.Directory.Journal, "*.jsonl", SearchOption.AllDirectories)[0], "");
        using JournalFollower again = Follower();
        again.Sweep(default);
        Assert.Equal(30, again.Report.Total.Rows + again.Report.Total.Duplicates);
        Assert.Equal(30L, _lake.Scalar("SELECT count(*) FROM order_intent"));
    }

    [Fact]
    public void Sweep_PendingBatch_IsDoneAgainWithTheSameBounds()
    {
        var journal = new TestJournal(_lake.Directory.Journal);
        journal.Append(Intents.Lines(1, 10));
        using (JournalFollower follower = Follower()) follower.Sweep(default);
        var store = new ProgressStore(_lake.Directory);
        FileProgress committed = store.Read(journal.FileUuid)!;
        long start = File.ReadAllText(journal.Open).IndexOf('\n', StringComparison.Ordinal) + 1;
        PartitionFile before = Assert.Single(LakeSnapshot.Read(_lake.Directory).Files("order_intent", null, null));
        // As a process leaves it that was killed after publishing and before committing; meanwhile the file grew.
        store.Write(committed with { Committed = start, TailSha256 = null, Pending = new PendingSpan(start, committed.Committed), Counts = default });
        journal.Append(Intents.Lines(11, 15));
        using JournalFollower again = Follower();
        again.Sweep(default);
        PartitionFile[] files = [.. LakeSnapshot.Read(_lake.Directory).Files("order_intent", null, null)];
        Assert.Equal(2, files.Length);
        Assert.Contains(files, f => f.Name == before.Name && f.Sha256 == before.Sha256);
        Assert.Equal(new LineCounts(15, 15, 0, 0, 0, 0), store.Read(journal.FileUuid)!.Counts);
        Assert.Equal(Enumerable.Range(1, 15).Select(i => (long)i), Seqs());
    }

    [Theory]
    [InlineData("hello\n", "not a file header")]
    [InlineData("{\"@t\":\"2025-09-04T00:00:00.000000Z\",\"event_type\":\"file_header\",\"file_uuid\":\"../x\",\"run_id\":\"r\",\"stream\":\"order_intent\",\"schema_v\":1,\"started_at\":\"2025-09-04T00:00:00.000000Z\"}\n", "file_uuid is not a name")]
    [InlineData("{\"@t\":\"2025-09-04T00:00:00.000000Z\",\"event_type\":\"file_header\",\"file_uuid\":\"x\",\"run_id\":\"r\",\"stream\":\"nope\",\"schema_v\":1,\"started_at\":\"2025-09-04T00:00:00.000000Z\"}\n", "stream 'nope'")]
    public void Sweep_FileWithoutUsableHeader_IsAnAlarm(string content, string alarm)
    {
        Directory.CreateDirectory(_lake.Directory.Journal);
        File.WriteAllText(Path.Combine(_lake.Directory.Journal, "order_intent-000001.jsonl"), content);
        using JournalFollower follower = Follower();
        follower.Sweep(default);
        Assert.Contains(alarm, Assert.Single(follower.Report.Alarms), StringComparison.Ordinal);
    }

    [Fact]
    public void Sweep_HeaderNotYetWhole_Waits()
    {
        Directory.CreateDirectory(_lake.Directory.Journal);
        File.WriteAllText(Path.Combine(_lake.Directory.Journal, "order_intent-000001.open"), "{\"@t\":");
        using JournalFollower follower = Follower();
        Assert.False(follower.Sweep(default));
        Assert.Empty(follower.Report.Alarms);
    }

    private JournalFollower Follower() => new(_lake.Directory, _lake.Clock, new LoggerConfiguration().CreateLogger());

    private IEnumerable<long> Seqs() => _lake.Query("SELECT seq FROM order_intent ORDER BY seq").Select(r => (long)r[0]!);
}
