using System.IO.Compression;
using MarketMaker.Collectors.Imports;
using MarketMaker.Collectors.JournalCollector;
using MarketMaker.Collectors.Sources;
using MarketMaker.Collectors.Tests.JournalCollector;
using MarketMaker.Collectors.Tests.Lake;
using MarketMaker.Collectors.Imports.Clef;
using Serilog;

namespace MarketMaker.Collectors.Tests.Sources;

public sealed class RawProgramTests : IDisposable
{
    private readonly TempLake _lake = new();
    private readonly TestJournal _journal;

    public RawProgramTests()
    {
        _journal = new TestJournal(_lake.Directory.Journal);
        _journal.Append(Intents.Lines(1, 5));
        using var follower = new JournalFollower(_lake.Directory, _lake.Clock, new LoggerConfiguration().CreateLogger());
        follower.Sweep(default);
    }

    public void Dispose() => _lake.Dispose();

    [Fact]
    public void Run_OpenSealedMovedOrCompressedJournal_PrintsTheLine()
    {
        Assert.Equal(Intents.Line(3), Raw("3")); // still open: its progress names it as it will be
        _journal.Seal();
        Assert.Equal(Intents.Line(5), Raw("5"));
        string compressed = _journal.Sealed + ".gz";
        using (FileStream from = File.OpenRead(_journal.Sealed))
        using (var to = new GZipStream(File.Create(compressed), CompressionLevel.Fastest))
            from.CopyTo(to);
        File.Delete(_journal.Sealed);
        Assert.Equal(Intents.Line(1), Raw("1"));
        string moved = Path.Combine(_lake.Directory.Journal, "archive", "renamed.jsonl.gz");
        Directory.CreateDirectory(Path.GetDirectoryName(moved)!);
        File.Move(compressed, moved);
        Assert.Equal(Intents.Line(4), Raw("4"));
    }

    [Fact]
    public void Run_FileIsGone_SaysWhereItWasLookedFor()
    {
        File.Delete(_journal.Open);
        Assert.Contains("is gone", Refused("3"), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_FileWasChanged_RefusesToShowAnotherLine()
    {
        string text = File.ReadAllText(_journal.Open);
        File.WriteAllText(_journal.Open, text.Replace("\"seq\":3,", "\"seq\":9,", StringComparison.Ordinal));
        Assert.Contains("another line", Refused("3"), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoSuchEvent_SaysSo() => Assert.Contains("no event", Refused("6"), StringComparison.Ordinal);

    [Fact]
    public void Run_ImportedLine_IsFoundBelowTheNamedFolder()
    {
        string logs = Path.Combine(_lake.Directory.Data, "their", "logs");
        Directory.CreateDirectory(logs);
        string second = "{\"@t\":\"2025-09-04T10:00:01.0000000Z\",\"@mt\":\"two\"}";
        File.WriteAllText(Path.Combine(logs, "app.jsonl"), "{\"@t\":\"2025-09-04T10:00:00.0000000Z\",\"@mt\":\"one\"}\n" + second + "\n");
        new ImportRun(new ClefFormat(), _lake.Directory, _lake.Clock).Run(logs, new Progress<ImportProgress>(), default);
        object?[] row = _lake.Query("SELECT run_id, seq FROM bot_log WHERE message = 'two'")[0];
        string[] arguments = ["bot_log", (string)row[0]!, $"{row[1]}", "--data", _lake.Directory.Data, "--logs"];
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Assert.True(RawProgram.Run([.. arguments, _lake.Directory.Data], output, errors) == 0, errors.ToString());
        Assert.Equal(second + "\n", output.ToString());
        Assert.Equal(1, RawProgram.Run([.. arguments, _lake.Directory.Journal], TextWriter.Null, errors));
        Assert.Contains("--logs", errors.ToString(), StringComparison.Ordinal);
    }

    private string Raw(string seq)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Assert.True(RawProgram.Run(["order_intent", Intents.Run, seq, "--data", _lake.Directory.Data], output, errors) == 0, errors.ToString());
        return output.ToString();
    }

    private string Refused(string seq)
    {
        using var errors = new StringWriter();
        Assert.Equal(1, RawProgram.Run(["order_intent", Intents.Run, seq, "--data", _lake.Directory.Data], TextWriter.Null, errors));
        return errors.ToString();
    }
}
