using System.Security.Cryptography;
using System.Text;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Tests.JournalCollector;

/// <summary>Writes a journal file as a bot does: header, lines, trailer, rename.</summary>
internal sealed class TestJournal
{
    private readonly string _base;
    private readonly string _run;
    private long _lines;

    public TestJournal(string journal, string runKey = "run-a", string stream = "order_intent", int index = 1, string? fileUuid = null, string run = Lake.Intents.Run)
    {
        _run = Path.Combine(journal, runKey);
        Directory.CreateDirectory(_run);
        _base = Path.Combine(_run, JournalFile.BaseName(stream, index));
        FileUuid = fileUuid ?? $"{runKey}-{stream}-{index}";
        var line = new JsonLine();
        JournalFrame.Write(new JournalHeader(FileUuid, run, stream, 1, Lake.Intents.Start), line);
        File.WriteAllBytes(Open, line.Bytes);
    }

    public string FileUuid { get; }

    public string Open => _base + JournalFile.OpenExtension;

    public string Sealed => _base + JournalFile.SealedExtension;

    public TestJournal Append(string text)
    {
        using var file = new FileStream(Open, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(Encoding.UTF8.GetBytes(text));
        _lines += text.Count(c => c == '\n');
        return this;
    }

    public TestJournal Seal(long? lines = null, string? sha256 = null)
    {
        var line = new JsonLine();
        JournalFrame.Write(new JournalTrailer(new UtcMicros(0), lines ?? _lines, 1, _lines, sha256 ?? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Open)))), line);
        Append(Encoding.UTF8.GetString(line.Bytes));
        File.Move(Open, Sealed);
        return this;
    }

    public void RunIs(string state) => File.WriteAllText(Path.Combine(_run, "run.json"), $"{{\"run_id\":\"x\",\"state\":\"{state}\"}}");
}
