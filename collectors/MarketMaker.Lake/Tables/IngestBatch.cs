using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Tables;

/// <summary>A file that lines come from, and the span of it that a batch covers.</summary>
/// <param name="FileUuid">Identity of the file: from its header, never from its path.</param>
/// <param name="Path">Name for people; goes into <c>quarantine.source_file</c>.</param>
/// <param name="From">First byte of the span, uncompressed.</param>
/// <param name="To">Byte after its last.</param>
/// <param name="StartedAt">Time of the file; stands in for the event time of a refused line that has none.</param>
public sealed record SourceSpan(string FileUuid, string Path, long From, long To, UtcMicros StartedAt);

/// <summary>One line to be loaded, or already refused by who read it.</summary>
/// <param name="Line">Our journal line, with or without its newline. Empty when refused.</param>
/// <param name="Raw">The line as it stands in its file; what quarantine keeps. The same as <paramref name="Line"/> for a journal.</param>
/// <param name="Stream">Stream the line is for; null only for a refused line that shows none.</param>
/// <param name="Source">Index into the batch's sources.</param>
/// <param name="ByteOffset">Place of the first byte in its file, uncompressed.</param>
/// <param name="Refusal">Why it cannot be a line of ours; null when it can.</param>
/// <param name="Time">Event time where who read the line knows it; only a refused line needs it, which may not show it as ours do.</param>
public readonly record struct SourceLine(
    ReadOnlyMemory<byte> Line, ReadOnlyMemory<byte> Raw, string? Stream, int Source, long ByteOffset, string? Refusal = null, UtcMicros? Time = null);

/// <summary>Lines that are published together. Its identity is that of its spans: the same spans replace the same files.</summary>
public sealed class IngestBatch
{
    /// <param name="sources">Spans the lines come from.</param>
    /// <param name="lines">Every line of those spans, in order.</param>
    public IngestBatch(IReadOnlyList<SourceSpan> sources, IReadOnlyList<SourceLine> lines)
    {
        ArgumentNullException.ThrowIfNull(sources);
        Sources = sources;
        Lines = lines;
        string text = string.Join('\n', sources.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.FileUuid} {s.From} {s.To}")));
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>SHA-256 of the sources' file ids and bounds, lower-case hex: the name of the batch's Parquet files.</summary>
    public string Id { get; }

    public IReadOnlyList<SourceSpan> Sources { get; }

    public IReadOnlyList<SourceLine> Lines { get; }

    /// <summary>A batch of one stream's whole lines from one file; <paramref name="wholeLines"/> ends with a newline.</summary>
    /// <exception cref="ArgumentException">The bytes are not whole lines, or not as many as the span says.</exception>
    public static IngestBatch OfJournal(SourceSpan source, string stream, ReadOnlyMemory<byte> wholeLines)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.To - source.From != wholeLines.Length)
            throw new ArgumentException($"The span has {source.To - source.From} bytes but {wholeLines.Length} were given.", nameof(wholeLines));
        if (wholeLines.Length > 0 && wholeLines.Span[^1] != '\n') throw new ArgumentException("The bytes do not end with a newline.", nameof(wholeLines));
        var lines = new List<SourceLine>(1 + (wholeLines.Length / 256));
        for (int start = 0; start < wholeLines.Length;)
        {
            int length = wholeLines.Span[start..].IndexOf((byte)'\n');
            ReadOnlyMemory<byte> line = wholeLines.Slice(start, length);
            lines.Add(new SourceLine(line, line, stream, 0, source.From + start));
            start += length + 1;
        }

        return new IngestBatch([source], lines);
    }

    internal IReadOnlyList<FileSpan> FileSpans => [.. Sources.Select(s => new FileSpan(s.FileUuid, s.From, s.To))];
}
