using MarketMaker.Lake.Native;
using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.QuarantineRetry;

/// <summary>A line in quarantine.</summary>
internal sealed record QuarantinedLine(string FileUuid, long ByteOffset, UtcMicros Time, string? Stream, string SourceFile, string Reason, string Raw)
{
    /// <summary>What people and scripts name it by.</summary>
    public string Id => $"{FileUuid}:{ByteOffset}";

    /// <summary>Lines in quarantine, by file and place.</summary>
    /// <param name="condition">On the columns of <c>quarantine</c>.</param>
    public static IReadOnlyList<QuarantinedLine> Read(LakeDirectory lake, string condition, UtcMicros? from = null, UtcMicros? to = null)
    {
        using var connection = new DuckDBConnection();
        connection.Open();
        LakeSnapshot.Read(lake).CreateViews(connection, ["quarantine"], from, to);
        string range = string.Join("", new[] { from is { } f ? $" AND ts >= TIMESTAMPTZ '{f}'" : "", to is { } t ? $" AND ts < TIMESTAMPTZ '{t}'" : "" });
        using var command = new DuckDBCommand(
            $"SELECT run_id, source_byte_offset, ts, target_stream, source_file, reason, raw_line FROM quarantine WHERE {condition}{range} ORDER BY run_id, source_byte_offset", connection);
        using DuckDBDataReader reader = command.ExecuteReader();
        var lines = new List<QuarantinedLine>();
        while (reader.Read())
            lines.Add(new QuarantinedLine(reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<UtcMicros>(2), reader.IsDBNull(3) ? null : reader.GetString(3),
                reader.GetString(4), reader.GetString(5), reader.GetString(6)));
        return lines;
    }

    /// <summary>Condition for one stream; all when null.</summary>
    public static string OfStream(string? stream) => stream is null ? "true" : $"target_stream = {DuckDbType.Quote(stream)}";
}
