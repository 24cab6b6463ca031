using System.Globalization;
using System.Text.Json;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Sandbox;

/// <summary>A column of a result.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">DuckDB's name of its type.</param>
public sealed record ResultColumn(string Name, string Type);

/// <summary>A result of one statement, as the worker sent it.</summary>
/// <param name="Columns">Columns in order.</param>
/// <param name="Rows">Rows; a row is a JSON array with one value per column.</param>
/// <param name="IsTruncated">Rows beyond the cap on rows or bytes were left out.</param>
public sealed record ResultTable(IReadOnlyList<ResultColumn> Columns, IReadOnlyList<JsonElement> Rows, bool IsTruncated = false)
{
    /// <summary>Index of a column.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public int IndexOf(string column)
    {
        for (int i = 0; i < Columns.Count; i++)
            if (Columns[i].Name == column) return i;
        throw new KeyNotFoundException($"The result has no column '{column}'. It has: {string.Join(", ", Columns.Select(c => c.Name))}.");
    }
}

/// <summary>One row of a result, read by column name.</summary>
public readonly struct ResultRow(ResultTable table, JsonElement row)
{
    /// <summary>The value as sent; its kind is Null where there is none.</summary>
    public JsonElement Value(string column) => row[table.IndexOf(column)];

    public string? Text(string column) => Value(column) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : null;

    public long Whole(string column) => Value(column) is { ValueKind: JsonValueKind.Number } value ? ToWhole(value) : 0;

    public double? Number(string column) => Value(column) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    public UtcMicros? Time(string column) => Value(column) is { ValueKind: JsonValueKind.String } value
        ? UtcMicros.From(DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal))
        : null;

    /// <summary>Texts of a list; empty where it is null.</summary>
    public IReadOnlyList<string> Texts(string column) => Value(column) is { ValueKind: JsonValueKind.Array } value
        ? [.. value.EnumerateArray().Select(v => v.ToString())]
        : [];

    // A sum() of a BIGINT is a HUGEINT; one divided is a double.
    private static long ToWhole(JsonElement value) => value.TryGetInt64(out long whole) ? whole : (long)value.GetDouble();
}
