using MarketMaker.Lake.Native;
using MarketMaker.Lake.Partitions;

namespace MarketMaker.Lake.Tables;

/// <summary>Writes a batch's rows of one stream into their days' partitions. The caller holds the stream's lock.</summary>
internal static class StreamPublisher
{
    public static void Publish(
        DuckDBConnection connection, ManifestStore manifests, StreamTable table, ParsedLines parsed, IngestBatch batch, IReadOnlyList<PartitionManifest> current)
    {
        string name = batch.Id + ".parquet";
        List<DateOnly> dates = parsed.Rows == 0 ? [] : Dates(connection, table, parsed);
        bool isWhole = dates.Count == 1 && parsed is { IsIncreasing: true, HasRemoved: false };
        foreach (DateOnly date in dates)
        {
            string rows = dates.Count == 1 ? table.Relation : $"{table.Relation} WHERE {ParquetOutput.OfDay(date)}";
            PartitionFile file = ParquetOutput.Write(connection, manifests.Lake, table.Schema, date, name, rows, parsed.IsTimeOrdered ? null : "ts, line", RowSource.Memory) with
            {
                BatchId = batch.Id, Sources = batch.FileSpans, Runs = isWhole ? Runs(parsed) : Runs(connection, rows),
            };
            PartitionManifest manifest = current.FirstOrDefault(m => m.Date == date) ?? new PartitionManifest { Table = table.Schema.Name, Date = date };
            manifests.Write(manifest with { Files = [.. manifest.Files.Where(f => f.BatchId != batch.Id), file] }, isStream: true);
        }

        // The batch was published before and had rows of a day that it no longer has.
        foreach (PartitionManifest manifest in current)
            if (!dates.Contains(manifest.Date) && manifest.Files.Any(f => f.BatchId == batch.Id))
                manifests.Write(manifest with { Files = [.. manifest.Files.Where(f => f.BatchId != batch.Id)] }, isStream: true);
    }

    private static List<DateOnly> Dates(DuckDBConnection connection, StreamTable table, ParsedLines parsed)
    {
        if (parsed.Days.Count == 1 || !parsed.HasRemoved)
            return [.. parsed.Days.Select(d => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)d))];
        var dates = new List<DateOnly>();
        using var command = new DuckDBCommand($"SELECT DISTINCT CAST(ts AS DATE) AS day FROM {table.Relation} ORDER BY day", connection);
        using DuckDBDataReader reader = command.ExecuteReader();
        while (reader.Read()) dates.Add(reader.GetFieldValue<DateOnly>(0));
        return dates;
    }

    private static List<RunSeqs> Runs(ParsedLines parsed) =>
        [.. parsed.Runs.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => Seqs(r.Key, r.Value.Islands))];

    /// <summary>Seqs of every run in a relation.</summary>
    public static List<RunSeqs> Runs(DuckDBConnection connection, string rows)
    {
        // Runs of consecutive numbers share the difference of number and rank.
        string sql = "SELECT run_id, min(seq), max(seq) FROM "
            + $"(SELECT run_id, seq, seq - row_number() OVER (PARTITION BY run_id ORDER BY seq) AS island FROM {rows}) GROUP BY run_id, island ORDER BY run_id, min(seq)";
        var islands = new List<(string RunId, long First, long Last)>();
        using (var command = new DuckDBCommand(sql, connection))
        using (DuckDBDataReader reader = command.ExecuteReader())
            while (reader.Read()) islands.Add((reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)));
        return [.. islands.GroupBy(r => r.RunId, StringComparer.Ordinal).Select(run => Seqs(run.Key, [.. run.Select(i => (i.First, i.Last))]))];
    }

    private static RunSeqs Seqs(string runId, IReadOnlyList<(long First, long Last)> islands) => new(
        runId, islands[0].First, islands[^1].Last, islands.Sum(i => i.Last - i.First + 1),
        islands.Count <= RunSeqs.MaxRanges ? [.. islands.Select(i => new[] { i.First, i.Last })] : null);
}
