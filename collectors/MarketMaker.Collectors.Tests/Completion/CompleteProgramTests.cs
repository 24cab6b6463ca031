using System.Text.Json.Nodes;
using MarketMaker.Collectors.Completion;
using MarketMaker.Collectors.JournalCollector;
using MarketMaker.Collectors.Tests.JournalCollector;
using MarketMaker.Collectors.Tests.Lake;
using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;
using Serilog;

namespace MarketMaker.Collectors.Tests.Completion;

public sealed class CompleteProgramTests : IDisposable
{
    private readonly TempLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public void Run_NothingMissing_ExitsWithZero()
    {
        Collect(Intents.Lines(1, 20));
        (int exitCode, JsonNode report) = Complete();
        Assert.Equal(0, exitCode);
        JsonNode stream = Assert.Single(report["streams"]!.AsArray())!;
        Assert.Equal((1m, 20L, 20L, 0L, 0L), ((decimal)stream["ratio"]!, (long)stream["journal"]!["lines"]!, (long)stream["journal"]!["rows"]!,
            (long)stream["journal"]!["duplicates"]!, (long)stream["journal"]!["quarantined"]!));
    }

    [Fact]
    public void Run_GapsRefusalsAndDeclaredLosses_AreNamedExactly()
    {
        // Seqs 1-9, 14-19 and 31-40 arrive; 10-13 was declared as lost, 20-30 was not; one line is refused and one comes twice.
        Collect(Intents.Lines(1, 9) + Intents.Lines(14, 19) + Intents.Line(19) + "nonsense\n" + Intents.Lines(31, 40));
        _lake.Ingest("telemetry_gap", Gap(10, 13), "gap-file");
        (int exitCode, JsonNode report) = Complete("--stream", "order_intent");
        Assert.Equal(3, exitCode);
        JsonNode stream = Assert.Single(report["streams"]!.AsArray())!;
        Assert.False((bool)stream["is_complete"]!);
        Assert.Equal("""[{"run_id":"0199-run","declared":[[10,13]],"undeclared":[[20,30]]}]""", stream["missing"]!.ToJsonString());
        Assert.Equal("""{"lines":27,"rows":25,"duplicates":1,"quarantined":1,"unbalanced":[],"rows_not_stored":0}""", stream["journal"]!.ToJsonString());
        Assert.Equal(0.625m, (decimal)stream["ratio"]!); // 25 of 40
    }

    [Fact]
    public void Run_TwoHours_GivesReceivedAndExpectedOfEach()
    {
        // Events are one second apart from 19:46:56: seq 1 to 783 fall before 20:00:00 and 784 on after it.
        Collect(Intents.Lines(1, 780) + Intents.Lines(784, 785) + Intents.Line(787));
        JsonArray hours = Complete("--from", "2025-09-04", "--to", "2025-09-05").Report["streams"]![0]!["hours"]!.AsArray();
        Assert.Equal(["2025-09-04T19:00:00.000000Z 780 780 1", "2025-09-04T20:00:00.000000Z 3 4 0.75"],
            hours.Select(h => $"{h!["hour"]} {h["received"]} {h["expected"]} {(decimal)h["ratio"]!:0.######}"));
        Assert.Equal("[]", Complete("--from", "2025-09-05").Report["streams"]![0]!["hours"]!.ToJsonString());
    }

    [Fact]
    public void Run_EventsOutOfTimeOrderAtTheFullHour_AreNoHoles()
    {
        // Seq 782 happened in the next hour and 785 in the one before; only 788 is missing.
        UtcMicros hour = Intents.Start + (184 * UtcMicros.PerSecond) + (600 * UtcMicros.PerSecond); // 20:00:00
        string lines = string.Concat(Enumerable.Range(1, 790).Where(i => i != 788).Select(i => Intents.Line(i, with: e => i switch
        {
            782 => e with { Envelope = e.Envelope with { Time = hour + 5 } },
            785 => e with { Envelope = e.Envelope with { Time = hour + -1 } },
            _ => e,
        })));
        Collect(lines);
        // 20h has 782, 784, 786, 787, 789 and 790 (783 is a second before the hour) and misses 788.
        Assert.Equal(["783 783 1", "6 7 0.857142"], Complete().Report["streams"]![0]!["hours"]!.AsArray()
            .Select(h => $"{h!["received"]} {h["expected"]} {(decimal)h["ratio"]!:0.######}"));
    }

