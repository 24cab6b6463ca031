using System.Text.Json.Nodes;
using MarketMaker.Collectors.JournalCollector;
using MarketMaker.Collectors.QuarantineRetry;
using MarketMaker.Collectors.Tests.JournalCollector;
using MarketMaker.Collectors.Tests.Lake;
using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Collectors.Tests.QuarantineRetry;

public sealed class QuarantineProgramTests : IDisposable
{
    private const string Stream = "order_intent";

    private readonly TempLake _lake = new();
    private readonly TestJournal _journal;
    private readonly long _start;

    public QuarantineProgramTests()
    {
        _journal = new TestJournal(_lake.Directory.Journal);
        _start = new FileInfo(_journal.Open).Length;
    }

    public void Dispose() => _lake.Dispose();

    [Fact]
    public void Retry_EnumValueThatTheSchemaForbadeAndNowPermits_LoadsTheLineOnce()
    {
        // The older release did not know the side "ask" (odd seqs); one line is bad under both.
        string lines = Intents.Lines(1, 6) + "nonsense\n";
        Collected(lines, Older());
        Assert.Equal((3L, 4L), Counts());
        Assert.Equal(new LineCounts(7, 3, 0, 4, 0, 0), Progress());

        Assert.Equal(new RetryOutcome(4, 3, 0, 1), Retry());
        Assert.Equal((6L, 1L), Counts());
        Assert.Equal(new LineCounts(7, 6, 0, 1, 0, 0), Progress());
        Assert.Equal(Enumerable.Range(1, 6).Select(i => (long)i), _lake.Query($"SELECT seq FROM {Stream} ORDER BY seq").Select(r => (long)r[0]!));
        // Lineage of a retried line is its own place: line 3 stands after lines 1 and 2.
        Assert.Equal([_journal.FileUuid, _start + Intents.Lines(1, 2).Length], _lake.Query($"SELECT file_uuid, byte_offset FROM {Stream} WHERE seq = 3")[0]);
        Assert.StartsWith("line: it is not JSON", (string)_lake.Scalar("SELECT reason FROM quarantine")!, StringComparison.Ordinal);

        Assert.Equal(new RetryOutcome(1, 0, 0, 1), Retry()); // nothing changes any more
        Assert.Equal(new LineCounts(7, 6, 0, 1, 0, 0), Progress());
    }

    [Fact]
    public void Retry_SourceFileIsGone_UsesWhatQuarantineKept()
    {
        Collected(Intents.Lines(1, 2), Older());
        File.Delete(_journal.Open);
        Assert.Equal(new RetryOutcome(1, 1, 0, 0), Retry());
        Assert.Equal((2L, 0L), Counts());
    }

    [Fact]
    public void Retry_LineCutAndSourceFileGone_IsNotTriedAndSaysWhy()
    {
        Collected(Intents.Changed(1, "note", $"\"{new string('x', 70_000)}\""), Older());
        Assert.Single(Report(_journal.Open, isGone: true)["untried"]!.AsArray());
        Assert.Equal((0L, 1L), Counts());
        // With its file there the whole line is read, which is longer than what quarantine keeps.
        Assert.Equal(1, (int)Report(_journal.Open, isGone: false)["rows"]!);
        Assert.Equal((1L, 0L), Counts());
    }

    [Fact]
    public void Retry_EventCameMeanwhileFromAnotherFile_IsADuplicate()
    {
        Collected(Intents.Lines(1, 2), Older());
        _lake.Ingest(Stream, Intents.Line(1), "other-file");
        Assert.Equal(new RetryOutcome(1, 0, 1, 0), Retry());
        Assert.Equal((2L, 0L), Counts());
        Assert.Equal(new LineCounts(2, 1, 1, 0, 0, 0), Progress());
    }

    [Fact]
    public void Retry_Conflict_StaysInQuarantine()
    {
        _lake.Ingest(Stream, Intents.Line(2, with: i => i with { Price = 1m }), "other-file");
        Collected(Intents.Lines(1, 3), Catalogue.Get);
        Assert.Equal(new LineCounts(3, 2, 0, 1, 1, 0), Progress());
        Assert.Equal(new RetryOutcome(1, 0, 0, 1), Retry());
        Assert.Equal(new LineCounts(3, 2, 0, 1, 1, 0), Progress());
        Assert.Equal((3L, 1L), Counts());
    }

    [Fact]
    public void Retry_KilledAfterTheRowsAndAfterTheIntent_EndsTheSame()
    {
        Collected(Intents.Lines(1, 6), Older());
        RetriedLine[] lines = [.. QuarantinedLine.Read(_lake.Directory, "true").Select(l => new RetriedLine(l.ByteOffset, System.Text.Encoding.UTF8.GetBytes(l.Raw)))];
        using (var ingest = new StreamIngest(_lake.Directory, _lake.Clock))
        {
            // As a process leaves it that loaded only the first line and died before the intent.
            Assert.Equal(1, ingest.Retry(new SourceSpan(_journal.FileUuid, "x", 0, 0, Intents.Start), Stream, lines[..1]).Rows);
            Assert.Equal((4L, 3L), Counts());
            // And another that wrote the intent for all and died.
            RetryResult result = ingest.Retry(new SourceSpan(_journal.FileUuid, "x", 0, 0, Intents.Start), Stream, lines);
            Assert.Equal((3L, 0L), (result.Rows, result.Duplicates)); // the first is its own row, not a duplicate
            LineCounts before = Progress();
            new RetryIntents(_lake.Directory, _lake.Clock).Write(new RetryIntent(_journal.FileUuid, result.Accepted, before, before with { Rows = 6, Quarantined = 0 }));
        }

        Assert.Equal((6L, 3L), Counts());
        new RetryIntents(_lake.Directory, _lake.Clock).Finish();
        Assert.Equal((6L, 0L), Counts());
        Assert.Equal(new LineCounts(6, 6, 0, 0, 0, 0), Progress());
        Assert.Equal(new RetryOutcome(0, 0, 0, 0), Retry());
    }

