using System.Text.Json;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Events;

/// <summary>Writes and reads the first and last line of a journal file; the one place that knows their JSON.</summary>
public static class JournalFrame
{
    /// <summary>Replaces what is in <paramref name="line"/> by the header line with its newline.</summary>
    public static void Write(JournalHeader header, JsonLine line)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(line);
        line.Clear();
        line.Time("{\"@t\":"u8.ToArray(), header.StartedAt);
        line.Text(",\"event_type\":"u8.ToArray(), JournalFile.HeaderEventType);
        line.Text(",\"file_uuid\":"u8.ToArray(), header.FileUuid);
        line.Text(",\"run_id\":"u8.ToArray(), header.RunId);
        line.Text(",\"stream\":"u8.ToArray(), header.Stream);
        line.Int(",\"schema_v\":"u8.ToArray(), header.SchemaVersion);
        line.Time(",\"started_at\":"u8.ToArray(), header.StartedAt);
        line.End();
    }

    /// <summary>Replaces what is in <paramref name="line"/> by the trailer line with its newline.</summary>
    public static void Write(JournalTrailer trailer, JsonLine line)
    {
        ArgumentNullException.ThrowIfNull(trailer);
        ArgumentNullException.ThrowIfNull(line);
        line.Clear();
        line.Time("{\"@t\":"u8.ToArray(), trailer.SealedAt);
        line.Text(",\"event_type\":"u8.ToArray(), JournalFile.TrailerEventType);
        line.Int(",\"lines\":"u8.ToArray(), trailer.Lines);
        line.Int(",\"first_seq\":"u8.ToArray(), trailer.FirstSeq);
        line.Int(",\"last_seq\":"u8.ToArray(), trailer.LastSeq);
        line.Text(",\"sha256\":"u8.ToArray(), trailer.Sha256);
        line.End();
    }

    /// <summary>Reads a header line; null when it is none.</summary>
    public static JournalHeader? ReadHeader(ReadOnlyMemory<byte> line)
    {
        using JsonDocument? document = Parse(line, JournalFile.HeaderEventType);
        return document?.RootElement is { } root
            && Text(root, "file_uuid") is { } fileUuid && Text(root, "run_id") is { } runId && Text(root, "stream") is { } stream
            && Whole(root, "schema_v") is { } version and > 0 and <= int.MaxValue
            && Time(root, "started_at") is { } startedAt
            ? new JournalHeader(fileUuid, runId, stream, (int)version, startedAt)
            : null;
    }

    /// <summary>Reads a trailer line; null when it is none.</summary>
    public static JournalTrailer? ReadTrailer(ReadOnlyMemory<byte> line)
    {
        using JsonDocument? document = Parse(line, JournalFile.TrailerEventType);
        return document?.RootElement is { } root
            && Whole(root, "lines") is { } lines && Whole(root, "first_seq") is { } first && Whole(root, "last_seq") is { } last
            && Text(root, "sha256") is { } sha256 && Time(root, "@t") is { } sealedAt
            ? new JournalTrailer(sealedAt, lines, first, last, sha256)
            : null;
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> line, string eventType)
    {
        try
        {
            JsonDocument document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind == JsonValueKind.Object && Text(document.RootElement, "event_type") == eventType) return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            // A line that is not JSON is no frame line; what it is instead, its reader says.
        }

        return null;
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static UtcMicros? Time(JsonElement root, string name) =>
        Text(root, name) is { } text && UtcMicros.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out UtcMicros time) ? time : null;

    private static long? Whole(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long whole) ? whole : null;
}
