using System.Globalization;
using System.Text;

namespace MarketMaker.Schemas.Publishing;

/// <summary>DuckDB's type and table text for declared columns; Parquet columns follow from the same types.</summary>
public static class DuckDbType
{
    /// <summary>SQL type of a column, such as <c>DECIMAL(18,8)</c>.</summary>
    public static string Of(ColumnSchema column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.Kind switch
        {
            ColumnKind.Text or ColumnKind.Enumeration => "VARCHAR",
            ColumnKind.Boolean => "BOOLEAN",
            ColumnKind.Int32 => "INTEGER",
            ColumnKind.Int64 => "BIGINT",
            ColumnKind.Float64 => "DOUBLE",
            ColumnKind.Decimal => "DECIMAL(18,8)",
            ColumnKind.Timestamp => "TIMESTAMPTZ",
            ColumnKind.TextList => "VARCHAR[]",
            ColumnKind.TextMap => "MAP(VARCHAR, VARCHAR)",
            ColumnKind.Struct => $"STRUCT({string.Join(", ", column.Fields.Select(f => $"\"{f.Name}\" {Of(f)}"))})",
            _ => throw new NotSupportedException($"Column '{column.Name}' has kind {column.Kind}, which has no DuckDB type."),
        };
    }

    /// <summary><c>CREATE TABLE</c> with constraints and a comment on every column: executable, and the reference for people.</summary>
    public static string CreateTable(TableSchema table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var sql = new StringBuilder();
        sql.Append(CultureInfo.InvariantCulture, $"CREATE TABLE \"{table.Name}\" (\n");
        sql.AppendJoin(",\n", table.Columns.Select(c => $"    \"{c.Name}\" {Of(c)}{(c.IsNullable ? "" : " NOT NULL")}"));
        sql.Append("\n);\n");
        sql.Append(CultureInfo.InvariantCulture, $"COMMENT ON TABLE \"{table.Name}\" IS {Quote(table.Meaning)};\n");
        foreach (ColumnSchema column in table.Columns)
            sql.Append(CultureInfo.InvariantCulture, $"COMMENT ON COLUMN \"{table.Name}\".\"{column.Name}\" IS {Quote(Comment(column))};\n");
        return sql.ToString();
    }

    /// <summary>A text as an SQL literal.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private static string Comment(ColumnSchema column) => column.Unit is null ? column.Meaning : $"{column.Meaning} [{column.Unit}]";
}
