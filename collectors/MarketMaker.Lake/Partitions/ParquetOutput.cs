using System.Globalization;
using System.Numerics;
using MarketMaker.Lake.Native;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Partitions;

/// <summary>Writes rows of a table as one Parquet file of a partition: zstd, in the table's columns and types.</summary>
internal static class ParquetOutput
{
    /// <summary>Copies the rows of a relation to the file and describes it. The same rows in the same order give the same bytes.</summary>
    /// <remarks>The caller holds the table's lock.</remarks>
    /// <param name="rows">What stands after FROM: a table with a condition, or a parenthesised query.</param>
    /// <param name="order">What stands after ORDER BY; null when the rows are in order.</param>
    public static PartitionFile Write(
        DuckDBConnection connection, LakeDirectory lake, TableSchema table, DateOnly date, string name, string rows, string? order)
    {
        string path = Path.Combine(lake.Partition(table.Name, table.IsStream, date), name);
        string directory = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(directory);
        // The caller holds the table's lock: whatever is half written here was left by a process that died.
        foreach (string left in Directory.EnumerateFiles(directory, "*" + DurableFile.TemporaryExtension)) File.Delete(left);
        string temporary = DurableFile.TemporaryFor(path);
        string columns = string.Join(", ", table.Columns.Select(c => $"CAST(\"{c.Name}\" AS {DuckDbType.Of(c)}) AS \"{c.Name}\""));
        string schemaHash = ContentHash.OfSchema(table);
        connection.Execute($"COPY (SELECT {columns} FROM {rows}{(order is null ? "" : $" ORDER BY {order}")}) TO {DuckDbType.Quote(temporary)} "
            + $"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{table_name: {DuckDbType.Quote(table.Name)}, schema_v: '{table.Version}', schema_hash: '{schemaHash}'}})");
        (long count, UtcMicros? minTs, UtcMicros? maxTs, string contentHash) = Describe(connection, table, temporary);
        (string sha256, long bytes) = DurableFile.Publish(temporary, path);
        return new PartitionFile
        {
            Name = name,
            Location = Path.GetRelativePath(lake.Lake, path),
            Rows = count,
            Bytes = bytes,
            MinTs = minTs,
            MaxTs = maxTs,
            Sha256 = sha256,
            ContentHash = contentHash,
            SchemaHash = schemaHash,
        };
    }

    // From the written file, not from what was meant to be written: what the manifest says was read back.
    private static (long Rows, UtcMicros? MinTs, UtcMicros? MaxTs, string ContentHash) Describe(DuckDBConnection connection, TableSchema table, string path)
    {
        string time = table.Columns.Any(c => c is { Name: "ts", Kind: ColumnKind.Timestamp }) ? "\"ts\"" : "NULL::TIMESTAMPTZ";
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*), min({time}), max({time}), {ContentHash.Aggregate(table)} FROM read_parquet({DuckDbType.Quote(path)}, hive_partitioning = false)";
        using DuckDBDataReader reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetFieldValue<UtcMicros?>(1), reader.GetFieldValue<UtcMicros?>(2),
            reader.IsDBNull(3) ? ContentHash.Empty : ContentHash.Text((BigInteger)reader.GetValue(3)));
    }

    /// <summary>Condition on <c>ts</c> for one UTC day.</summary>
    public static string OfDay(DateOnly date) => string.Create(CultureInfo.InvariantCulture,
        $"ts >= TIMESTAMPTZ '{date:yyyy-MM-dd} 00:00:00+00' AND ts < TIMESTAMPTZ '{date:yyyy-MM-dd} 00:00:00+00' + INTERVAL 1 DAY");
}