    [Fact]
    public void Run_RowsLostFromTheLake_AreMissing()
    {
        Collect(Intents.Lines(1, 20));
        var store = new ManifestStore(_lake.Directory);
        var day = new DateOnly(2025, 9, 4);
        store.Write(store.Read("order_intent", true, day)! with { Files = [] }, isStream: true);
        (int exitCode, JsonNode report) = Complete();
        Assert.Equal((3, 20), (exitCode, (int)report["streams"]![0]!["journal"]!["rows_not_stored"]!));
    }

    [Fact]
    public void Of_SparseManifest_IsNullAndTheRowsTell()
    {
        // Every second seq: 70 islands are more than a manifest lists. 139 expected, 70 there.
        Collect(string.Concat(Enumerable.Range(1, 70).Select(i => Intents.Line((2 * i) - 1))));
        RunCompleteness run = Assert.Single(Runs());
        Assert.Equal((null, null, 139L), (run.Received, run.Gaps, run.Expected!.Value));
        (int exitCode, JsonNode report) = Complete();
        JsonNode exact = report["streams"]![0]!["runs"]![0]!;
        Assert.Equal((3, 70L, 69), (exitCode, (long)exact["received"]!, exact["gaps"]!.AsArray().Count));
        Assert.Equal(0.503597m, (decimal)report["streams"]![0]!["ratio"]!); // 70/139 = 0.5035971…
    }

    [Fact]
    public void Of_FilesOfOneRun_TellGapsWithoutDuckDB()
    {
        _lake.Ingest("order_intent", Intents.Lines(3, 5));
        _lake.Ingest("order_intent", Intents.Lines(8, 9), from: 90_000);
        RunCompleteness whole = Assert.Single(Runs());
        Assert.Equal([[1L, 2L], [6L, 7L]], whole.Gaps!); // seqs begin with 1
        Assert.Equal((5L, 9L), (whole.Received!.Value, whole.Expected!.Value));
        RunCompleteness late = Assert.Single(Runs(Intents.Start + (7 * UtcMicros.PerSecond)));
        Assert.Equal((8L, 9L, 2L), (late.First, late.Last, late.Received!.Value));
        Assert.Empty(late.Gaps!);
    }

    [Fact]
    public void Of_ImportedRun_HasNoHoles()
    {
        _lake.Ingest("order_intent", Intents.Line(5_000) + Intents.Line(7), "import:abc");
        RunCompleteness run = Assert.Single(Runs());
        Assert.Equal((false, 2L, null, null), (run.IsNumbered, run.Received!.Value, run.Expected, run.Gaps));
        (int exitCode, JsonNode report) = Complete();
        Assert.Equal(0, exitCode);
        Assert.Null(report["streams"]![0]!["ratio"]);
        Assert.Null(report["streams"]![0]!["hours"]![0]!["expected"]);
    }

    [Fact]
    public void Ratio_OneOfABillionMissing_IsNotOne() => Assert.Equal(0.999999m, Completeness.RatioOf(999_999_999, 1_000_000_000));

    private IReadOnlyList<RunCompleteness> Runs(UtcMicros? from = null) => Completeness.Of(LakeSnapshot.Read(_lake.Directory), "order_intent", from).Runs;

    private void Collect(string lines)
    {
        new TestJournal(_lake.Directory.Journal).Append(lines).Seal();
        using var follower = new JournalFollower(_lake.Directory, _lake.Clock, new LoggerConfiguration().CreateLogger());
        follower.Sweep(default);
    }

    private static string Gap(long from, long to)
    {
        var line = new JsonLine();
        new EventLineWriter<TelemetryGap>(Intents.Run).Write(new TelemetryGap
        {
            Envelope = new Envelope { Time = Intents.Start, Seq = 1 }, Stream = "order_intent", LostEvents = to - from + 1, FromSeq = from, ToSeq = to, Cause = "queue full",
        }, line);
        return System.Text.Encoding.UTF8.GetString(line.Bytes);
    }

    private (int ExitCode, JsonNode Report) Complete(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        int exitCode = CompleteProgram.Run([.. arguments, "--data", _lake.Directory.Data, "--json"], output, errors);
        Assert.Empty(errors.ToString());
        return (exitCode, JsonNode.Parse(output.ToString())!);
    }
}
