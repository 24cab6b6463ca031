using System.Text.Json;
using MarketMaker.Collectors.Imports;
using MarketMaker.Collectors.Imports.Files;
using MarketMaker.Collectors.Imports.MetaStacker;

namespace MarketMaker.Collectors.Tests.Imports;

/// <summary>The recorded logs, mapped, against numbers counted by a separate script (Python's gzip and json, distinct lines per file).</summary>
public sealed class RealLogTests
{
    /// <summary>Stream, its lines, distinct lines per file, and lines that say too little to be an event.</summary>
    public static readonly (string Stream, int Lines, int Distinct, int Refused)[] Counted =
    [
        ("calibration", 677, 297, 0), // 675 of one file, 295 of them distinct, and 2 test rows
        ("calibration_log", 675, 675, 0),
        ("costs", 170, 170, 2), // the 2 test rows have no amount
        ("ensemble", 2, 2, 0),
        ("ensemble_log", 541, 541, 0),
        ("execution", 2, 2, 0),
        ("execution_log", 84, 84, 0),
        ("feature_log", 675, 205, 0),
        ("health", 75, 75, 0),
        ("hyperliquid_fills", 1722, 1722, 0), // 293 + 1094 + 335
        ("kpi_scorecard", 162, 162, 0),
        ("market_ingest_log", 162, 162, 0),
        ("order_intent", 675, 207, 0),
        ("pnl_equity_log", 541, 541, 0),
        ("repro", 162, 162, 0),
        ("signals", 680, 680, 0),
        ("sizing_risk_log", 675, 675, 0),
    ];

    [SharedDataFact("metastacker")]
    public void Map_EveryRecordedLine_IsARowOrRefusedWithAReason()
    {
        var format = new MetaStackerFormat();
        var counts = new SortedDictionary<string, (int Lines, HashSet<string> Identities, int Refused)>(StringComparer.Ordinal);
        foreach (ForeignFile file in ForeignFolder.Open(format, SharedData.Find("metastacker")!).Files)
        {
            using LogFile open = LogFile.Open(file.Path);
            foreach (ForeignLine line in LineReader.Read(open.Bytes).Select(file.Line))
            {
                (int lines, HashSet<string> identities, int refused) = counts.GetValueOrDefault(file.Stream, (0, new HashSet<string>(StringComparer.Ordinal), 0));
                MappedLine mapped = format.Map(line);
                if (mapped.Refusal is null) AssertNothingIsDropped(line, mapped);
                identities.Add(line.Identity.Hex);
                counts[file.Stream] = (lines + 1, identities, refused + (mapped.Refusal is null ? 0 : 1));
            }

            Assert.Null(open.Damage);
        }

        Assert.Equal(Counted, counts.Select(c => (c.Key, c.Value.Lines, c.Value.Identities.Count, c.Value.Refused)));
    }

    [SharedDataFact("metastacker")]
    public void HandCount_ElevenToThirteen_IsWhatTheScriptCounted()
    {
        List<(string Side, string[] Failed)> decisions = HandCount.Decisions(
            Path.Combine(SharedData.Find("metastacker")!, "5m", "logs", "default", "order_intent", "order_intent.jsonl"),
            new DateTimeOffset(2025, 11, 21, 16, 30, 0, TimeSpan.FromHours(5.5)), new DateTimeOffset(2025, 11, 21, 18, 30, 0, TimeSpan.FromHours(5.5)));

        // Counted by a Python script over the same lines: 88 distinct, 86 HOLD and 2 BUY.
        Assert.Equal(86, decisions.Count(d => d.Side == "HOLD"));
        Assert.Equal(2, decisions.Count(d => d.Side == "BUY"));
        Assert.Equal(70, decisions.Count(d => d.Failed is ["threshold", "band", "volatility_ok"]));
        Assert.Equal(16, decisions.Count(d => d.Failed is ["threshold", "volatility_ok"]));
        Assert.Equal(2, decisions.Count(d => d.Failed is ["volatility_ok"]));
    }

