using System.IO.Compression;
using System.Text;
using MarketMaker.Collectors.Imports;
using MarketMaker.Collectors.Imports.MetaStacker;

namespace MarketMaker.Collectors.Tests.Imports;

public sealed class ImportRunTests : IDisposable
{
    private const string Intents = "5m/logs/default/order_intent/order_intent.jsonl";
    private const string Equity = "5m/logs/5m/pnl_equity_log/date=2025-11-21/asset=B/pnl_equity_log.jsonl.gz";

    private readonly ImportedLake _lake = new();

    public void Dispose() => _lake.Dispose();

    private static string Hold(int bar) =>
        $$$"""{"ts_ist":"2025-11-21T16:{{{bar:00}}}:00+05:30","bar_id_decision":{{{bar}}},"asset":"B","side":"HOLD","reason_codes":{"threshold":false,"band":true,"risk_ok":false}}""";

    private static string EquityLine(int usd) => $$"""{"run_id":"r","asset":"B","equity_value":{{usd}}.5,"ts_ist":"2025-11-21T16:30:00+05:30"}""";

    private static byte[] Lines(params string[] lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")));

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(content);
        return packed.ToArray();
    }

    [Fact]
    public void Import_BothLayouts_AccountsForEveryLine()
    {
        // Three decisions, one of them twice; then JSON cut short, a line without time, an empty line.
        _lake.Write(Intents, Lines(Hold(1), Hold(2), Hold(1), Hold(3), """{"ts_ist":"2025""", """{"side":"HOLD"}""", ""));
        _lake.Write(Equity, [.. Gzip(Lines(EquityLine(1), EquityLine(2))), 1, 2, 3, 4, 5]);
        _lake.Write("notes.txt", [1]);
        string[] account = _lake.Import(check: a =>
        {
            Assert.Equal((5, "Bytes after the gzip data are not gzip."), (a.Damages.Single().UnreadByteCount, a.Damages.Single().Reason));
            Assert.EndsWith("notes.txt", a.SkippedFiles.Single(), StringComparison.Ordinal);
            Assert.Equal((9, 5, 1, 3), (a.Total().LinesRead, a.Total().RowsLoaded, a.Total().Duplicates, a.Total().Quarantined));
        });
        Assert.Equal(["order_intent 7 3 1 3", "pnl_equity_log 2 2 0 0"], account);
        // 16:01 at +05:30 is 10:31 UTC.
        Assert.Equal(["10 31 B - pass threshold risk_ok", "10 32 B - pass threshold risk_ok", "10 33 B - pass threshold risk_ok"],
            _lake.Query("SELECT hour(ts), minute(ts), symbol, side, decision, veto_reason_primary, veto_reason_secondary FROM order_intent ORDER BY ts"));
        Assert.Equal(["1.50000000 r on_change", "2.50000000 r on_change"], _lake.Query("SELECT equity_usd, run_id, snapshot_trigger FROM health_snapshot ORDER BY equity_usd"));
        Assert.Equal(["order_intent 5m/logs/default/order_intent/order_intent.jsonl"], _lake.Query("SELECT DISTINCT target_stream, source_file FROM quarantine"));
        Assert.Equal(["{\"ts_ist\":\"2025"], _lake.Query("SELECT raw_line FROM quarantine WHERE reason LIKE 'The line is not JSON%'"));
    }

    [Fact]
    public void Import_GuardDetailsAndExtra_AreInTheLake()
    {
        _lake.Write(Intents, Lines(Hold(7)));
        _lake.Import();
        Assert.Equal(["False True - 7"],
            _lake.Query("SELECT guard_details.threshold.passed, guard_details.band.passed, guard_details.spread_guard, extra['bar_id_decision'] FROM order_intent"));
    }

    [Fact]
    public void Import_Again_LoadsNothingTwice()
    {
        _lake.Write(Intents, Lines(Hold(1), Hold(1), "no json"));
        _lake.Write(Equity, Gzip(Lines(EquityLine(1))));
        Assert.Equal(["order_intent 3 1 1 1", "pnl_equity_log 1 1 0 0"], _lake.Import());
        Assert.Equal(["order_intent 3 0 3 0", "pnl_equity_log 1 0 1 0"], _lake.Import());
        Assert.Equal(["1 1 1"], _lake.Query("SELECT (SELECT count(*) FROM order_intent), (SELECT count(*) FROM health_snapshot), (SELECT count(*) FROM quarantine)"));
    }

