using MarketMaker.Lake.Native;
using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Lake.Tables;

/// <summary>Takes out of a batch what is already there: <c>(run_id, event_type, seq)</c> identifies an event.</summary>
/// <remarks>Costs nothing while seqs increase and no published file has them; only then are rows compared.</remarks>
internal static class Deduplication
{
    /// <param name="stored">Files of the stream, without those of this very batch.</param>
    public static long Run(
        DuckDBConnection connection, StreamTable table, ParsedLines parsed, IReadOnlyList<StoredFile> stored)
    {
        long duplicates = 0;
        if (!parsed.IsIncreasing)
            duplicates += Remove(connection, table, parsed, WithinBatch(table), "twice in its file with different content");
        StoredFile[] overlapping =
            [.. stored.Where(f => f.Runs.Any(r => parsed.Runs.TryGetValue(r.RunId, out RunSpan? run) && r.MayOverlap(run.First, run.Last)))];
        if (overlapping.Length > 0)
        {
            string rows = LakeViews.Select(table.Schema, [.. overlapping.Select(f => (f.Path, f.SchemaHash))]);
            duplicates += Remove(connection, table, parsed, AgainstStored(table, rows), "already stored with different content");
        }

        return duplicates;
    }

    private static string WithinBatch(StreamTable table) =>
        $"WITH numbered AS (SELECT line, min(line) OVER (PARTITION BY run_id, seq) AS first_line FROM {table.Relation}) "
        + $"SELECT b.line, b.run_id, b.seq, {Difference(table.Schema, "b", "f")} AS differing FROM numbered n "
        + $"JOIN {table.Relation} b ON b.line = n.line JOIN {table.Relation} f ON f.line = n.first_line WHERE n.line <> n.first_line ORDER BY b.line";

    private static string AgainstStored(StreamTable table, string stored) =>
        $"SELECT b.line, b.run_id, b.seq, {Difference(table.Schema, "b", "s")} AS differing FROM {table.Relation} b "
        + $"JOIN ({stored}) s ON s.run_id = b.run_id AND s.seq = b.seq ORDER BY b.line";

    private static string Difference(TableSchema schema, string left, string right) =>
        "list_filter([" + string.Join(", ", ContentHash.Hashed(schema)
            .Select(c => $"CASE WHEN {left}.\"{c.Name}\" IS DISTINCT FROM {right}.\"{c.Name}\" THEN '{c.Name}' END")) + "], lambda x: x IS NOT NULL)";

    private static long Remove(DuckDBConnection connection, StreamTable table, ParsedLines parsed, string query, string rule)
    {
        var duplicates = new List<int>();
        var conflicts = new List<RefusedLine>();
        var seen = new HashSet<int>();
        using (var command = new DuckDBCommand(query, connection))
        using (DuckDBDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                int line = reader.GetInt32(0);
                if (!seen.Add(line)) continue;
                List<string?> differing = reader.GetFieldValue<List<string?>>(3);
                if (differing.Count == 0) duplicates.Add(line);
                else
                    conflicts.Add(new RefusedLine(line,
                        $"seq: event ({reader.GetString(1)}, {table.Schema.Name}, {reader.GetInt64(2)}) is {rule}: {string.Join(", ", differing)}", IsConflict: true));
            }
        }

        if (seen.Count > 0) table.Remove(parsed, duplicates, conflicts);
        return duplicates.Count;
    }
}
