using System.IO.Compression;
using MarketMaker.Collectors.JournalCollector;
using MarketMaker.Collectors.Tests.Lake;
using MarketMaker.Lake.Tables;
using MarketMaker.Schemas.Events;
using Serilog;

namespace MarketMaker.Collectors.Tests.JournalCollector;

/// <summary>Files that are compressed, copied, rewritten, cut or replaced on their way.</summary>
public sealed class ChangedFileTests : IDisposable
{
    private readonly TempLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public void Sweep_CompressedFile_IsReadAsTheFileItWas()
    {
        var journal = new TestJournal(_lake.Directory.Journal);
        journal.Append(Intents.Lines(1, 40)).Seal();
        Compress(journal.Sealed, members: 2);
        using JournalFollower follower = Follower();
        follower.Sweep(default);
        Assert.Equal(new LineCounts(40, 40, 0, 0, 0, 0), follower.Report.Total);
        Assert.Empty(follower.Report.Alarms);
        // The offsets are those of the uncompressed lines: the first stands right behind the header.
        var header = new JsonLine();
        JournalFrame.Write(new JournalHeader(journal.FileUuid, Intents.Run, "order_intent", 1, Intents.Start), header);
        Assert.Equal((long)header.Bytes.Length, _lake.Scalar("SELECT min(byte_offset) FROM order_intent"));
    }

    [Fact]
    public void Sweep_FileAndItsCompressedCopy_LoadNothingTwice()
    {
        var journal = new TestJournal(_lake.Directory.Journal);
        journal.Append(Intents.Lines(1, 40)).Seal();
        string copy = Path.Combine(Directory.CreateDirectory(Path.Combine(_lake.Directory.Journal, "shipped")).FullName, Path.GetFileName(journal.Sealed));
        File.Copy(journal.Sealed, copy);
        Compress(copy, members: 1);
        using JournalFollower follower = Follower();
        follower.Sweep(default);
        Assert.Equal(40L, _lake.Scalar("SELECT count(*) FROM order_intent"));
        Assert.Empty(follower.Report.Alarms);
    }

    [Fact]
    public void Sweep_CompressedFileCutInHalf_LoadsWholeLinesAndTheRestWhenItComes()
    {
        var journal = new TestJournal(_lake.Directory.Journal);
        journal.Append(Intents.Lines(1, 2000)).Seal();
        Compress(journal.Sealed, members: 1);
        byte[] whole = File.ReadAllBytes(journal.Sealed + ".gz");
        File.WriteAllBytes(journal.Sealed + ".gz", whole[..(whole.Length / 2)]);
        using JournalFollower follower = Follower();
        follower.Sweep(default);
        long first = (long)_lake.Scalar("SELECT count(*) FROM order_intent")!;
        Assert.InRange(first, 1, 1999);
        Assert.Contains("what could be decompressed was read", Assert.Single(follower.Report.Alarms), StringComparison.Ordinal);
        File.WriteAllBytes(journal.Sealed + ".gz", whole);
        follower.Sweep(default);
        Assert.Equal(Enumerable.Range(1, 2000).Select(i => (long)i), Seqs());
        Assert.Equal(new LineCounts(2000, 2000, 0, 0, 0, 0), follower.Report.Total);
    }

    [Fact]
    public void Sweep_RotatedInTheMiddleOfALine_ReadsTheRestThatFollows()
    {
        string third = Intents.Line(3);
        var journal = new TestJournal(_lake.Directory.Journal);
        journal.Append(Intents.Lines(1, 2) + third[..80]);
        File.Move(journal.Open, journal.Sealed); // by somebody who does not know what a line is; its writer goes on
        using JournalFollower follower = Follower();
        follower.Sweep(default);
        Assert.Equal([1L, 2L], Seqs());
        File.AppendAllText(journal.Sealed, third[80..] + Intents.Line(4));
        follower.Sweep(default);
        Assert.Equal([1L, 2L, 3L, 4L], Seqs());
        Assert.Empty(follower.Report.Alarms);
    }

