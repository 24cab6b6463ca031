namespace MarketMaker.Schemas.Events;

/// <summary>Names and framing of a journal file, shared by its writer and its readers.</summary>
/// <remarks>
/// A file holds one stream of one run: a header line, event lines, and a trailer once sealed. While it grows its name ends in
/// <see cref="OpenExtension"/>; sealing renames it to <see cref="SealedExtension"/>. It is never truncated or rewritten.
/// A sealed name without a trailer is a file whose writer died: bytes after its last newline were never an event.
/// </remarks>
public static class JournalFile
{
    public const string OpenExtension = ".open";

    public const string SealedExtension = ".jsonl";

    /// <summary><c>event_type</c> of the first line: <c>file_uuid, run_id, stream, schema_v, started_at</c>.</summary>
    public const string HeaderEventType = "file_header";

    /// <summary><c>event_type</c> of the last line: <c>lines, first_seq, last_seq, sha256</c>.</summary>
    public const string TrailerEventType = "file_trailer";

    /// <summary>File name of the <paramref name="index"/>-th file of a stream, without extension: <c>order_intent-000001</c>.</summary>
    public static string BaseName(string stream, int index) => $"{stream}-{index:D6}";
}

/// <summary>First line of a journal file.</summary>
public sealed record JournalHeader(string FileUuid, string RunId, string Stream, int SchemaVersion, Values.UtcMicros StartedAt);

/// <summary>Last line of a sealed journal file. <paramref name="Sha256"/> is over every byte before the trailer line, lower-case hex.</summary>
/// <param name="SealedAt">Time of the last event, or of the sealing where the writer has a clock.</param>
/// <param name="Lines">Event lines between header and trailer.</param>
public sealed record JournalTrailer(Values.UtcMicros SealedAt, long Lines, long FirstSeq, long LastSeq, string Sha256);
