using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MarketMaker.Venue.Fills;

namespace MarketMaker.Collectors.Imports.Fills;

/// <summary>What sampling saves and what it costs, for people and for machines.</summary>
internal sealed class FillReport(FillStudy study)
{
    private static readonly FillOutcome[] AlwaysKept = [FillOutcome.Own, FillOutcome.Liquidation, FillOutcome.Anomaly];

    private readonly long _allParquetBytes = ParquetSize.Of("hyperliquid_fill", study.AllLines.ToArray());
    private readonly long _keptParquetBytes = ParquetSize.Of("hyperliquid_fill", study.KeptLines.ToArray());

    /// <summary>Two tables, the totals, and what the numbers mean.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        AppendTable(text,
            ["symbol", "day", "fills", "kept", "own", "liquidation", "anomaly", "sampled", "JSONL bytes", "kept", "saved"],
            study.Strata.Select(s => (string[])
            [
                s.Symbol, Day(s), Whole(s.FillCount), Whole(s.KeptCount), .. AlwaysKept.Select(o => Whole(s.Count(o))), Whole(s.Count(FillOutcome.Sampled)),
                Whole(s.AllBytes), Whole(s.KeptBytes), Pct(SavedPct(s.AllBytes, s.KeptBytes)),
            ]));
        text.Append('\n');
        AppendTable(text,
            ["symbol", "day", "true volume", "estimate", "error", "99 % interval from", "to", "truth within", "covered"],
            study.Strata.Select(s => (string[])
            [
                s.Symbol, Day(s), Base((double)s.TrueBase), Base(s.EstimateBase), Pct(s.ErrorPct), Base(s.EstimateBase - s.HalfWidthBase), Base(s.EstimateBase + s.HalfWidthBase),
                s.HoldsTruth ? "yes" : "NO", Pct(s.CoveredCount * 100.0 / FillStudy.SaltCount),
            ]));
        FillLog log = study.Log;
        text.Append(CultureInfo.InvariantCulture, $"""

            {log.FileCount} files, {Whole(log.Fills.Count)} fills; {log.DuplicateCount} lines were duplicates, {log.RefusedCount} say too little to be a fill.
            Kept with probability {study.Options.KeepProbabilityRatio}; own fills, liquidations over {study.Options.LiquidationUsd:N0} USD and anomalies always.
            Parquet: {Whole(_allParquetBytes)} bytes of all, {Whole(_keptParquetBytes)} of those kept, {Pct(SavedPct(_allParquetBytes, _keptParquetBytes))} saved.
            Volumes are in base units. The interval is computed from the kept fills alone: estimate ± 2.576 · sqrt(sum((1-p)/p² · size²)).
            Covered: of {FillStudy.SaltCount:N0} other samples of the same fills, those whose interval held the truth. 99 % would be 98.2 … 99.8 % by chance;
            less means that few large sizes carry the volume, for which a normal interval is too narrow.

            """);
        foreach (Files.LogDamage damage in log.Damages) text.Append(CultureInfo.InvariantCulture, $"{damage.Path}: {damage.Reason} {damage.UnreadByteCount} stored bytes were not read.\n");
        return text.ToString();
    }

    /// <summary>One object: the settings, the totals, <c>strata</c> (<c>day</c> null: all days).</summary>
    public string Json() => new JsonObject
    {
        ["probability_ratio"] = study.Options.KeepProbabilityRatio,
        ["files"] = study.Log.FileCount,
        ["fills"] = study.Log.Fills.Count,
        ["duplicates"] = study.Log.DuplicateCount,
        ["refused"] = study.Log.RefusedCount,
        ["parquet_bytes"] = _allParquetBytes,
        ["parquet_kept_bytes"] = _keptParquetBytes,
        ["coverage_samples"] = FillStudy.SaltCount,
        ["strata"] = new JsonArray([.. study.Strata.Select(s => (JsonNode)new JsonObject
        {
            ["symbol"] = s.Symbol,
            ["day"] = s.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["fills"] = s.FillCount,
            ["kept"] = s.KeptCount,
            ["own"] = s.Count(FillOutcome.Own),
            ["liquidations"] = s.Count(FillOutcome.Liquidation),
            ["anomalies"] = s.Count(FillOutcome.Anomaly),
            ["sampled"] = s.Count(FillOutcome.Sampled),
            ["jsonl_bytes"] = s.AllBytes,
            ["jsonl_kept_bytes"] = s.KeptBytes,
            ["jsonl_saved_pct"] = Math.Round(SavedPct(s.AllBytes, s.KeptBytes), 3),
            ["true_base"] = s.TrueBase,
            ["estimate_base"] = Math.Round(s.EstimateBase, 8),
            ["error_pct"] = Math.Round(s.ErrorPct, 4),
            ["interval_from_base"] = Math.Round(s.EstimateBase - s.HalfWidthBase, 8),
            ["interval_to_base"] = Math.Round(s.EstimateBase + s.HalfWidthBase, 8),
            ["is_truth_within"] = s.HoldsTruth,
            ["covered"] = s.CoveredCount,
        })]),
    }.ToJsonString();

    private static void AppendTable(StringBuilder text, string[] heads, IEnumerable<string[]> body)
    {
        string[][] rows = [heads, .. body];
        int[] widths = [.. heads.Select((_, column) => rows.Max(r => r[column].Length))];
        foreach (string[] row in rows)
            text.AppendJoin("  ", row.Select((cell, i) => i < 2 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).Append('\n');
    }

    private static string Day(FillStratum stratum) => stratum.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "all days";

    private static double SavedPct(long all, long kept) => all == 0 ? 0 : (all - kept) * 100.0 / all;

    private static string Whole(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Base(double size) => size.ToString("N3", CultureInfo.InvariantCulture);

    private static string Pct(double percent) => (Math.Round(percent, 1) + 0.0).ToString("0.0", CultureInfo.InvariantCulture) + " %"; // the sum has no negative zero
}
