using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MarketMaker.Collectors.Imports.Fills;
using MarketMaker.Venue.Fills;

namespace MarketMaker.Collectors.Tests.Imports;

public sealed class FillStudyTests : IDisposable
{
    private readonly ImportedLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public void Interval_IsHorvitzThompsonsByHand()
    {
        // p = 1/2: a sampled fill of 3 weighs 2 and adds 2 * 1 * 9 = 18; one of 4 is dropped; one of 10 is always kept and adds nothing.
        FillLog log = Read(Line(1, 3), Line(2, 4), Line(3, 10));
        var stratum = new FillStratum("BTC", null);
        stratum.Add(log.Fills[0], new FillVerdict(FillOutcome.Sampled, 2, null), new LineBytes(100, 101));
        stratum.Add(log.Fills[1], new FillVerdict(FillOutcome.Dropped, 2, null), new LineBytes(100, 0));
        stratum.Add(log.Fills[2], new FillVerdict(FillOutcome.Anomaly, 1, true), new LineBytes(100, 99));
        Assert.Equal((3, 2, 1, 1), (stratum.FillCount, stratum.KeptCount, stratum.Count(FillOutcome.Anomaly), stratum.Count(FillOutcome.Sampled)));
        Assert.Equal((17m, 16.0, 300L, 200L), (stratum.TrueBase, stratum.EstimateBase, stratum.AllBytes, stratum.KeptBytes));
        Assert.Equal(10.928, stratum.HalfWidthBase, 3); // 2.5758 * sqrt(18)
        Assert.True(stratum.HoldsTruth);
        Assert.Equal(-100.0 / 17, stratum.ErrorPct, 10);
    }

    [Fact]
    public void Read_LinesAlikeInAllButTheirReceipt_AreFillsOfTheirOwn()
    {
        FillLog log = Read(Line(1, 3), Line(1, 3), Line(1, 3, second: 2), "{}", Line(2, 0), Line(2, 5));
        Assert.Equal((3, 1, 2), (log.Fills.Count, log.DuplicateCount, log.RefusedCount)); // one line stands there twice; {} and size 0 say too little
        Assert.Equal(1, log.Fills[1].Fill.TradeId - log.Fills[0].Fill.TradeId); // the second of the same event id
        Assert.Equal((300_000_000L, 8_653_700_000_000L), (log.Fills[0].Fill.SizeLots, log.Fills[0].Fill.PriceTicks));
    }

    [Fact]
    public void Report_ProbabilityOne_KeepsAllAndErrsByNothing()
    {
        Write([.. Enumerable.Range(1, 200).Select(i => Line(i, i % 7 + 1))]);
        JsonObject all = Report("--probability", "1")["strata"]!.AsArray()[^1]!.AsObject();
        Assert.Equal((200L, 200L, 0.0, true), ((long)all["fills"]!, (long)all["kept"]!, (double)all["error_pct"]!, (bool)all["is_truth_within"]!));
        Assert.Equal(0.0, (double)all["jsonl_saved_pct"]!);
    }

    [Fact]
    public void Report_ManyLikeFills_CoversTheTruthAsOftenAsItSays()
    {
        // 2,000 sizes between 1 and 7: near enough to normal for 99 % to be 99 %.
        Write([.. Enumerable.Range(1, 2_000).Select(i => Line(i, i % 7 + 1))]);
        JsonObject all = Report()["strata"]!.AsArray()[^1]!.AsObject();
        Assert.InRange((int)all["covered"]!, 980, 999); // three deviations of 3.1 around 990
        Assert.InRange((int)all["kept"]!, 1_000 - 112, 1_000 + 112); // five deviations of sqrt(500)
    }

    [Theory]
    [InlineData(2, "fills")]
    [InlineData(2, "fills", "report")]
    [InlineData(2, "fills", "report", "x", "--probability", "0")]
    [InlineData(2, "fills", "report", "x", "--probability", "NaN")]
    [InlineData(2, "fills", "report", "x", "--loud")]
    [InlineData(2, "fills", "report", "no-such-folder")]
    public void Program_BadArguments_AreRefused(int code, params string[] arguments)
    {
        using var errors = new StringWriter();
        Assert.Equal(code, FillsProgram.Run(arguments[1..], TextWriter.Null, errors));
        Assert.NotEqual("", errors.ToString());
    }

    [Fact]
    public void Program_NoFills_IsBadInput()
    {
        _lake.Write("notes.txt", [1]);
        using var errors = new StringWriter();
        Assert.Equal(3, FillsProgram.Run(["report", _lake.Logs], TextWriter.Null, errors));
        Assert.Contains("no hyperliquid_fills log", errors.ToString(), StringComparison.Ordinal);
    }

    [SharedDataFact("metastacker")]
    public void Report_OfTheRecordedFills_HoldsTheTrueVolumeInItsOwnInterval()
    {
        using var output = new StringWriter();
        Assert.Equal(0, FillsProgram.Run(["report", SharedData.Find("metastacker")!, "--json"], output, TextWriter.Null));
        JsonArray strata = JsonNode.Parse(output.ToString())!["strata"]!.AsArray();

        // Fills and volume per day by a Python script over the same files (gzip, json, sum of size).
        Assert.Equal(
            ["2025-11-25 293 18.02082", "2025-12-01 1094 161.49547", "2025-12-02 335 43.36783", " 1722 222.88412"],
            strata.Select(s => string.Create(CultureInfo.InvariantCulture, $"{(string?)s!["day"]} {(int)s["fills"]!} {(decimal)s["true_base"]!}")));
        Assert.All(strata, s => Assert.True((bool)s!["is_truth_within"]!, s.ToJsonString()));
        Assert.All(strata, s => Assert.InRange((double)s!["jsonl_saved_pct"]!, 30, 60));

        // Few large fills carry these volumes, so the normal interval is somewhat narrow: less than 99 %, most on the smallest day.
        Assert.InRange((int)strata[^1]!["covered"]!, 970, 1_000);
        Assert.All(strata, s => Assert.InRange((int)s!["covered"]!, 920, 1_000));
    }

    private static string Line(int id, decimal size, int second = 1) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"run_id":"r","asset":"BTCUSDT","ts":{{1_764_666_000_000 + id}},"address":"0x2c4ebdcd592a74b4022ad9d1fb00ab6976abe483","coin":"BTC","side":"sell","price":86537.0,"size":{{size}},"event_id":"{{id}}:x","ts_ist":"2025-12-02T14:41:0{{second}}+05:30"}""");

    private void Write(params string[] lines) =>
        _lake.Write("5m/logs/5m/hyperliquid_fills/date=2025-12-02/asset=BTCUSDT/hyperliquid_fills.jsonl", Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))));

    private FillLog Read(params string[] lines)
    {
        Write(lines);
        return FillLog.Read(_lake.Logs);
    }

    private JsonObject Report(params string[] more)
    {
        using var output = new StringWriter();
        Assert.Equal(0, FillsProgram.Run(["report", _lake.Logs, "--json", .. more], output, TextWriter.Null));
        return JsonNode.Parse(output.ToString())!.AsObject();
    }
}
