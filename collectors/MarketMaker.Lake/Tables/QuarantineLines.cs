using System.Text;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Tables;

/// <summary>Writes the quarantine's own events: a refused line's file is their run, its place their seq, so a second refusal is the same event.</summary>
internal static class QuarantineLines
{
    /// <summary>The stream's name.</summary>
    public const string Stream = "quarantine";

    /// <summary>Bytes of a refused line that are kept.</summary>
    public const int MaxRawBytes = 64 * 1024;

    public static SourceLine Write(IngestBatch batch, RefusedLine refused, UtcMicros latestTime)
    {
        SourceLine source = batch.Lines[refused.Number];
        SourceSpan span = batch.Sources[source.Source];
        ReadOnlySpan<byte> raw = source.Raw.Span;
        if (!raw.IsEmpty && raw[^1] == '\n') raw = raw[..^1];
        var line = new JsonLine();
        new EventLineWriter<Quarantine>(span.FileUuid).Write(
            new Quarantine
            {
                Envelope = new Envelope { Time = Believed(source.Time, latestTime) ?? TimeOf(raw, latestTime) ?? span.StartedAt, Seq = source.ByteOffset + 1 },
                TargetStream = source.Stream,
                SourceFile = span.Path,
                SourceByteOffset = source.ByteOffset,
                Reason = refused.Reason,
                RawLine = Text(raw[..Math.Min(raw.Length, MaxRawBytes)]),
            },
            line);
        byte[] bytes = line.Bytes.ToArray();
        return new SourceLine(bytes, bytes, Stream, source.Source, source.ByteOffset);
    }

    // The time the line itself claims, when it can be believed: the same for every attempt at the line.
    private static UtcMicros? TimeOf(ReadOnlySpan<byte> raw, UtcMicros latestTime)
    {
        int start = raw.IndexOf("\"@t\":\""u8);
        if (start < 0) return null;
        ReadOnlySpan<byte> text = raw[(start + 6)..];
        int end = text.IndexOf((byte)'"');
        return end > 0 && UtcMicros.TryParse(text[..end], out UtcMicros time) ? Believed(time, latestTime) : null;
    }

    private static UtcMicros? Believed(UtcMicros? time, UtcMicros latestTime) => time <= latestTime ? time : null;

    // Not UTF-8 becomes U+FFFD; a cut inside a character does too.
    private static string Text(ReadOnlySpan<byte> raw) => Encoding.UTF8.GetString(raw);
}
