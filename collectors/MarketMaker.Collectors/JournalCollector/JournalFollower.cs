using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;
using MarketMaker.Schemas.Events;
using Serilog;

namespace MarketMaker.Collectors.JournalCollector;

/// <summary>Brings journal files into the lake, each event once, whatever process is killed when.</summary>
/// <remarks>One thread. The order of the writes is the guarantee: pending bounds, then the lake, then the committed offset.</remarks>
internal sealed class JournalFollower : IDisposable
{
    /// <summary>Bytes of lines in a batch.</summary>
    public const int BatchBytes = 32 << 20;

    private readonly LakeDirectory _lake;
    private readonly ILogger _log;
    private readonly StreamIngest _ingest;
    private readonly ProgressStore _store;
    private readonly SpanReader _reader = new(BatchBytes);
    private readonly Dictionary<string, (long Length, bool IsSettled)> _known = new(StringComparer.Ordinal);

    public JournalFollower(LakeDirectory lake, TimeProvider clock, ILogger log)
    {
        _lake = lake;
        _log = log;
        _ingest = new StreamIngest(lake, clock);
        _store = new ProgressStore(lake);
    }

    /// <summary>What this process has done.</summary>
    public FollowReport Report { get; } = new();

    /// <summary>Reads everything that is there once.</summary>
    /// <returns>True when something was read: there may be more.</returns>
    public bool Sweep(CancellationToken cancellation)
    {
        bool hasRead = false;
        foreach (JournalFileState file in JournalDirectory.Scan(_lake.Journal))
        {
            cancellation.ThrowIfCancellationRequested();
            if (_known.TryGetValue(file.Path, out var known) && known.Length == file.Length && (known.IsSettled || !file.IsWriterGone)) continue;
            try
            {
                hasRead |= ReadFile(file, cancellation);
            }
            catch (FileNotFoundException)
            {
                hasRead = true; // sealed in this moment: it is there under its other name
            }
        }

        return hasRead;
    }

    public void Dispose() => _ingest.Dispose();

    private bool ReadFile(JournalFileState file, CancellationToken cancellation)
    {
        // The name it ends with: what a row says of its file must not depend on when it was read.
        string name = Path.ChangeExtension(Path.GetRelativePath(_lake.Data, file.Path), JournalFile.SealedExtension);
        JournalSource? source = JournalSource.TryIdentify(file.Path, out string? alarm);
        if (source is null)
        {
            if (alarm is not null) Alarm(name, alarm);
            else if (file.IsWriterGone) Report.TornTail(file.Path, file.Length);
            _known[file.Path] = (file.Length, alarm is not null || file.IsWriterGone);
            return false;
        }

        FileProgress progress = _store.Read(source.Header.FileUuid) ?? new FileProgress
        {
            FileUuid = source.Header.FileUuid, Stream = source.Header.Stream, RunId = source.Header.RunId, HeaderSha256 = source.HeaderSha256, Path = name,
            Committed = source.HeaderEnd,
        };
        if (progress.HeaderSha256 != source.HeaderSha256)
        {
            Alarm(name, $"another file has the same file_uuid: '{progress.Path}'");
            _known[file.Path] = (file.Length, true);
            return false;
        }

        Report.Seen(progress.FileUuid);
        long before = progress.Committed;
        try
        {
            progress = Drain(file, source, progress with { Path = name }, cancellation);
        }
        catch (EndOfStreamException e)
        {
            // A shorter copy of a file already read further is harmless; a file that shrank is not.
            if (!progress.IsComplete) Alarm(name, e.Message);
        }

        if (progress.TornTailBytes > 0) Report.TornTail(progress.FileUuid, progress.TornTailBytes);
        if (progress.Alarm is not null) Alarm(name, progress.Alarm);
        _known[file.Path] = (file.Length, progress.IsComplete);
        return progress.Committed > before;
    }

    private FileProgress Drain(JournalFileState file, JournalSource source, FileProgress progress, CancellationToken cancellation)
    {
        while (!progress.IsComplete || progress.Pending is not null)
        {
            cancellation.ThrowIfCancellationRequested();
            JournalSpan span = _reader.Read(file.Path, progress.Pending?.From ?? progress.Committed, progress.Pending?.To);
            if (span.To > progress.Committed || span.Bytes.Length > 0)
            {
                progress = progress with { Pending = new PendingSpan(progress.Committed, span.To) };
                _store.Write(progress);
                LineCounts counts = Publish(source, progress.Path, progress.Committed, span);
                progress = progress with { Committed = span.To, Pending = null, Counts = progress.Counts + counts };
                progress = Finish(file, source, progress, span);
                _store.Write(progress);
                continue;
            }

            FileProgress finished = Finish(file, source, progress, span);
            if (finished.IsComplete) _store.Write(finished);
            return finished;
        }

        return progress;
    }

    private LineCounts Publish(JournalSource source, string name, long from, JournalSpan span)
    {
        string stream = source.Header.Stream;
        SourceSpan place = source.Span(name, from, span.To);
        IngestBatch batch = span.IsOverlong
            ? new IngestBatch([place], [new SourceLine(default, span.Bytes, stream, 0, from, $"line: it has {span.To - from} bytes, more than {SpanReader.MaxLineBytes}")])
            : IngestBatch.OfJournal(place, stream, span.Bytes);
        IngestResult result = _ingest.Ingest(batch);
        foreach ((string key, LineCounts counts) in result.Streams) Report.Add(key, counts);
        LineCounts total = result.Total;
        _log.Debug("Published {BatchId} of {File}: {Lines} lines, {Rows} rows", result.BatchId, name, total.Lines, total.Rows);
        if (total.Quarantined > 0) _log.Warning("{File}: {Quarantined} lines of bytes {From} to {To} were refused", name, total.Quarantined, from, span.To);
        if (total.Conflicting > 0) Alarm(name, $"{total.Conflicting} events were already stored with other content");
        return total;
    }

    private static FileProgress Finish(JournalFileState file, JournalSource source, FileProgress progress, JournalSpan span)
    {
        if (span.Trailer is { } trailer)
        {
            string? alarm = null;
            if (trailer.Lines != progress.Counts.Lines) alarm = $"the trailer counts {trailer.Lines} lines, the file has {progress.Counts.Lines}";
            else if (source.Sha256OfFirst(span.To) != trailer.Sha256) alarm = "the trailer's SHA-256 is not that of the file";
            return progress with { IsComplete = true, Alarm = alarm };
        }

        // Whatever is after the last newline of a file without a writer was never an event.
        bool isDrained = new FileInfo(file.Path) is { Exists: true } info && info.Length == span.To + span.TailBytes;
        return file.IsWriterGone && isDrained ? progress with { IsComplete = true, TornTailBytes = span.TailBytes } : progress;
    }

    private void Alarm(string name, string what)
    {
        if (Report.Alarm($"{name}: {what}")) _log.Error("{File}: {Alarm}", name, what);
    }
}
