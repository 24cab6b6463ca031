using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MarketMaker.Collectors.Imports;

/// <summary>The account of an import, for people and for machines.</summary>
internal static class ImportReport
{
    /// <summary>What to do about logs that are something else.</summary>
    public const string Remedy = "Name the folder of that program's logs, or another format.";

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
        if (accounting.Total().Unfinished is > 0 and var unfinished)
            text.Append(CultureInfo.InvariantCulture, $"{unfinished} unfinished last lines: import again when their writer has finished them.\n");
        foreach (Files.LogDamage damage in accounting.Damages)
            text.Append(CultureInfo.InvariantCulture, $"{damage.Path}: {damage.Reason} {damage.UnreadByteCount} stored bytes were not read.\n");
        foreach (string file in accounting.SkippedFiles) text.Append(CultureInfo.InvariantCulture, $"{file}: not a log of this format, left alone.\n");
        return text.ToString();
    }

    /// <summary>What is said when no file is one of the format.</summary>
    public static string NoFile(string path, string format) => $"{path}: no file there is one of the format {format}; nothing was imported. {Remedy}";

    /// <summary>What is said when the logs turn out to be something else.</summary>
    public static string SomethingElse(string path, string format, StreamAccount total) => string.Create(
        CultureInfo.InvariantCulture,
        $"{path}: {total.Quarantined:N0} of {total.LinesRead:N0} lines are not of the format {format}; they are in quarantine with their reasons (mm quarantine list).");

    /// <summary>One object: totals, <c>streams</c>, <c>damaged_files</c>, <c>skipped_files</c>; <c>error</c> when the logs are something else.</summary>
    public static string Json(string format, ImportAccounting accounting, string? error)
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
        if (error is not null) result["error"] = new JsonObject { ["code"] = "refused", ["message"] = error, ["remedy"] = Remedy };
        return result.ToJsonString();
    }

    private static JsonObject Account(StreamAccount account) => new()
    {
        ["stream"] = account.Stream,
        ["lines_read"] = account.LinesRead,
        ["rows_loaded"] = account.RowsLoaded,
        ["duplicates"] = account.Duplicates,
        ["quarantined"] = account.Quarantined,
        ["unfinished"] = account.Unfinished,
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
