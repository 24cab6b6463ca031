using System.Globalization;
using System.Text;
using System.Text.Json;
using MarketMaker.QueryApi.Sandbox;

namespace MarketMaker.QueryApi.Commands;

/// <summary>Tables for the terminal, and CSV.</summary>
internal static class TextTable
{
    private const int WidestCell = 60;

    /// <summary>Prints columns of even width; numbers stand to the right.</summary>
    public static void Print(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<JsonElement>> rows, TextWriter output, string indent = "")
    {
        string[][] cells = [.. rows.Select(r => r.Select(Short).ToArray())];
        int[] widths = [.. columns.Select((name, i) => Math.Max(name.Length, cells.Length == 0 ? 0 : cells.Max(r => r[i].Length)))];
        bool[] isNumber = [.. columns.Select((_, i) => rows.Count > 0 && rows.All(r => r[i].ValueKind is JsonValueKind.Number or JsonValueKind.Null))];
        output.WriteLine(indent + Line(columns, widths, isNumber));
        output.WriteLine(indent + string.Join("  ", widths.Select(w => new string('─', w))));
        foreach (string[] row in cells) output.WriteLine(indent + Line(row, widths, isNumber));
    }

    /// <summary>Prints CSV (RFC 4180) with a header line.</summary>
    public static void PrintCsv(ResultTable table, TextWriter output)
    {
        output.WriteLine(string.Join(',', table.Columns.Select(c => Field(c.Name))));
        foreach (JsonElement row in table.Rows) output.WriteLine(string.Join(',', row.EnumerateArray().Select(v => Field(Text(v)))));
    }

    /// <summary>A value as text; a double without the noise of its last digits.</summary>
    public static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        // A whole number is written as it is: an imported seq has more digits than a double holds.
        JsonValueKind.Number when value.GetRawText() is var raw && raw.Length > 12 && raw.AsSpan().ContainsAny('.', 'e', 'E') && value.TryGetDouble(out double number) =>
            number.ToString("0.##########", CultureInfo.InvariantCulture),
        _ => value.GetRawText(),
    };

    private static string Short(JsonElement value)
    {
        string text = Text(value).ReplaceLineEndings(" ");
        return text.Length <= WidestCell ? text : text[..(WidestCell - 1)] + "…";
    }

    private static string Line(IReadOnlyList<string> cells, int[] widths, bool[] isNumber)
    {
        var line = new StringBuilder();
        for (int i = 0; i < cells.Count; i++)
        {
            if (i > 0) line.Append("  ");
            line.Append(isNumber[i] ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i]));
        }

        return line.ToString().TrimEnd();
    }

    private static string Field(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
