using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MarketMaker.Schemas.Publishing;

/// <summary>JSON Schema (2020-12) of a stream's journal line.</summary>
public static class JsonSchemaText
{
    /// <summary>How every published JSON file is written: indented, line feeds, characters as they are.</summary>
    public static JsonSerializerOptions Format { get; } = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as text, ending in a newline.</summary>
    public static string Of(TableSchema table)
    {
        ArgumentNullException.ThrowIfNull(table);
        ColumnSchema[] columns = [.. table.Columns.Where(c => !c.IsLineage)];
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = $"{table.Name}.v{table.Version}.schema.json",
            ["title"] = table.Name,
            ["description"] = table.Meaning,
            ["type"] = "object",
            ["properties"] = new JsonObject(columns.Select(c => KeyValuePair.Create<string, JsonNode?>(c.JsonName, Property(c)))),
            ["required"] = new JsonArray([.. columns.Where(c => !c.IsNullable).Select(c => (JsonNode)c.JsonName)]),
            // Unknown fields are kept (extra), so a newer writer never breaks an older reader.
            ["additionalProperties"] = true,
        };
        return schema.ToJsonString(Format) + "\n";
    }

    private static JsonObject Property(ColumnSchema column)
    {
        var property = new JsonObject { ["description"] = column.Meaning };
        string type = column.Kind switch
        {
            ColumnKind.Text or ColumnKind.Enumeration or ColumnKind.Timestamp => "string",
            ColumnKind.Boolean => "boolean",
            ColumnKind.Int32 or ColumnKind.Int64 => "integer",
            ColumnKind.Float64 or ColumnKind.Decimal => "number",
            ColumnKind.TextList => "array",
            _ => "object",
        };
        property["type"] = column.IsNullable ? new JsonArray(type, "null") : type;
        if (column.Unit is not null) property["x-unit"] = column.Unit;
        if (double.IsFinite(column.Min)) property["minimum"] = column.Min;
        if (double.IsFinite(column.Max)) property["maximum"] = column.Max;
        switch (column.Kind)
        {
            case ColumnKind.Timestamp:
                property["format"] = "date-time";
                break;
            case ColumnKind.Enumeration:
                property["enum"] = Texts(column, withNull: column.IsNullable);
                break;
            case ColumnKind.TextList:
                property["items"] = new JsonObject { ["type"] = "string" };
                if (column.Members.Count > 0) property["items"]!["enum"] = Texts(column, withNull: false);
                break;
            case ColumnKind.Struct:
                property["properties"] = new JsonObject(column.Fields.Select(f => KeyValuePair.Create<string, JsonNode?>(f.JsonName, Property(f))));
                break;
        }

        return property;
    }

    private static JsonArray Texts(ColumnSchema column, bool withNull)
    {
        var texts = new JsonArray([.. column.Members.Select(m => (JsonNode)m.Text)]);
        if (withNull) texts.Add(null);
        return texts;
    }
}
