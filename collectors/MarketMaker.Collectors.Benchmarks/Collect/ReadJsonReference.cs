using MarketMaker.Lake.Native;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Collectors.Benchmarks.Collect;

/// <summary>What the collector is measured against: DuckDB's own <c>read_json</c> with explicit columns, copied to zstd Parquet.</summary>
/// <remarks>It validates nothing, finds no duplicate, keeps no refused line, publishes no manifest and knows no offset.</remarks>
internal static class ReadJsonReference
{
    public static int Run(string journal, string output, string threads)
    {
        TableSchema table = Catalogue.Get("order_intent");
        string columns = string.Join(", ", table.Columns.Where(c => !c.IsLineage).Select(c => $"'{c.JsonName}': '{DuckDbType.Of(c).Replace("'", "''", StringComparison.Ordinal)}'"));
        using var connection = new DuckDBConnection();
        connection.Open();
        using var command = new DuckDBCommand(
            $"SET threads = {threads}; SET TimeZone = 'UTC'; COPY (SELECT * FROM read_json({DuckDbType.Quote(journal)}, format = 'newline_delimited', columns = {{{columns}}})) "
            + $"TO {DuckDbType.Quote(output)} (FORMAT parquet, COMPRESSION zstd)", connection);
        command.ExecuteNonQuery();
        return 0;
    }
}
