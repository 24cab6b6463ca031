using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MarketMaker.Lake.Native;
using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Lake.Tables;

/// <summary>Takes lines out of quarantine that have become rows. Doing it again changes nothing.</summary>
/// <remarks>
/// The files are rewritten without them, not marked: a line is then in exactly one place whatever a reader knows of marks, and retries
/// are rare. A partition is exchanged atomically; replaced files stay for readers in flight (<see cref="PartitionSweep"/>).
/// </remarks>
public sealed class QuarantineRemoval(ManifestStore manifests, TimeProvider clock)
{
    private static readonly TableSchema Table = Catalogue.Get(QuarantineLines.Stream);

    /// <summary>Removes the lines of one file that begin at these offsets.</summary>
    /// <returns>How many were there.</returns>
    public long Remove(string fileUuid, IReadOnlyCollection<long> offsets)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        if (offsets.Count == 0) return 0;
        string places = string.Join(", ", offsets.Order().Select(o => (o + 1).ToString(CultureInfo.InvariantCulture))); // a refused line's seq is its offset + 1
        string removed = $"run_id = {DuckDbType.Quote(fileUuid)} AND seq IN ({places})";
        using var connection = new DuckDBConnection();
        connection.Open();
        long count = 0;
        using FileLock held = manifests.LockTable(Table.Name, isStream: true);
        foreach (PartitionManifest manifest in manifests.ReadAll(Table.Name, isStream: true))
        {
            var replaced = new List<PartitionFile>();
            var written = new List<PartitionFile>();
            foreach (PartitionFile file in manifest.Files.Where(f => f.Runs.Any(r => r.RunId == fileUuid)))
            {
                string stored = $"({LakeViews.Select(Table, [(Path.Combine(manifests.Lake.Lake, file.Location), file.SchemaHash)])})";
                long gone = Count(connection, $"{stored} WHERE {removed}");
                if (gone == 0) continue;
                count += gone;
                replaced.Add(file);
                if (gone < file.Rows) written.Add(Rewrite(connection, manifest.Date, file, $"{stored} WHERE NOT ({removed})", removed));
            }

            if (replaced.Count == 0) continue;
            new PartitionSweep(manifests, clock).Retire(replaced);
            manifests.Write(manifest with { Files = [.. manifest.Files.Except(replaced), .. written] }, isStream: true);
        }

        return count;
    }

    // It stays its batch's file: should that batch be ingested again, it is replaced as ever.
    private PartitionFile Rewrite(DuckDBConnection connection, DateOnly date, PartitionFile file, string rows, string removed)
    {
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{file.Sha256}\n{removed}"))) + ".parquet";
        return ParquetOutput.Write(connection, manifests.Lake, Table, date, name, rows, "ts, run_id, seq", RowSource.Query) with
        {
            BatchId = file.BatchId, Sources = file.Sources, Runs = StreamPublisher.Runs(connection, rows),
        };
    }

    private static long Count(DuckDBConnection connection, string rows)
    {
        using var command = new DuckDBCommand($"SELECT count(*) FROM {rows}", connection);
        return (long)command.ExecuteScalar()!;
    }
}
