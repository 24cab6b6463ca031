using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MarketMaker.Bot.Journal;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.Tests.Bot.Journal;

public sealed class JournalWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Complete_AfterThreeEvents_LeavesOneSealedFileThatVouchesForItself()
    {
        Write(Options(), Costs(3));

        string file = Assert.Single(Directory.GetFiles(_folder.Path));
        Assert.Equal("cost-000001.jsonl", Path.GetFileName(file));
        string[] lines = File.ReadAllLines(file);
        Assert.Equal(5, lines.Length);
        JsonElement header = Json(lines[0]);
        Assert.Equal("file_header", header.GetProperty("event_type").GetString());
        Assert.Equal("cost", header.GetProperty("stream").GetString());
        Assert.Equal("run-a", header.GetProperty("run_id").GetString());
        Assert.Equal("1970-01-01T00:00:01.000000Z", header.GetProperty("started_at").GetString());
        Assert.Equal([1L, 2L, 3L], lines[1..4].Select(l => Json(l).GetProperty("seq").GetInt64()));
        JsonElement trailer = Json(lines[4]);
        Assert.Equal(3, trailer.GetProperty("lines").GetInt64());
        Assert.Equal(1, trailer.GetProperty("first_seq").GetInt64());
        Assert.Equal(3, trailer.GetProperty("last_seq").GetInt64());
        byte[] before = Encoding.UTF8.GetBytes(string.Concat(lines[..4].Select(l => l + "\n")));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(before)), trailer.GetProperty("sha256").GetString());
    }

    [Fact]
    public void Emit_MoreThanAFileHolds_BeginsANewNameAndLosesNothing()
    {
        Write(Options() with { MaxFileBytes = 2000 }, Costs(100));

        string[] files = [.. Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal)];
        Assert.True(files.Length > 5, $"{files.Length} files");
        Assert.All(files, f => Assert.EndsWith(".jsonl", f));
        Assert.All(files, f => Assert.True(new FileInfo(f).Length < 2000 + 300)); // the trailer comes on top
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), Seqs());
        Assert.Equal(files.Length, files.Select(f => Json(File.ReadLines(f).First()).GetProperty("file_uuid").GetString()).Distinct().Count());
    }

    [Fact]
    public void Emit_AcrossTheHour_BeginsANewFileOnlyWhenAsked()
    {
        Cost late = Some(3601);
        Write(Options() with { IsRolledHourly = true }, [Some(3599), late, late]);
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void Emit_IntoATinyRingUnderWait_LosesNothing()
    {
        Write(Options() with { RingCapacity = 2 }, Costs(500));
        Assert.Equal(Enumerable.Range(1, 500).Select(i => (long)i), Seqs());
    }

    [Fact]
    public void Emit_IntoAFullRingUnderDrop_ReportsExactlyTheLostRange()
    {
        using var journal = new JournalWriter(Options() with { Overflow = OverflowPolicy.Drop, RingCapacity = 4 }, TimeProvider.System);
        EventJournal<Cost> costs = journal.Stream<Cost>();
        foreach (Cost cost in Costs(10)) costs.Emit(cost); // nobody drains yet: 4 fit, 5 … 10 do not
        Assert.Equal(6, costs.LostEvents);

        journal.Start();
        SpinWait.SpinUntil(() => costs.Depth == 0, TimeSpan.FromSeconds(30));
        costs.Emit(Some(11));
        journal.Complete();

        Assert.Equal([1L, 2L, 3L, 4L, 11L], Seqs());
        JsonElement gap = Json(File.ReadAllLines(_folder.File("telemetry_gap-000001.jsonl"))[1]);
        Assert.Equal("cost", gap.GetProperty("stream").GetString());
        Assert.Equal((6L, 5L, 10L), (gap.GetProperty("lost_events").GetInt64(), gap.GetProperty("from_seq").GetInt64(), gap.GetProperty("to_seq").GetInt64()));
        Assert.Equal("1970-01-01T00:00:10.000000Z", gap.GetProperty("@t").GetString());
    }

    [Fact]
    public void Complete_WhileLosing_ReportsTheOpenRange()
    {
        using var journal = new JournalWriter(Options() with { Overflow = OverflowPolicy.Drop, RingCapacity = 4 }, TimeProvider.System);
        EventJournal<Cost> costs = journal.Stream<Cost>();
        foreach (Cost cost in Costs(6)) costs.Emit(cost);
        journal.Start();
        journal.Complete();

        JsonElement gap = Json(File.ReadAllLines(_folder.File("telemetry_gap-000001.jsonl"))[1]);
        Assert.Equal((5L, 6L), (gap.GetProperty("from_seq").GetInt64(), gap.GetProperty("to_seq").GetInt64()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(57)]
    [InlineData(99)]
    [InlineData(100)]
    public void Emit_AgainAfterAKill_WritesOnlyWhatIsMissing(int wholeLines)
    {
        Write(Options(), Costs(100));
        string[] lines = File.ReadAllLines(_folder.File("cost-000001.jsonl"));
        string undisturbed = JournalHash.Compute(_folder.Path);
        File.Delete(_folder.File("cost-000001.jsonl"));
        string torn = string.Concat(lines[..(wholeLines + 1)].Select(l => l + "\n")) + "{\"@t\":\"1970-01-01T00:0";
        File.WriteAllText(_folder.File("cost-000001.open"), torn);

        Write(Options(), Costs(100));

        Assert.Equal(torn, File.ReadAllText(_folder.File("cost-000001.jsonl"))); // renamed, not touched
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), Seqs());
        Assert.Equal(undisturbed, JournalHash.Compute(_folder.Path));
        Assert.Equal(wholeLines < 100, File.Exists(_folder.File("cost-000002.jsonl")));
    }

    [Fact]
    public void Complete_WhenTheFolderCannotBe_SaysWhatFailedAndWhatToDo()
    {
        using var journal = new JournalWriter(Options() with { Directory = _folder.File("run"), FailureWait = TimeSpan.Zero }, TimeProvider.System);
        EventJournal<Cost> costs = journal.Stream<Cost>();
        journal.Start();
        Directory.Delete(_folder.File("run"));
        File.WriteAllText(_folder.File("run"), "a file where the folder was");
        costs.Emit(Some(1));

        JournalFailedException failure = Assert.Throws<JournalFailedException>(journal.Complete);
        Assert.Contains("Free the disk and run again", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Emit_OnceWarm_AllocatesNothing()
    {
        using var journal = new JournalWriter(Options(), TimeProvider.System);
        EventJournal<OrderIntent> intents = journal.Stream<OrderIntent>();
        journal.Start();
        var source = new OrderIntent { Envelope = new Envelope { Time = new UtcMicros(1), Venue = "hyperliquid", Symbol = "BTC" }, RepeatCount = 1 };
        for (int i = 0; i < 1000; i++) intents.Emit(in source);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) intents.Emit(in source);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        journal.Complete();
    }

    private JournalOptions Options() => new() { Directory = _folder.Path, RunId = "run-a", Overflow = OverflowPolicy.Wait };

    private static void Write(JournalOptions options, IEnumerable<Cost> costs)
    {
        using var journal = new JournalWriter(options, TimeProvider.System);
        EventJournal<Cost> stream = journal.Stream<Cost>();
        journal.Start();
        foreach (Cost cost in costs) stream.Emit(cost);
        journal.Complete();
    }

    private List<long> Seqs() =>
        [.. JournalPath.Of(_folder.Path, "cost").SelectMany(p => JournalLines.Complete(p.File)).Select(l => JournalLines.TryReadSeq(l.Span, out long seq) ? seq : 0).Where(s => s > 0)];

    private static Cost Some(int second) => new() { Envelope = new Envelope { Time = new UtcMicros(second * UtcMicros.PerSecond) }, AmountUsd = second };

    private static IEnumerable<Cost> Costs(int count) => Enumerable.Range(1, count).Select(Some);

    private static JsonElement Json(string line) => JsonDocument.Parse(line).RootElement;
}
