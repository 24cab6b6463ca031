using MarketMaker.Lake.Tables;

namespace MarketMaker.Collectors.JournalCollector;

/// <summary>A span of a file and its lines, parsed.</summary>
/// <param name="Parsed">Null when the span holds no line.</param>
internal sealed record ReadSpan(long From, JournalSpan Span, ParsedBatch? Parsed) : IDisposable
{
    public void Dispose() => Parsed?.Dispose();
}

/// <summary>Reads and parses the spans of one file, the next one while the caller publishes the one it has.</summary>
/// <remarks>Whatever was read ahead and not taken has changed nothing.</remarks>
internal sealed class ReadAhead(StreamIngest ingest, SpanReader[] readers, JournalSource source, FileProgress progress) : IDisposable
{
    private Task<ReadSpan>? _next;
    private int _reader;

    /// <summary>The span that begins at <paramref name="from"/>; it is valid until the next is taken.</summary>
    /// <exception cref="EndOfStreamException">The file is shorter than it was.</exception>
    public ReadSpan Take(long from, long? to)
    {
        Task<ReadSpan>? next = _next;
        _next = null;
        ReadSpan read = next?.GetAwaiter().GetResult() ?? Read(from, to);
        // A full span means that there is more; a growing file's end is read when it is asked for.
        if (read.Span.Bytes.Length >= readers[0].BatchBytes / 2) _next = Task.Run(() => Read(read.Span.To, null));
        return read;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_next is null) return;
        try
        {
            _next.GetAwaiter().GetResult().Dispose();
        }
        catch (IOException)
        {
            // It would have been the next span's failure; the span is read again when it is asked for.
        }
    }

    private ReadSpan Read(long from, long? to)
    {
        _reader ^= 1; // the other buffer holds the span being published
        JournalSpan span = readers[_reader].Read(source.Path, from, to);
        if (span.To == from && span.Bytes.Length == 0) return new ReadSpan(from, span, null);
        string stream = source.Header.Stream;
        SourceSpan place = source.Span(progress, from, span.To);
        IngestBatch batch = span.IsOverlong
            ? new IngestBatch([place], [new SourceLine(default, span.Bytes, stream, 0, from, $"line: it has {span.To - from} bytes, more than {SpanReader.MaxLineBytes}")])
            : IngestBatch.OfJournal(place, stream, span.Bytes);
        return new ReadSpan(from, span, ingest.Parse(batch));
    }
}