    [SharedDataFact("metastacker")]
    public void Import_RecordedLogs_AnswersWhatTheLogsSay()
    {
        using var lake = new ImportedLake();
        string logs = SharedData.Find("metastacker")!;
        string[] expected = [.. Counted.Select(c => $"{c.Stream} {c.Lines} {c.Distinct - c.Refused} {c.Lines - c.Distinct} {c.Refused}")];
        Assert.Equal(expected, lake.Import(logs));

        // 86 decisions were rejected between 11:00 and 13:00 UTC: every one under the threshold; 70 outside the band, all too volatile.
        const string Window = "FROM order_intent WHERE ts >= '2025-11-21 11:00:00Z' AND ts < '2025-11-21 13:00:00Z'";
        Assert.Equal(["bid take - - 2", "- pass threshold band 70", "- pass threshold volatility_ok 16"],
            lake.Query($"SELECT side, decision, veto_reason_primary, veto_reason_secondary, sum(repeat_count) {Window} GROUP BY ALL ORDER BY ALL"));
        Assert.Equal(["band 70", "threshold 86", "volatility_ok 86"],
            lake.Query($"SELECT reason, sum(n) FROM (SELECT unnest(veto_reasons) AS reason, repeat_count AS n {Window}) GROUP BY ALL ORDER BY ALL"));
        Assert.Equal(["2"], lake.Query($"SELECT count(*) {Window} AND decision = 'take' AND NOT guard_details.volatility_ok.passed"));

        List<(string Side, string[] Failed)> byHand = HandCount.Decisions(
            Path.Combine(logs, "5m", "logs", "default", "order_intent", "order_intent.jsonl"),
            new DateTimeOffset(2025, 11, 21, 11, 0, 0, TimeSpan.Zero), new DateTimeOffset(2025, 11, 21, 13, 0, 0, TimeSpan.Zero));
        Assert.Equal(
            byHand.Where(d => d.Side == "HOLD").GroupBy(d => string.Join(',', d.Failed)).Select(g => $"{g.Key} {g.Count()}").Order(StringComparer.Ordinal),
            lake.Query($"SELECT array_to_string(veto_reasons, ','), count(*) {Window} AND decision = 'pass' GROUP BY ALL ORDER BY ALL"));

        // Sums over the source lines, by the script in exact decimals: of price times size, and of costs.cost_usd.
        Assert.Equal(["1722 hyperliquid BTC 19176938.01315000"],
            lake.Query("SELECT count(*), any_value(venue), any_value(symbol), sum(size_usd) FROM hyperliquid_fill"));
        Assert.Equal(["84 494.13000000"], lake.Query("SELECT count(*), sum(amount_usd) FROM cost"));

        Assert.Equal(Counted.Select(c => $"{c.Stream} {c.Lines} 0 {c.Lines} 0"), lake.Import(logs));
    }

    // Every number, text and flag of the source line, at any depth, must be found in our line: in a column or an extra field.
    private static void AssertNothingIsDropped(ForeignLine line, MappedLine mapped)
    {
        using JsonDocument ours = JsonDocument.Parse(mapped.Line);
        foreach (JsonProperty field in JsonDocument.Parse(line.Bytes).RootElement.EnumerateObject())
        {
            if (ours.RootElement.TryGetProperty(field.Name, out JsonElement same) && JsonElement.DeepEquals(same, field.Value)) continue;
            if (ours.RootElement.TryGetProperty("source_" + field.Name, out JsonElement kept) && JsonElement.DeepEquals(kept, field.Value)) continue;
            // Renamed into a column; the value is compared by the mapping tests, here that there is a rule for it.
            Assert.Contains(field.Name, (string[])["ts", "ts_ist", "exec_time_ist", "asset", "symbol", "coin", "side", "router", "fill_px", "fill_qty", "slip_bps",
                "event_id", "equity_value", "in_band_flag", "pred_stack_bps", "mid", "price", "size"]);
        }
    }
}