    [Fact]
    public void Sweep_FileRewrittenWithOtherEvents_AlarmsAndKeepsBoth()
    {
        var journal = new TestJournal(_lake.Directory.Journal);
        journal.Append(Intents.Lines(1, 10));
        string header = File.ReadLines(journal.Open).First() + "\n";
        using JournalFollower follower = Follower();
        follower.Sweep(default);
        File.WriteAllText(journal.Open, header + Intents.Lines(11, 25));
        follower.Sweep(default);
        Assert.Contains("the file was rewritten", Assert.Single(follower.Report.Alarms), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 25).Select(i => (long)i), Seqs());
        FileProgress progress = new ProgressStore(_lake.Directory).Read(journal.FileUuid)!;
        Assert.Equal((2, 10L, 15L), (progress.Generation, progress.EarlierCounts.Rows, progress.Counts.Rows));
    }

    [Fact]
    public void Sweep_TruncatedFileThatGrowsAgain_LosesAndDoublesNothing()
    {
        var journal = new TestJournal(_lake.Directory.Journal);
        journal.Append(Intents.Lines(1, 10));
        using JournalFollower follower = Follower();
        follower.Sweep(default);
        string[] lines = File.ReadAllLines(journal.Open);
        File.WriteAllText(journal.Open, string.Join('\n', lines[..4]) + "\n"); // header and three events are left
        follower.Sweep(default);
        Assert.Contains("were already read", Assert.Single(follower.Report.Alarms), StringComparison.Ordinal);
        File.AppendAllText(journal.Open, Intents.Lines(11, 30));
        follower.Sweep(default);
        Assert.Equal(Enumerable.Range(1, 30).Select(i => (long)i), Seqs());
        Assert.Equal(0L, _lake.Scalar("SELECT count(*) FROM quarantine"));
    }

    [Fact]
    public void Sweep_AnotherFileOfTheSameLengthAtTheSamePath_IsRead()
    {
        var journal = new TestJournal(_lake.Directory.Journal, fileUuid: "file-a");
        journal.Append(Intents.Lines(1, 5)).Seal();
        using JournalFollower follower = Follower();
        follower.Sweep(default);
        long length = new FileInfo(journal.Sealed).Length;
        File.Delete(journal.Sealed); // its inode may well be given to the next file
        var other = new TestJournal(_lake.Directory.Journal, fileUuid: "file-b");
        other.Append(Intents.Lines(6, 9) + Intents.Line(9)).Seal(lines: 5);
        Assert.Equal(length, new FileInfo(other.Sealed).Length);
        follower.Sweep(default);
        Assert.Equal(Enumerable.Range(1, 9).Select(i => (long)i), Seqs());
        Assert.Equal(1, follower.Report.Total.Duplicates);
    }

    [Fact]
    public void Sweep_BytesAfterTheTrailer_AreAnAlarm()
    {
        var journal = new TestJournal(_lake.Directory.Journal);
        journal.Append(Intents.Lines(1, 3)).Seal();
        using JournalFollower follower = Follower();
        follower.Sweep(default);
        File.AppendAllText(journal.Sealed, Intents.Line(4));
        follower.Sweep(default);
        Assert.Contains("stand after the trailer", Assert.Single(follower.Report.Alarms), StringComparison.Ordinal);
    }

    [Fact]
    public void Sweep_ClockIsSetBackTenMinutes_EventsOfBeforeStayPast()
    {
        _lake.Clock.Now = Intents.Start.ToDateTimeOffset().AddSeconds(100);
        var journal = new TestJournal(_lake.Directory.Journal);
        journal.Append(Intents.Line(100));
        using (JournalFollower follower = Follower()) follower.Sweep(default);
        _lake.Clock.Now -= TimeSpan.FromMinutes(10);
        journal.Append(Intents.Line(101, with: i => i with { Envelope = i.Envelope with { Time = Intents.Start + (100 * 1_000_000L), RecvT = null } }));
        using JournalFollower again = Follower();
        again.Sweep(default);
        Assert.Equal([100L, 101L], Seqs());
    }

    private static void Compress(string path, int members)
    {
        byte[] bytes = File.ReadAllBytes(path);
        using (FileStream file = File.Create(path + ".gz"))
        {
            for (int i = 0; i < members; i++)
            {
                using var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
                gzip.Write(bytes.AsSpan(bytes.Length * i / members, (bytes.Length * (i + 1) / members) - (bytes.Length * i / members)));
            }
        }

        File.Delete(path);
    }

    private JournalFollower Follower() => new(_lake.Directory, _lake.Clock, new LoggerConfiguration().CreateLogger());

    private IEnumerable<long> Seqs() => _lake.Query("SELECT seq FROM order_intent ORDER BY seq").Select(r => (long)r[0]!);
}
