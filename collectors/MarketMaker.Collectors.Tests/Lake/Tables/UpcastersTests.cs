using System.Text;
using System.Text.Json.Nodes;
using MarketMaker.Lake.Tables;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Collectors.Tests.Lake.Tables;

public sealed class UpcastersTests : IDisposable
{
    private const string Stream = "order_intent";

    private readonly TempLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public void Ingest_LinesOfThreeVersions_AreBroughtToTheThird()
    {
        // Version 1 called the price px, version 2 called it limit_px and gave the size in thousandths; version 3 is as the catalogue has it.
        string v1 = Line(1, 1, line => { Rename(line, "price", "px"); Thousandths(line); });
        string v2 = Line(2, 2, line => { Rename(line, "price", "limit_px"); Thousandths(line); });
        string v3 = Line(3, 3, _ => { });
        Assert.Equal(new LineCounts(3, 3, 0, 0, 0, 0), Ingest(v1 + v2 + v3, 3, new FirstToSecond(), new SecondToThird()));
        Assert.Equal([[1L, 3, 110_001.5m, 0.00012345m], [2L, 3, 110_002.5m, 0.00012345m], [3L, 3, 110_003.5m, 0.00012345m]],
            _lake.Query($"SELECT seq, schema_v, price, size FROM {Stream} ORDER BY seq"));
        Assert.Equal([100L, 100L + v1.Length], _lake.Query($"SELECT byte_offset FROM {Stream} ORDER BY seq").Take(2).Select(r => (long)r[0]!)); // places of the lines as written
    }

    [Fact]
    public void Ingest_NewerVersion_IsQuarantinedAndRetriedAfterTheUpgrade()
    {
        string line = Line(1, 4, _ => { });
        Assert.Equal(1, Ingest(line, 3, new FirstToSecond()).Quarantined);
        Assert.Equal(["schema_v: '4' is above the maximum 3", line.TrimEnd()], _lake.Query("SELECT reason, raw_line FROM quarantine")[0]);
        using StreamIngest upgraded = Release(4);
        RetryResult result = upgraded.Retry(new SourceSpan("file-1", "journal/file-1", 0, 0, Intents.Start), Stream, [new RetriedLine(100, Encoding.UTF8.GetBytes(line.TrimEnd()))]);
        Assert.Equal((1L, 100L), (result.Rows, Assert.Single(result.Accepted)));
        Assert.Equal(4, _lake.Scalar($"SELECT schema_v FROM {Stream}"));
    }

    [Fact]
    public void Ingest_LineThatCannotBeUpcast_IsQuarantinedAsItWasWritten()
    {
        string line = Line(1, 1, _ => { }); // has no px
        Assert.Equal(1, Ingest(line + "nonsense\n" + Line(2, 3, _ => { }), 3, new FirstToSecond(), new SecondToThird()).Rows);
        Assert.Equal([["schema_v: the line cannot be brought to version 3: it has no px", line.TrimEnd()]],
            _lake.Query("SELECT reason, raw_line FROM quarantine WHERE raw_line <> 'nonsense'"));
        Assert.Equal(2L, _lake.Scalar("SELECT count(*) FROM quarantine"));
    }

    [Fact]
    public void Ingest_OldLineWithoutUpcaster_IsReadAsItIs() => Assert.Equal(1, Ingest(Line(1, 1, _ => { }), 3).Rows);

    [Fact]
    public void Upcasters_TwoOfOneVersion_AreRefused() =>
        Assert.Throws<ArgumentException>(() => new Upcasters([new FirstToSecond(), new FirstToSecond()]));

    [Fact]
    public void Registered_EachTakesAVersionThatIsOverAndChainsToTheCurrentOne()
    {
        foreach (TableSchema stream in Catalogue.Streams)
        {
            // Whether a change was breaking, no test can see; that a chain has no hole, one can.
            byte[] line = Encoding.UTF8.GetBytes($"{{\"schema_v\":{stream.Version}}}");
            var batch = IngestBatch.OfJournal(new SourceSpan("f", "f", 0, line.Length + 1, Intents.Start), stream.Name, (byte[])[.. line, (byte)'\n']);
            Assert.Equal(line, Upcasters.Registered.Apply(batch, [0], stream).Lines[0].Line.ToArray());
        }
    }

    private LineCounts Ingest(string lines, int version, params IUpcaster[] upcasters)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(lines);
        using StreamIngest ingest = Release(version, upcasters);
        return ingest.Ingest(new SourceSpan("file-1", "journal/file-1", 100, 100 + bytes.Length, Intents.Start), Stream, bytes).Total;
    }

    private StreamIngest Release(int version, params IUpcaster[] upcasters) => new(_lake.Directory, _lake.Clock, name => name != Stream ? Catalogue.Get(name) : Catalogue.Get(Stream) with
    {
        Version = version, Columns = [.. Catalogue.Get(Stream).Columns.Select(c => c.Name == "schema_v" ? c with { Max = version } : c)],
    }, new Upcasters(upcasters));

    private static string Line(long seq, int version, Action<JsonObject> change)
    {
        JsonObject line = JsonNode.Parse(Intents.Line(seq))!.AsObject();
        line["schema_v"] = version;
        change(line);
        return line.ToJsonString() + "\n";
    }

    private static void Rename(JsonObject line, string from, string to)
    {
        if (!line.Remove(from, out JsonNode? value)) throw new FormatException($"it has no {from}");
        line[to] = value;
    }

    private static void Thousandths(JsonObject line) => line["size"] = JsonNode.Parse("0.12345");

    private sealed class FirstToSecond : IUpcaster
    {
        public string Stream => UpcastersTests.Stream;

        public int FromVersion => 1;

        public ReadOnlyMemory<byte> Upcast(ReadOnlyMemory<byte> line) => Changed(line, 2, o => Rename(o, "px", "limit_px"));
    }

    private sealed class SecondToThird : IUpcaster
    {
        public string Stream => UpcastersTests.Stream;

        public int FromVersion => 2;

        public ReadOnlyMemory<byte> Upcast(ReadOnlyMemory<byte> line) => Changed(line, 3, o =>
        {
            Rename(o, "limit_px", "price");
            o["size"] = o["size"]!.GetValue<decimal>() / 1000;
        });
    }

    private static ReadOnlyMemory<byte> Changed(ReadOnlyMemory<byte> line, int version, Action<JsonObject> change)
    {
        JsonObject parsed = JsonNode.Parse(line.Span)!.AsObject();
        parsed["schema_v"] = version;
        change(parsed);
        return Encoding.UTF8.GetBytes(parsed.ToJsonString());
    }
}
