using System.Text.Json;
using MarketMaker.Lake.Native;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Jobs.Publishing;

/// <summary>Rows of a derived table as JSON lines, for readers without DuckDB: one object a row, columns in the declared order.</summary>
internal static class TableLines
{
    /// <summary>The bytes of the whole file. The same rows give the same bytes.</summary>
    /// <param name="connection">Session with a view of the table.</param>
    public static byte[] Of(DuckDBConnection connection, TableSchema table)
    {
        using var command = new DuckDBCommand($"SELECT {string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""))} FROM \"{table.Name}\" ORDER BY ALL", connection);
        using DuckDBDataReader reader = command.ExecuteReader();
        using var lines = new MemoryStream();
        while (reader.Read())
        {
            using (var json = new Utf8JsonWriter(lines))
            {
                json.WriteStartObject();
                for (int i = 0; i < table.Columns.Count; i++) Write(json, table.Columns[i], reader, i);
                json.WriteEndObject();
            }

            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ColumnSchema column, DuckDBDataReader reader, int ordinal)
    {
        json.WritePropertyName(column.Name);
        if (reader.IsDBNull(ordinal)) json.WriteNullValue();
        else if (column.Kind is ColumnKind.Text or ColumnKind.Enumeration) json.WriteStringValue(reader.GetString(ordinal));
        else if (column.Kind is ColumnKind.Int32 or ColumnKind.Int64) json.WriteNumberValue(reader.GetInt64(ordinal));
        else if (column.Kind == ColumnKind.Float64) json.WriteNumberValue(reader.GetDouble(ordinal));
        else if (column.Kind == ColumnKind.Decimal) json.WriteNumberValue(reader.GetDecimal(ordinal) / 1.0000000000000000000000000000m); // drops trailing zeros
        else if (column.Kind == ColumnKind.Timestamp) json.WriteStringValue(UtcMicros.From(reader.GetDateTime(ordinal)).ToString());
        else if (column.Kind == ColumnKind.Boolean) json.WriteBooleanValue(reader.GetBoolean(ordinal));
        else throw new NotSupportedException($"{column.Name}: a {column.Kind} has no form in JSON lines yet.");
    }
}
