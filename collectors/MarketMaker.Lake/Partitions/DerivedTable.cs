using System.Security.Cryptography;
using System.Text;
using MarketMaker.Lake.Native;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Lake.Partitions;

/// <summary>Whether a publish changed anything.</summary>
public enum PublishOutcome
{
    /// <summary>The partition holds the new rows.</summary>
    Published,

    /// <summary>The inputs are those of the last publish: nothing was computed or written.</summary>
    Unchanged,
}

/// <summary>Outcome of a publish.</summary>
/// <param name="File">The partition's file now.</param>
public sealed record PublishResult(PublishOutcome Outcome, PartitionFile File);

/// <summary>Publishes partitions of derived tables: each is replaced whole and atomically; the same input gives the same bytes.</summary>
public sealed class DerivedTable(ManifestStore manifests)
{
    /// <summary>Replaces a partition by the rows of a query.</summary>
    /// <param name="connection">Session in which the query runs, with the views it needs.</param>
    /// <param name="table">Derived table of the catalogue.</param>
    /// <param name="date">Day the rows are about.</param>
    /// <param name="select">Query that gives at least the table's columns, by name; rows are stored in the order of all columns.</param>
    /// <param name="inputHash">What the rows were computed from (<see cref="LakeSnapshot.InputHash"/> and the job's own version).</param>
    /// <exception cref="DuckDBException">The query fails, or a value does not fit its column: the partition stays as it was.</exception>
    /// <exception cref="ArgumentException">The table is a stream.</exception>
    public PublishResult Publish(DuckDBConnection connection, string table, DateOnly date, string select, string inputHash)
    {
        ArgumentNullException.ThrowIfNull(connection);
        TableSchema schema = Catalogue.Get(table);
        if (schema.IsStream) throw new ArgumentException($"'{table}' is a stream: only the collector writes it.", nameof(table));
        using FileLock held = manifests.LockTable(table, isStream: false);
        PartitionManifest? current = manifests.Read(table, isStream: false, date);
        if (current is { Files: [var file] } && current.InputHash == inputHash && file.SchemaHash == ContentHash.OfSchema(schema))
            return new PublishResult(PublishOutcome.Unchanged, file);

        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{table}\n{date:yyyy-MM-dd}\n{inputHash}"))) + ".parquet";
        PartitionFile written = ParquetOutput.Write(connection, manifests.Lake, schema, date, name, $"({select})", "ALL", RowSource.Query);
        manifests.Write(new PartitionManifest { Table = table, Date = date, Version = current?.Version ?? 0, InputHash = inputHash, Files = [written] }, isStream: false);
        DeleteOlder(manifests.Lake.Partition(table, isStream: false, date), [name, .. current?.Files.Select(f => f.Name) ?? []]);
        return new PublishResult(PublishOutcome.Published, written);
    }

    /// <summary>Replaces a partition by rows given as objects, one value per column in the table's order.</summary>
    /// <inheritdoc cref="Publish(DuckDBConnection, string, DateOnly, string, string)"/>
    public PublishResult Publish(string table, DateOnly date, IEnumerable<IReadOnlyList<object?>> rows, string inputHash)
    {
        ArgumentNullException.ThrowIfNull(rows);
        TableSchema schema = Catalogue.Get(table);
        using var connection = new DuckDBConnection();
        connection.Open();
        connection.Execute($"CREATE TABLE rows ({string.Join(", ", schema.Columns.Select(c => $"\"{c.Name}\" {DuckDbType.Of(c)}{(c.IsNullable ? "" : " NOT NULL")}"))})");
        using (DuckDBAppender appender = connection.CreateAppender("rows"))
        {
            foreach (IReadOnlyList<object?> row in rows)
            {
                DuckDBAppenderRow line = appender.CreateRow();
                foreach (object? value in row) line.AppendValue(value);
                line.EndRow();
            }
        }

        return Publish(connection, table, date, "SELECT * FROM rows", inputHash);
    }

    // A reader may still be in the file of the manifest just replaced: that one goes with the next publish.
    private static void DeleteOlder(string directory, IReadOnlyCollection<string> kept)
    {
        foreach (string path in Directory.EnumerateFiles(directory, "*.parquet"))
            if (!kept.Contains(Path.GetFileName(path))) File.Delete(path);
    }
}
