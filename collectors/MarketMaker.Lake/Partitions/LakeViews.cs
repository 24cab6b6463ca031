using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Lake.Partitions;

/// <summary>SQL of the views through which everything reads the lake: explicit files, names and types pinned from the catalogue.</summary>
/// <remarks>Text only: needs no DuckDB in the process.</remarks>
public static class LakeViews
{
    /// <summary><c>CREATE OR REPLACE VIEW</c> of one table over these files; an empty typed view over none.</summary>
    /// <param name="files">Absolute paths with the schema hash each was written with.</param>
    public static string Create(TableSchema table, IReadOnlyList<(string Path, string SchemaHash)> files)
    {
        ArgumentNullException.ThrowIfNull(table);
        return $"CREATE OR REPLACE VIEW \"{table.Name}\" AS {Select(table, files)};";
    }

    /// <summary>The query behind the view.</summary>
    public static string Select(TableSchema table, IReadOnlyList<(string Path, string SchemaHash)> files)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(files);
        if (files.Count == 0) return Empty(table);
        string current = ContentHash.OfSchema(table);
        if (files.All(f => f.SchemaHash == current)) return $"SELECT {Columns(table)} FROM read_parquet([{Paths(files)}], hive_partitioning = false)";
        // Files of an older schema lack columns: the empty typed row set gives them their names and types.
        return $"SELECT {Columns(table)} FROM ({Empty(table)} UNION ALL BY NAME "
            + $"SELECT * FROM read_parquet([{Paths(files)}], hive_partitioning = false, union_by_name = true))";
    }

    private static string Columns(TableSchema table) =>
        string.Join(", ", table.Columns.Select(c => $"CAST(\"{c.Name}\" AS {DuckDbType.Of(c)}) AS \"{c.Name}\""));

    private static string Empty(TableSchema table) =>
        "SELECT " + string.Join(", ", table.Columns.Select(c => $"CAST(NULL AS {DuckDbType.Of(c)}) AS \"{c.Name}\"")) + " WHERE false";

    private static string Paths(IReadOnlyList<(string Path, string SchemaHash)> files) => string.Join(", ", files.Select(f => DuckDbType.Quote(f.Path)));
}
