using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MarketMaker.Collectors.Imports;

/// <summary>The account of an import, for people and for machines.</summary>
internal static class ImportReport
{
    private static readonly string[] Heads = ["stream", "lines read", "rows loaded", "duplicates", "quarantined"];

    /// <summary>An aligned table, then what could not be read.</summary>
    public static string Text(ImportAccounting accounting)
    {
        string[][] rows = [.. accounting.Streams.Append(accounting.Total()).Select(Cells)];
        int[] widths = [.. Heads.Select((head, i) => Math.Max(head.Length, rows.Max(r => r[i].Length)))];
        var text = new StringBuilder();
        AppendRow(text, Heads, widths);
        foreach (string[] row in rows) AppendRow(text, row, widths);
        text.Append(CultureInfo.InvariantCulture, $"\n{accounting.FileCount} files read; lines read = rows loaded + duplicates + quarantined.\n");
        foreach (Files.LogDamage damage in accounting.Damages)
            text.Append(CultureInfo.InvariantCulture, $"{damage.Path}: {damage.Reason} {damage.UnreadByteCount} stored bytes were not read.\n");
        foreach (string file in accounting.SkippedFiles) text.Append(CultureInfo.InvariantCulture, $"{file}: not a log of this format, left alone.\n");
        return text.ToString();
    }

    /// <summary>One object: totals, <c>streams</c>, <c>damaged_files</c>, <c>skipped_files</c>.</summary>
    public static string Json(string format, ImportAccounting accounting)
    {
        JsonObject result = Account(accounting.Total());
        result.Remove("stream");
        result.Insert(0, "format", format);
        result.Insert(1, "files", accounting.FileCount);
        result["streams"] = new JsonArray([.. accounting.Streams.Select(a => (JsonNode)Account(a))]);
        result["damaged_files"] = new JsonArray([.. accounting.Damages.Select(d => (JsonNode)new JsonObject
        {
            ["path"] = d.Path, ["reason"] = d.Reason, ["unread_bytes"] = d.UnreadByteCount,
        })]);
        result["skipped_files"] = new JsonArray([.. accounting.SkippedFiles.Select(f => (JsonNode)f)]);
        return result.ToJsonString();
    }

    private static JsonObject Account(StreamAccount account) => new()
    {
        ["stream"] = account.Stream,
        ["lines_read"] = account.LinesRead,
        ["rows_loaded"] = account.RowsLoaded,
        ["duplicates"] = account.Duplicates,
        ["quarantined"] = account.Quarantined,
    };

    private static string[] Cells(StreamAccount account) =>
        [account.Stream, Number(account.LinesRead), Number(account.RowsLoaded), Number(account.Duplicates), Number(account.Quarantined)];

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static void AppendRow(StringBuilder text, string[] cells, int[] widths)
    {
        text.Append(cells[0].PadRight(widths[0]));
        for (int i = 1; i < cells.Length; i++) text.Append("  ").Append(cells[i].PadLeft(widths[i]));
        text.Append('\n');
    }
}
