using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MarketMaker.Collectors.Imports;
using MarketMaker.Collectors.Imports.Clef;

namespace MarketMaker.Collectors.Tests.Imports;

public sealed class ClefImportTests : IDisposable
{
    private readonly ImportedLake _lake = new(new ClefFormat());

    public void Dispose() => _lake.Dispose();

    [Fact]
    public void Import_EveryKindOfFile_AccountsForEveryLine()
    {
        _lake.Write("app/logs/a.clef", Lines("""{"@t":"2026-01-05T14:00:00Z","@m":"one"}""", """{"@t":"2026-01-05T14:00:00Z","@m":"one"}""", "no json"));
        _lake.Write("app/logs/b.json", Lines("""{"@t":"2026-01-05T14:00:01Z","@m":"two"}"""));
        _lake.Write("app/logs/c.jsonl", Lines("""{"@m":"no time"}""", ""));
        _lake.Write("app/logs/D.LOG", Lines("""{"@t":"2026-01-05T14:00:02Z","@m":"three"}"""));
        _lake.Write("app/logs/e.clef.gz", Gzip(Lines("""{"@t":"2026-01-05T14:00:03Z","@m":"four","@l":"Error"}""")));
        _lake.Write("app/logs/notes.txt", [1]);
        string[] account = _lake.Import(check: a =>
        {
            Assert.Equal(5, a.FileCount);
            Assert.EndsWith("notes.txt", a.SkippedFiles.Single(), StringComparison.Ordinal);
        });
        Assert.Equal(["clef 8 4 1 3"], account);
        Assert.Equal(["0 information one", "1 information two", "2 information three", "3 error four"], _lake.Query("SELECT second(ts), level, message FROM bot_log ORDER BY ts"));
        Assert.Equal(["The line has no @t: an event needs its time.", "The line is empty."], _lake.Query("SELECT reason FROM quarantine WHERE reason NOT LIKE '%JSON%' ORDER BY 1"));
        Assert.Equal(["app/logs/a.clef 82"], _lake.Query("SELECT source_file, byte_offset FROM quarantine WHERE raw_line = 'no json'")); // after two lines of 41 bytes
        Assert.Equal(["clef 8 0 8 0"], _lake.Import());
    }

    [Fact]
    public void Map_AWholeEvent_HasEveryFieldInItsPlace()
    {
        JsonElement row = Row(
            """
            {"@t":"2026-01-05T19:30:00.1234567+05:30","@mt":"Took {Elapsed:0.00} ms, {@@odd}","@l":"WARNING","@x":"System.Exception: boom\n at X","@i":"a1b2","@r":["12.50"],
            "@tr":"0af7","@sp":"b7ad","Elapsed":12.5,"SourceContext":"My.App","@@odd":{"a":[1,null]},"level":"high","symbol":"BTC","run_id":7}
            """.Replace("\n", "", StringComparison.Ordinal));
        Assert.Equal("2026-01-05T14:00:00.123456Z", row.Text("@t")); // 19:30 less 5:30; the seventh digit is cut off
        Assert.Equal(("bot_log", "warning", "Took {Elapsed:0.00} ms, {@@odd}", "Took 12.50 ms, {@@odd}"), (row.Text("event_type"), row.Text("level"), row.Text("template"), row.Text("message")));
        Assert.Equal(("System.Exception: boom\n at X", "My.App"), (row.Text("exception"), row.Text("source")));
        Assert.Equal(("a1b2", "0af7", "b7ad", """["12.50"]"""), (row.Text("event_id"), row.Text("trace_id"), row.Text("span_id"), row.Raw("renderings")));
        Assert.Equal(("12.5", """{"a":[1,null]}"""), (row.Raw("Elapsed"), row.Raw("@odd")));
        Assert.Equal(("high", "BTC", "7"), (row.Text("source_level"), row.Text("source_symbol"), row.Raw("source_run_id")));
        Assert.Equal(("null", "null"), (row.Raw("symbol"), row.Raw("venue")));
    }

    [Theory]
    [InlineData("Verbose", "verbose")]
    [InlineData("DEBUG", "debug")]
    [InlineData("information", "information")]
    [InlineData("wArNiNg", "warning")]
    [InlineData("Error", "error")]
    [InlineData("Fatal", "fatal")]
    public void Map_Level_IsTakenInAnyCase(string level, string expected) => Assert.Equal(expected, Row($$"""{"@t":"2026-01-05T14:00:00Z","@l":"{{level}}"}""").Text("level"));

    [Fact]
    public void Map_NeitherMessageNorTemplate_IsALineWithoutMessage()
    {
        JsonElement row = Row("""{"@t":"2026-01-05T14:00:00Z","@l":null,"A":1}""");
        Assert.Equal(("information", "null", "null", "1"), (row.Text("level"), row.Raw("message"), row.Raw("template"), row.Raw("A")));
    }

    [Fact]
    public void Map_MessageAndTemplate_TakesTheMessageAsItIs() =>
        Assert.Equal("as it was", Row("""{"@t":"2026-01-05T14:00:00Z","@m":"as it was","@mt":"Hello {A}","A":1}""").Text("message"));

    [Fact]
    public void Map_PropertiesThatMeetUnderOneName_AreAllKept()
    {
        JsonElement row = Row("""{"@t":"2026-01-05T14:00:00Z","@tr":"t","trace_id":"mine","level":"a","source_level":"b","@odd":1,"@@odd":2}""");
        Assert.Equal(("t", "mine", "a", "b"), (row.Text("trace_id"), row.Text("source_trace_id"), row.Text("source_level"), row.Text("source_source_level")));
        Assert.Equal(("1", "2"), (row.Raw("@odd"), row.Raw("source_@odd")));
    }

