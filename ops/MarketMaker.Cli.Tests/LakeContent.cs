using System.Text.Json.Nodes;

namespace MarketMaker.Cli.Tests;

/// <summary>What stands in a lake, whatever files it stands in: a row count and an order-free hash per table.</summary>
internal static class LakeContent
{
    // The tables that a tape determines. Logs, audits and job runs speak of the wall clock and of how often one tried.
    private static readonly string[] Tables =
        ["order_intent", "order_event", "execution", "cost", "health_snapshot", "market_ingest", "quarantine", "telemetry_gap", "session_summary"];

    public static async Task<string> OfAsync(House house)
    {
        var parts = new List<string>();
        foreach (string table in Tables)
        {
            string run = table == "session_summary" ? "run_id" : "run_id, file_uuid, byte_offset";
            JsonArray rows = await house.SqlAsync(
                $"SELECT count(*) AS n, coalesce(bit_xor(hash(t)), 0)::VARCHAR AS h FROM (SELECT * EXCLUDE ({run}) FROM {table}) t");
            parts.Add($"{table}: {rows[0]!.ToJsonString()}");
        }

        return string.Join('\n', parts);
    }

    /// <summary>Every stream's positions, per run, are 1 … n without hole or double.</summary>
    public static async Task AssertCompleteAsync(House house)
    {
        foreach (string table in Tables[..6])
        {
            JsonArray rows = await house.SqlAsync(
                $"SELECT run_id, count(*) AS n, count(DISTINCT seq) AS distinct_n, min(seq) AS first_seq, max(seq) AS last_seq FROM {table} GROUP BY run_id "
                + "HAVING n <> distinct_n OR first_seq <> 1 OR last_seq <> n");
            Assert.True(rows.Count == 0, $"{table} is not complete: {rows.ToJsonString()}");
        }
    }
}