    [Fact]
    public void Retry_BatchOfTheLineIsIngestedAgain_DoublesNothing()
    {
        Collected(Intents.Lines(1, 6), Older());
        Retry();
        Directory.Delete(_lake.Directory.Progress, recursive: true); // everything is read again
        Collected("", Catalogue.Get);
        Assert.Equal((6L, 0L), Counts());
    }

    [Fact]
    public void Retry_OtherStream_IsLeftAlone()
    {
        Collected(Intents.Lines(1, 2), Older());
        Assert.Equal(new RetryOutcome(0, 0, 0, 0), Retry("--stream", "execution"));
        Assert.Equal((1L, 1L), Counts());
    }

    [Fact]
    public void ListAndShow_NamePlaceReasonAndLine()
    {
        Collected(Intents.Line(2) + "nonsense\n" + Intents.Changed(4, "price", "-5"), Catalogue.Get);
        JsonNode all = Json("list");
        Assert.Equal(2, (int)all["count"]!);
        JsonNode price = Assert.Single(Json("list", "--stream", Stream, "--reason", "PRICE", "--from", "2025-09-04", "--to", "2025-09-05")["lines"]!.AsArray())!;
        string id = $"{_journal.FileUuid}:{_start + Intents.Line(2).Length + 9}";
        Assert.Equal(id, (string)price["id"]!);
        Assert.Equal(0, (int)Json("list", "--from", "2025-09-06")["count"]!);
        Assert.Equal(Intents.Changed(4, "price", "-5").TrimEnd(), (string)Json("show", id)["raw_line"]!);
        using var output = new StringWriter();
        Assert.Equal(0, QuarantineProgram.Run(["show", id, "--data", _lake.Directory.Data], output, TextWriter.Null, default));
        Assert.Contains("reason  price: '-5' is below the minimum", output.ToString(), StringComparison.Ordinal);
        using var errors = new StringWriter();
        Assert.Equal(1, QuarantineProgram.Run(["show", "x:1", "--data", _lake.Directory.Data], TextWriter.Null, errors, default));
        Assert.Equal(2, QuarantineProgram.Run(["show", "x", "--data", _lake.Directory.Data], TextWriter.Null, errors, default));
        Assert.Equal(2, QuarantineProgram.Run([], TextWriter.Null, errors, default));
    }

    private static Func<string, TableSchema> Older() => name => name != Stream ? Catalogue.Get(name) : Catalogue.Get(Stream) with
    {
        Columns = [.. Catalogue.Get(Stream).Columns.Select(c => c.Name == "side" ? c with { Members = [.. c.Members.Where(m => m.Text != "ask")] } : c)],
    };

    // What the follower does, with an ingest of another release.
    private void Collected(string lines, Func<string, TableSchema> schemas)
    {
        if (lines.Length > 0) _journal.Append(lines);
        byte[] bytes = File.ReadAllBytes(_journal.Open)[(int)_start..];
        using var ingest = new StreamIngest(_lake.Directory, _lake.Clock, schemas, new Upcasters([]));
        IngestResult result = ingest.Ingest(new SourceSpan(_journal.FileUuid, "journal/x", _start, _start + bytes.Length, Intents.Start), Stream, bytes);
        new ProgressStore(_lake.Directory).Write(new FileProgress
        {
            FileUuid = _journal.FileUuid, Stream = Stream, RunId = Intents.Run, HeaderSha256 = "x", Path = Path.GetRelativePath(_lake.Directory.Data, _journal.Sealed),
            Committed = _start + bytes.Length, Counts = result.Total,
        });
    }

    private (long Rows, long Quarantined) Counts()
    {
        object?[] row = _lake.Query($"SELECT (SELECT count(*) FROM {Stream}), (SELECT count(*) FROM quarantine)")[0];
        return ((long)row[0]!, (long)row[1]!);
    }

    private LineCounts Progress() => new ProgressStore(_lake.Directory).Read(_journal.FileUuid)!.Counts;

    private RetryOutcome Retry(params string[] arguments)
    {
        JsonNode report = Json(["retry", .. arguments]);
        return new RetryOutcome((long)report["tried"]!, (long)report["rows"]!, (long)report["duplicates"]!, (long)report["still_refused"]!);
    }

    private JsonNode Report(string file, bool isGone)
    {
        if (!isGone) return Json("retry");
        File.Move(file, file + ".hidden");
        JsonNode report = Json("retry");
        File.Move(file + ".hidden", file);
        return report;
    }

    private JsonNode Json(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        int exitCode = QuarantineProgram.Run([.. arguments, "--data", _lake.Directory.Data, "--json"], output, errors, default);
        Assert.True(exitCode == 0, errors.ToString());
        return JsonNode.Parse(output.ToString())!;
    }

    private sealed record RetryOutcome(long Tried, long Rows, long Duplicates, long StillRefused);
}