    [Theory]
    [InlineData("""{"@m":"x"}""", "The line has no @t: an event needs its time.")]
    [InlineData("""{"@t":null}""", "The line has no @t: an event needs its time.")]
    [InlineData("""{"@t":1767621600}""", "@t is 1767621600: a time is ISO-8601 with its UTC offset.")]
    [InlineData("""{"@t":"2026-01-05T14:00:00"}""", "@t is \"2026-01-05T14:00:00\": a time is ISO-8601 with its UTC offset.")]
    [InlineData("""{"@t":"2026-01-05T14:00:00Z","@l":"Loud"}""", "@l is \"Loud\": a level is one of Verbose, Debug, Information, Warning, Error, Fatal.")]
    [InlineData("""{"@t":"2026-01-05T14:00:00Z","@l":3}""", "@l is 3: a level is one of Verbose, Debug, Information, Warning, Error, Fatal.")]
    [InlineData("""{"@t":"2026-01-05T14:00:00Z","@mt":7}""", "@mt is 7: template needs a text.")]
    [InlineData("""{"@t":"2026-01-05T14:00:00Z","@x":{}}""", "@x is {}: exception needs a text.")]
    [InlineData("[]", "The line is a JSON array, not an object.")]
    public void Map_BadLine_IsRefusedWithFieldValueAndRule(string line, string reason) => Assert.Equal(reason, Map(line).Refusal);

    [Fact]
    public void Map_ALineOfOurOwnLogFile_IsWhatItSays()
    {
        // As the bot's formatter writes it: @m beside @mt, and no @l for information.
        JsonElement row = Row("""{"@t":"2026-01-05T14:00:00.000001Z","@mt":"run {RunKey} is done: {Decisions} decisions","@m":"run \u0022ab\u0022 is done: 7 decisions","RunKey":"ab","Decisions":"7","SourceContext":"replay"}""");
        Assert.Equal(("information", "run \"ab\" is done: 7 decisions", "replay", "ab"), (row.Text("level"), row.Text("message"), row.Text("source"), row.Text("RunKey")));
    }

    [Fact]
    public void Map_ALineOfOurOwnJournal_IsWhatItSays()
    {
        JsonElement row = Row("""{"@t":"2026-01-05T14:00:00.000001Z","event_type":"bot_log","schema_v":1,"run_id":"r","seq":3,"recv_t":null,"venue":null,"symbol":null,"ts_mono_ns":null,"level":"warning","template":"run {RunKey}","message":"run \"ab\"","exception":null,"source":"replay"}""");
        Assert.Equal(("warning", "run {RunKey}", "run \"ab\"", "replay", "null"), (row.Text("level"), row.Text("template"), row.Text("message"), row.Text("source"), row.Raw("exception")));
        Assert.Equal(("r", "3"), (row.Text("source_run_id"), row.Raw("source_seq")));
    }

    [Theory]
    [InlineData("/srv", "/srv/myapp/logs/log20260105.clef", "myapp/logs/log20260105.clef")]
    [InlineData("/srv/myapp/Logs", "/srv/myapp/Logs/deep/a.log", "myapp/Logs/deep/a.log")]
    [InlineData("/logs", "/logs/a.log", "logs/a.log")]
    [InlineData("/var/log/myapp", "/var/log/myapp/a.log", "a.log")]
    public void SourcePath_IsTheProgramsLogFolderOrBelowTheRoot(string root, string path, string expected) =>
        Assert.Equal(expected, new ClefFormat().SourcePathOf(root, path));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Map_DamagedLines_AreARowOrRefused(int seed)
    {
        byte[] good = Encoding.UTF8.GetBytes("""{"@t":"2026-01-05T19:30:00.1234567+05:30","@mt":"{A,5:0.0} {{x}} {@B} {$C}","@l":"Error","@r":["  1.0"],"A":1,"B":{"x":[1,"y"]},"C":"c","@@d":1.5}""");
        var random = new Random(seed);
        int rows = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] line = [.. good];
            for (int n = random.Next(1, 4); n > 0; n--) line[random.Next(line.Length)] = (byte)random.Next(random.Next(2) == 0 ? 256 : 127);
            MappedLine mapped = new ClefFormat().Map(new ForeignLine("clef", "p", line, 0));
            Assert.NotEqual(mapped.Refusal is null, mapped.Line.IsEmpty);
            if (mapped.Refusal is not null) continue;
            rows++;
            JsonDocument.Parse(mapped.Line, new JsonDocumentOptions { AllowDuplicateProperties = false }).Dispose();
        }

        Assert.InRange(rows, 500, 19_500); // both kinds were tried
    }

    private static MappedLine Map(string json) => new ClefFormat().Map(new ForeignLine("clef", "app/logs/a.clef", Encoding.UTF8.GetBytes(json), 0));

    private static JsonElement Row(string json)
    {
        MappedLine mapped = Map(json);
        Assert.Null(mapped.Refusal);
        return JsonDocument.Parse(mapped.Line[..^1], new JsonDocumentOptions { AllowDuplicateProperties = false }).RootElement;
    }

    private static byte[] Lines(params string[] lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")));

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(content);
        return packed.ToArray();
    }
}