    [Fact]
    public void Import_FromACopyOrAPartOfTheFolder_LoadsNothingTwice()
    {
        _lake.Write(Intents, Lines(Hold(1), "no json"));
        _lake.Import();
        string copy = _lake.Write("elsewhere/" + Intents, Lines(Hold(1), "no json"));
        Assert.Equal(["order_intent 2 0 2 0"], _lake.Import(Path.Combine(_lake.Logs, "5m", "logs")));
        Assert.Equal(["order_intent 2 0 2 0"], _lake.Import(copy));
        Assert.Equal(["order_intent 4 0 4 0"], _lake.Import());
        Assert.Equal(["1 1"], _lake.Query("SELECT (SELECT count(*) FROM order_intent), (SELECT count(*) FROM quarantine)"));
    }

    [Fact]
    public void Import_TwoFilesOfOneSourcePathInOneFolder_LoadsTheUnionOnce()
    {
        _lake.Write("a/" + Intents, Lines(Hold(1), Hold(2)));
        _lake.Write("b/" + Intents, Lines(Hold(2), Hold(3))); // as many bytes, other content
        Assert.Equal(["order_intent 4 3 1 0"], _lake.Import());
        Assert.Equal(["order_intent 4 0 4 0"], _lake.Import());
        Assert.Equal(["3"], _lake.Query("SELECT count(*) FROM order_intent"));
    }

    [Fact]
    public void Import_AfterTheFileGrew_LoadsOnlyWhatIsNew()
    {
        _lake.Write(Intents, Lines(Hold(1), "no json"));
        _lake.Import();
        _lake.Write(Intents, Lines(Hold(1), "no json", Hold(2), "nor this"));
        Assert.Equal(["order_intent 4 1 2 1"], _lake.Import());
        Assert.Equal(["2 2"], _lake.Query("SELECT (SELECT count(*) FROM order_intent), (SELECT count(*) FROM quarantine)"));
    }

    [Fact]
    public void Import_AfterTheFileWasReplaced_KeepsTheOldAndLoadsTheNew()
    {
        _lake.Write(Intents, Lines(Hold(1), "bad one"));
        _lake.Import();
        _lake.Write(Intents, Lines(Hold(2), "bad two")); // the same length and bad at the same place
        Assert.Equal(["order_intent 2 1 0 1"], _lake.Import());
        Assert.Equal(["bad one", "bad two"], _lake.Query("SELECT raw_line FROM quarantine ORDER BY 1"));
        Assert.Equal(["2"], _lake.Query("SELECT count(*) FROM order_intent"));
    }

    [Fact]
    public void Import_UnfinishedLastLine_WaitsUntilItIsFinished()
    {
        // Quarantined at once, the torn line would stay there after its whole had been loaded: it is not a line yet.
        byte[] whole = Lines(Hold(1), Hold(2));
        _lake.Write(Intents, whole[..^20]);
        Assert.Equal(["order_intent 1 1 0 0"], _lake.Import(check: a => Assert.Equal(1, a.Total().Unfinished)));
        _lake.Write(Intents, whole[..^10]); // still unfinished, at the same place
        Assert.Equal(["order_intent 1 0 1 0"], _lake.Import(check: a => Assert.Equal(1, a.Total().Unfinished)));
        _lake.Write(Intents, whole[..^1]); // complete but for its newline
        Assert.Equal(["order_intent 2 1 1 0"], _lake.Import(check: a => Assert.Equal(0, a.Total().Unfinished)));
        _lake.Write(Intents, whole);
        Assert.Equal(["order_intent 2 0 2 0"], _lake.Import());
        Assert.Equal(["2 0"], _lake.Query("SELECT (SELECT count(*) FROM order_intent), (SELECT count(*) FROM quarantine)"));
    }

    [Fact]
    public void Import_UnfinishedLastLineThatIsFinishedBadly_IsQuarantined()
    {
        _lake.Write(Intents, [.. Lines(Hold(1)), .. "{\"ts_ist\""u8]);
        Assert.Equal(["order_intent 1 1 0 0"], _lake.Import());
        _lake.Write(Intents, [.. Lines(Hold(1)), .. "{\"ts_ist\"}\n"u8]);
        Assert.Equal(["order_intent 2 0 1 1"], _lake.Import());
        Assert.Equal(["{\"ts_ist\"}"], _lake.Query("SELECT raw_line FROM quarantine"));
    }

