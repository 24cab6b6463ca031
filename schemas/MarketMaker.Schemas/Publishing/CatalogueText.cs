using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MarketMaker.Schemas.Publishing;

/// <summary>The catalogue for people (Markdown) and for machines (JSON), and the glossary of every name in it.</summary>
public static class CatalogueText
{
    /// <summary>One section per stream and table: meaning, columns, example questions with their SQL.</summary>
    public static string Markdown(IReadOnlyList<TableSchema> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var text = new StringBuilder("# Catalogue\n\nEvery stream and derived table. Generated from `schemas/`: change the declaration, then run `ops/mm schemas --write`.\n\n");
        text.Append("| table | one row is | written by |\n|---|---|---|\n");
        foreach (TableSchema table in tables)
            text.Append(CultureInfo.InvariantCulture, $"| [{table.Name}](#{table.Name}) | {table.Meaning} | {table.Producer} |\n");
        foreach (TableSchema table in tables) Section(text, table);
        return text.ToString();
    }

    /// <summary>The same as JSON: what the question engine and other programs read.</summary>
    public static string Json(IReadOnlyList<TableSchema> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var array = new JsonArray();
        foreach (TableSchema table in tables)
        {
            array.Add(new JsonObject
            {
                ["name"] = table.Name,
                ["version"] = table.Version,
                ["meaning"] = table.Meaning,
                ["producer"] = table.Producer,
                ["is_stream"] = table.IsStream,
                ["columns"] = new JsonArray([.. table.Columns.Select(c => (JsonNode)Column(c))]),
                ["examples"] = new JsonArray([.. table.Examples.Select(e => (JsonNode)new JsonObject { ["question"] = e.Question, ["sql"] = e.Sql })]),
            });
        }

        return array.ToJsonString(JsonSchemaText.Format) + "\n";
    }

    /// <summary>Every column name and every enumeration text, once, with its meaning and where it stands.</summary>
    public static string Glossary(IReadOnlyList<TableSchema> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var text = new StringBuilder("# Glossary\n\nEvery column and every value, generated from `schemas/`.\n\n## Columns\n\n| column | unit | meaning | in |\n|---|---|---|---|\n");
        var columns = tables.SelectMany(t => t.Columns, (table, column) => (table, column)).GroupBy(p => (p.column.Name, p.column.Meaning, p.column.Unit));
        foreach (var group in columns.OrderBy(g => g.Key.Name, StringComparer.Ordinal).ThenBy(g => g.Key.Meaning, StringComparer.Ordinal))
        {
            string where = group.Count() == tables.Count ? "all" : group.Count() > 6 ? $"{group.Count()} tables" : string.Join(", ", group.Select(p => p.table.Name));
            text.Append(CultureInfo.InvariantCulture, $"| `{group.Key.Name}` | {group.Key.Unit} | {Cell(group.Key.Meaning)} | {where} |\n");
        }

        text.Append("\n## Values\n\n| value | meaning | of |\n|---|---|---|\n");
        var values = tables.SelectMany(t => t.Columns).Where(c => c.Members.Count > 1).SelectMany(c => c.Members, (column, member) => (column, member));
        foreach (var group in values.GroupBy(v => v.member).OrderBy(g => g.Key.Text, StringComparer.Ordinal).ThenBy(g => g.Key.Meaning, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"| `{group.Key.Text}` | {Cell(group.Key.Meaning)} | {string.Join(", ", group.Select(v => v.column.Name).Distinct())} |\n");
        return text.ToString();
    }

    private static void Section(StringBuilder text, TableSchema table)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {table.Name}\n\n{table.Meaning} Version {table.Version}, written by {table.Producer}.\n\n");
        text.Append("| column | type | unit | meaning |\n|---|---|---|---|\n");
        foreach (ColumnSchema column in table.Columns)
        {
            string type = column.Kind == ColumnKind.Struct ? "STRUCT" : DuckDbType.Of(column);
            string values = column.Kind == ColumnKind.Enumeration && column.Members.Count > 1 ? $" One of {string.Join(", ", column.Members.Select(m => $"`{m.Text}`"))}." : "";
            text.Append(CultureInfo.InvariantCulture, $"| `{column.Name}`{(column.IsNullable ? "" : " *")} | {type} | {column.Unit} | {Cell(column.Meaning)}{values} |\n");
        }

        text.Append("\n`*` = never null.\n");
        foreach (ExampleQuery example in table.Examples)
            text.Append(CultureInfo.InvariantCulture, $"\n{example.Question}\n```sql\n{example.Sql}\n```\n");
    }

    private static JsonObject Column(ColumnSchema column)
    {
        var json = new JsonObject
        {
            ["name"] = column.Name,
            ["type"] = DuckDbType.Of(column),
            ["nullable"] = column.IsNullable,
            ["unit"] = column.Unit,
            ["meaning"] = column.Meaning,
        };
        if (column.Members.Count > 0)
            json["values"] = new JsonObject(column.Members.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Text, m.Meaning)));
        return json;
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
