using MarketMaker.Lake.Native;
using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Tables;

/// <summary>Writes a batch's rows of one stream into their days' partitions. The caller holds the stream's lock.</summary>
internal static class StreamPublisher
{
    public static void Publish(DuckDBConnection connection, ManifestStore manifests, StreamTable table, IngestBatch batch, IReadOnlyList<PartitionManifest> current)
    {
        string name = batch.Id + ".parquet";
        List<DateOnly> dates = table.Rows == 0 ? [] : Dates(connection, table);
        foreach (DateOnly date in dates)
        {
            string rows = dates.Count == 1 ? StreamTable.Name : $"{StreamTable.Name} WHERE {ParquetOutput.OfDay(date)}";
            PartitionFile file = ParquetOutput.Write(connection, manifests.Lake, table.Schema, date, name, rows, table.IsTimeOrdered ? null : "ts, line") with
            {
                BatchId = batch.Id, Sources = batch.FileSpans, Runs = Runs(connection, rows),
            };
            PartitionManifest manifest = current.FirstOrDefault(m => m.Date == date) ?? new PartitionManifest { Table = table.Schema.Name, Date = date };
            manifests.Write(manifest with { Files = [.. manifest.Files.Where(f => f.BatchId != batch.Id), file] }, isStream: true);
        }

        // The batch was published before and had rows of a day that it no longer has.
        foreach (PartitionManifest manifest in current)
            if (!dates.Contains(manifest.Date) && manifest.Files.Any(f => f.BatchId == batch.Id))
                manifests.Write(manifest with { Files = [.. manifest.Files.Where(f => f.BatchId != batch.Id)] }, isStream: true);
    }

    private static List<DateOnly> Dates(DuckDBConnection connection, StreamTable table)
    {
        if (table.MinTime is { } min && table.MaxTime is { } max && min.ToUtcDate() == max.ToUtcDate()) return [min.ToUtcDate()];
        var dates = new List<DateOnly>();
        using var command = new DuckDBCommand($"SELECT DISTINCT CAST(ts AS DATE) AS day FROM {StreamTable.Name} ORDER BY day", connection);
        using DuckDBDataReader reader = command.ExecuteReader();
        while (reader.Read()) dates.Add(reader.GetFieldValue<DateOnly>(0));
        return dates;
    }

    private static List<RunSeqs> Runs(DuckDBConnection connection, string rows)
    {
        // Runs of consecutive numbers share the difference of number and rank.
        string sql = "SELECT run_id, min(seq), max(seq), count(*) FROM "
            + $"(SELECT run_id, seq, seq - row_number() OVER (PARTITION BY run_id ORDER BY seq) AS island FROM {rows}) GROUP BY run_id, island ORDER BY run_id, min(seq)";
        var ranges = new List<(string RunId, long First, long Last, long Count)>();
        using (var command = new DuckDBCommand(sql, connection))
        using (DuckDBDataReader reader = command.ExecuteReader())
            while (reader.Read()) ranges.Add((reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3)));
        return
        [
            .. ranges.GroupBy(r => r.RunId, StringComparer.Ordinal).Select(run => new RunSeqs(
                run.Key, run.First().First, run.Last().Last, run.Sum(r => r.Count),
                run.Count() <= RunSeqs.MaxRanges ? [.. run.Select(r => new[] { r.First, r.Last })] : null)),
        ];
    }
}