    [Fact]
    public void Import_TornEndOfGzip_IsKeptInQuarantine()
    {
        // Gzip is written whole: nobody will go on with this line.
        _lake.Write(Equity, Gzip([.. Lines(EquityLine(1)), .. "{\"run"u8]));
        Assert.Equal(["pnl_equity_log 2 1 0 1"], _lake.Import(check: a => Assert.Equal(0, a.Total().Unfinished)));
        Assert.EndsWith("(The file ends within this line.)", _lake.Query("SELECT reason FROM quarantine").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_TruncatedGzipMadeWholeLater_LoadsTheRest()
    {
        byte[] stored = Gzip(Lines([.. Enumerable.Range(0, 2000).Select(EquityLine)]));
        _lake.Write(Equity, stored[..(stored.Length / 2)]);
        _lake.Import(check: a => Assert.Equal("The gzip data is cut off.", a.Damages.Single().Reason));
        long first = long.Parse(_lake.Query("SELECT count(*) FROM health_snapshot").Single(), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(first, 1, 1999);
        _lake.Write(Equity, stored);
        Assert.Equal([$"pnl_equity_log 2000 {2000 - first} {first} 0"], _lake.Import());
    }

    [Fact]
    public void Import_BomCrLfAndNan_AreReadAsTheyAreMeant()
    {
        _lake.Write("logs/5m/calibration/calibration.jsonl",
            [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("{\"ts\":1764565695615,\"a\":NaN,\"b\":1.5}\r\n{\"ts\":1764565695615,\"a\":2,\"b\":1e999}\r\n")]);
        Assert.Equal(["calibration 2 2 0 0"], _lake.Import());
        Assert.Equal(["- 1.5 a", "2 - b"], _lake.Query("SELECT a, b, nan_fields[1] FROM calibration ORDER BY b NULLS LAST"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Import_KilledAfterPublishing_IsTakenUpWithoutDoubling(bool hasCheckpoint)
    {
        _lake.Write(Intents, Lines(Hold(1), Hold(1), "no json", Hold(2)));
        _lake.Import();
        string checkpoint = CheckpointStore.PathIn(_lake.Lake);
        // As a kill leaves it: published, but the record not confirmed, or (a lost disk) not there at all.
        if (hasCheckpoint) File.WriteAllText(checkpoint, File.ReadAllText(checkpoint).Replace("\"is_done\":true", "\"is_done\":false", StringComparison.Ordinal));
        else File.Delete(checkpoint);
        Assert.Equal(["order_intent 4 0 3 1"], _lake.Import());
        Assert.Equal(["2 1"], _lake.Query("SELECT (SELECT count(*) FROM order_intent), (SELECT count(*) FROM quarantine)"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Import_CancelledAnywhere_IsCompletedByTheNext(int afterFiles)
    {
        foreach (string stream in (string[])["calibration", "calibration_log", "ensemble_log"])
            _lake.Write($"5m/logs/default/{stream}/{stream}.jsonl", Lines("""{"ts":1764565695615,"run_id":"r","asset":"B","a":1.5}""", "no json"));
        using var stop = new CancellationTokenSource();
        var run = new ImportRun(new MetaStackerFormat(), _lake.Lake, TimeProvider.System);
        Assert.Throws<OperationCanceledException>(() => run.Run(_lake.Logs, new CancelAfter(afterFiles, stop), stop.Token));

        _lake.Import(check: a => Assert.Equal((6, 6), (a.Total().LinesRead, a.Total().RowsLoaded + a.Total().Duplicates + a.Total().Quarantined)));
        Assert.Equal(["2 1 3"], _lake.Query("SELECT (SELECT count(*) FROM calibration), (SELECT count(*) FROM signal), (SELECT count(*) FROM quarantine)"));
    }

    private sealed class CancelAfter(int files, CancellationTokenSource stop) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.FilesDone == files - 1) stop.Cancel();
        }
    }

    [Fact]
    public void Import_WhatTheSchemaRefuses_IsQuarantined()
    {
        // A fill of size 0 maps, but a fill's size is at least 1e-8.
        _lake.Write("5m/logs/5m/hyperliquid_fills/date=2025-11-21/asset=B/hyperliquid_fills.jsonl.gz",
            Gzip(Lines("""{"run_id":"r","asset":"B","ts":1764565695615,"coin":"BTC","side":"buy","price":100.0,"size":0.0}""")));
        Assert.Equal(["hyperliquid_fills 1 0 0 1"], _lake.Import());
        Assert.StartsWith("size: ", _lake.Query("SELECT reason FROM quarantine").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_RefusedLineWithATime_StandsInQuarantineAtThatTime()
    {
        _lake.Write("logs/5m/costs/costs.jsonl", Lines("""{"ts":1764565695615,"symbol":"B","costs":{"trade_notional":123.5,"impact_bps":5.0}}""", "no json"));
        Assert.Equal(["costs 2 0 0 2"], _lake.Import());
        // 1764565695.615 s is 2025-12-01 05:08:15.615 UTC; the line without a time stands at the file's first.
        Assert.Equal(["2025-12-01 05:08:15.615 2"], _lake.Query("SELECT strftime(ts, '%Y-%m-%d %H:%M:%S.%g'), count(*) FROM quarantine GROUP BY 1"));
    }

    [Fact]
    public void Import_StreamNobodyKnows_IsQuarantinedUnderItsName()
    {
        _lake.Write(Intents, Lines(Hold(1))); // makes the folder one of that bot's
        _lake.Write("5m/logs/default/trades/trades.jsonl", Lines("{}", "{}"));
        Assert.Equal(["order_intent 1 1 0 0", "trades 2 0 0 2"], _lake.Import());
        Assert.Equal(["- 2"], _lake.Query("SELECT target_stream, count(*) FROM quarantine GROUP BY 1"));
    }

    [Fact]
    public void Import_MoreLinesThanABatch_AreAllLoadedInOrder()
    {
        string[] lines = [.. Enumerable.Range(0, SourceReader.MaxLines + 5).Select(EquityLine)];
        _lake.Write(Equity, Gzip(Lines(lines)));
        Assert.Equal([$"pnl_equity_log {lines.Length} {lines.Length} 0 0"], _lake.Import());
        Assert.Equal([$"pnl_equity_log {lines.Length} 0 {lines.Length} 0"], _lake.Import());
        Assert.Equal([$"{lines.Length} {lines.Length}"], _lake.Query("SELECT count(*), count(DISTINCT equity_usd) FROM health_snapshot"));
    }

    [Fact]
    public void Program_BadArguments_ExitWithTwoAndUsage()
    {
        using var errors = new StringWriter();
        Assert.Equal(2, ImportProgram.Run(["metastacker"], TextWriter.Null, errors, CancellationToken.None));
        Assert.Equal(2, ImportProgram.Run(["nobody", "x"], TextWriter.Null, errors, CancellationToken.None));
        Assert.Equal(2, ImportProgram.Run(["metastacker", "/no/such/folder", "--data", _lake.Data], TextWriter.Null, errors, CancellationToken.None));
        Assert.Contains("/no/such/folder: there is no such file or folder.", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Program_Json_IsOneObjectWithTheAccount()
    {
        _lake.Write(Intents, Lines(Hold(1), Hold(1)));
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Assert.Equal(0, ImportProgram.Run(["metastacker", _lake.Logs, "--data", _lake.Data, "--json"], output, errors, CancellationToken.None));
        Assert.Equal(
            """{"format":"metastacker","files":1,"lines_read":2,"rows_loaded":1,"duplicates":1,"quarantined":0,"unfinished":0,"streams":[{"stream":"order_intent","lines_read":2,"rows_loaded":1,"duplicates":1,"quarantined":0,"unfinished":0}],"damaged_files":[],"skipped_files":[]}"""
            + "\n", output.ToString());
        Assert.StartsWith("""{"progress":"import","done":0,"total":1}""", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Program_NoFileOfTheFormat_IsRefusedAndCopiesNothing()
    {
        _lake.Write("recording.jsonl", Lines("""{"recv_ms":1757015216673.878,"msg":{}}"""));
        _lake.Write("notes.txt", [1]);
        using var errors = new StringWriter();
        Assert.Equal(3, ImportProgram.Run(["metastacker", _lake.Logs, "--data", _lake.Data], TextWriter.Null, errors, CancellationToken.None));
        Assert.Contains("no file there is one of the format metastacker; nothing was imported.", errors.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_lake.Lake.Table("quarantine", isStream: true)));
    }

    [Theory]
    [InlineData(1, 10, 3)] // 10 of 11 refused
    [InlineData(1, 9, 0)] // 9 of 10, the most that a log of the format may have
    [InlineData(0, 1, 3)]
    [InlineData(0, 0, 0)]
    public void Program_NearlyEveryLineRefused_IsSomethingElse(int good, int bad, int expected)
    {
        _lake.Write(Intents, Lines([.. Enumerable.Range(0, good).Select(Hold), .. Enumerable.Range(0, bad).Select(i => $"no json {i}")]));
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Assert.Equal(expected, ImportProgram.Run(["metastacker", _lake.Logs, "--data", _lake.Data, "--json"], output, errors, CancellationToken.None));
        Assert.Equal(expected == 3, output.ToString().Contains($"{bad} of {good + bad} lines are not of the format metastacker", StringComparison.Ordinal));
    }
}
