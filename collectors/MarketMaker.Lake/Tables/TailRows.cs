using MarketMaker.Lake.Native;
using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Tables;

/// <summary>Adds the live tail's lines to the views of a session, by the same parser and the same deduplication as the collector's.</summary>
/// <remarks>A line that will be refused is not shown: it will stand in <c>quarantine</c>. Disposed after the session's connection. One thread.</remarks>
public sealed class TailRows(TimeProvider clock) : IDisposable
{
    /// <summary>Bytes of one stream that are loaded; a collector that is further behind than this is not made up for.</summary>
    public const long MaxBytes = 64 << 20;

    private readonly List<IDisposable> _loaded = [];

    /// <summary>Makes the stream's view one of its files and its tail.</summary>
    /// <param name="connection">The session; it has the files' view already.</param>
    /// <param name="stream">Stream.</param>
    /// <param name="spans">Its spans, from <see cref="LiveTail"/>.</param>
    /// <param name="stored">Every file of the stream that holds events of the spans' runs.</param>
    /// <returns>Bytes of the tail that were left out because they are too many.</returns>
    public long Load(DuckDBConnection connection, string stream, IReadOnlyList<TailSpan> spans, IReadOnlyList<StoredFile> stored)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(spans);
        TableSchema schema = Catalogue.Get(stream);
        (IngestBatch batch, long leftOut) = Read(spans);
        if (batch.Lines.Count == 0) return leftOut;
        var table = new StreamTable(connection, schema);
        _loaded.Add(table);
        ParsedLines lines = table.Parse(batch, [.. Enumerable.Range(0, batch.Lines.Count)], UtcMicros.From(clock.GetUtcNow() + StreamIngest.ClockTolerance));
        _loaded.Insert(0, lines); // its chunks go back to the table, so it is disposed first
        table.Show(lines);
        Deduplication.Run(connection, table, lines, stored);
        if (lines.Rows == 0) return leftOut;
        string columns = string.Join(", ", schema.Columns.Select(c => $"\"{c.Name}\""));
        connection.Execute($"ALTER VIEW \"{stream}\" RENAME TO \"{stream}_stored\"; "
            + $"CREATE VIEW \"{stream}\" AS SELECT {columns} FROM \"{stream}_stored\" UNION ALL SELECT {columns} FROM {table.Relation}");
        return leftOut;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable loaded in _loaded) loaded.Dispose();
        _loaded.Clear();
    }

    private static (IngestBatch Batch, long LeftOut) Read(IReadOnlyList<TailSpan> spans)
    {
        var sources = new List<SourceSpan>();
        var lines = new List<SourceLine>();
        long left = MaxBytes;
        long leftOut = 0;
        foreach (TailSpan span in spans)
        {
            ReadOnlyMemory<byte> bytes = WholeLines(span, left, out long more);
            left -= bytes.Length;
            leftOut += more;
            if (bytes.IsEmpty) continue;
            foreach (SourceLine line in IngestBatch.OfJournal(new SourceSpan(span.FileUuid, span.Path, span.From, span.From + bytes.Length, span.StartedAt), span.Stream, bytes).Lines)
                if (JournalFrame.ReadTrailer(line.Line) is null) lines.Add(line with { Source = sources.Count });
            sources.Add(new SourceSpan(span.FileUuid, span.Path, span.From, span.From + bytes.Length, span.StartedAt));
        }

        return (new IngestBatch(sources, lines), leftOut);
    }

    private static ReadOnlyMemory<byte> WholeLines(TailSpan span, long room, out long more)
    {
        more = 0;
        try
        {
            using FileStream file = OpenUnderEitherName(span.Path);
            if (file.Length <= span.From) return default;
            byte[] bytes = new byte[(int)Math.Min(file.Length - span.From, room)];
            file.Position = span.From;
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            more = Math.Max(0, file.Length - span.From - length);
            return bytes.AsMemory(0, bytes.AsSpan(0, length).LastIndexOf((byte)'\n') + 1);
        }
        catch (FileNotFoundException)
        {
            return default; // moved away: not ours to find
        }
    }

    private static FileStream OpenUnderEitherName(string path)
    {
        string final = Path.ChangeExtension(path, JournalFile.SealedExtension);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        }
        catch (FileNotFoundException) when (final != path)
        {
            return new FileStream(final, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        }
    }
}
