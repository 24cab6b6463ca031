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
    private readonly SpanReader[] _readers = [new(BatchBytes), new(BatchBytes)];
    private readonly Dictionary<string, (JournalFileState File, bool IsSettled)> _known = new(StringComparer.Ordinal);

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
            if (_known.TryGetValue(file.Path, out var known) && known.File with { IsWriterGone = file.IsWriterGone } == file && (known.IsSettled || !file.IsWriterGone)) continue;
            try
            {
                hasRead |= file.IsCompressed ? ReadCompressed(file, cancellation) : ReadFile(file, file.Path, cancellation);
            }
            catch (FileNotFoundException)
            {
                hasRead = true; // sealed in this moment: it is there under its other name
            }
        }

        return hasRead;
    }

    public void Dispose() => _ingest.Dispose();

    // Bytes are known by their place in the uncompressed file, so it is read as one.
    private bool ReadCompressed(JournalFileState file, CancellationToken cancellation)
    {
        using var expanded = ExpandedFile.Of(file.Path, _lake.Staging);
        bool hasRead = ReadFile(file, expanded.Path, cancellation);
        if (expanded.Damage is { } damage) Alarm(NameOf(file), $"{damage}; what could be decompressed was read");
        return hasRead;
    }

    /// <param name="file">The file as it stands in the directory.</param>
    /// <param name="path">Where its uncompressed bytes are.</param>
    private bool ReadFile(JournalFileState file, string path, CancellationToken cancellation)
    {
        string name = NameOf(file);
        JournalSource? source = JournalSource.TryIdentify(path, out string? alarm);
        if (source is null)
        {
            if (alarm is not null) Alarm(name, alarm);
            else if (file.IsWriterGone) Report.TornTail(file.Path, file.Length);
            _known[file.Path] = (file, alarm is not null || file.IsWriterGone);
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
            _known[file.Path] = (file, true);
            return false;
        }

        Report.Seen(progress.FileUuid);
        progress = Compare(source, progress, new FileInfo(path).Length, name);
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
        _known[file.Path] = (file, progress.IsComplete);
        return progress.Committed > before;
    }

    // The name it ends with: what a row says of its file must not depend on when it was read.
    private string NameOf(JournalFileState file)
    {
        string name = Path.GetRelativePath(_lake.Data, file.Path);
        return Path.ChangeExtension(file.IsCompressed ? Path.ChangeExtension(name, null) : name, JournalFile.SealedExtension);
    }

    // What was read of the file must still stand in it.
    private FileProgress Compare(JournalSource source, FileProgress progress, long length, string name)
    {
        if (progress.TailSha256 is { } read && source.Sha256BeforeByte(progress.Committed) is { } now && now != read)
        {
            Alarm(name, $"the bytes before byte {progress.Committed} are not those that were read: the file was rewritten, and is read again from its start");
            return progress.Reread(source.HeaderEnd);
        }

        if (progress.SealedBytes is { } end)
        {
            if (length > end) Alarm(name, $"{length - end} bytes stand after the trailer: they are not read");
            return progress;
        }

        // Somebody renamed it while its writer went on: the rest is read as well.
        return progress.IsComplete && length > progress.Committed + progress.TornTailBytes
            ? progress with { IsComplete = false, TornTailBytes = 0 }
            : progress;
    }

    private FileProgress Drain(JournalFileState file, JournalSource source, FileProgress progress, CancellationToken cancellation)
    {
        using var ahead = new ReadAhead(_ingest, _readers, source, progress);
        while (!progress.IsComplete || progress.Pending is not null)
        {
            cancellation.ThrowIfCancellationRequested();
            using ReadSpan read = ahead.Take(progress.Pending?.From ?? progress.Committed, progress.Pending?.To);
            JournalSpan span = read.Span;
            if (span.To > progress.Committed || span.Bytes.Length > 0)
            {
                progress = progress with { Pending = new PendingSpan(progress.Committed, span.To) };
                _store.Write(progress);
                LineCounts counts = Publish(source, progress.Path, read);
                progress = progress with { Committed = span.To, Pending = null, Counts = progress.Counts + counts, TailSha256 = source.Sha256BeforeByte(span.To) };
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

    private LineCounts Publish(JournalSource source, string name, ReadSpan read)
    {
        IngestResult result = _ingest.Publish(read.Parsed!);
        foreach ((string key, LineCounts counts) in result.Streams) Report.Add(key, counts);
        LineCounts total = result.Total;
        _log.Debug("Published {BatchId} of {File}: {Lines} lines, {Rows} rows", result.BatchId, name, total.Lines, total.Rows);
        if (total.Quarantined > 0) _log.Warning("{File}: {Quarantined} lines of bytes {From} to {To} were refused", name, total.Quarantined, read.From, read.Span.To);
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
            return progress with { IsComplete = true, SealedBytes = new FileInfo(source.Path).Length, Alarm = alarm };
        }

        // Whatever is after the last newline of a file without a writer was never an event.
        bool isDrained = new FileInfo(source.Path) is { Exists: true } info && info.Length == span.To + span.TailBytes;
        return file.IsWriterGone && isDrained ? progress with { IsComplete = true, TornTailBytes = span.TailBytes } : progress;
    }

    private void Alarm(string name, string what)
    {
        if (Report.Alarm($"{name}: {what}")) _log.Error("{File}: {Alarm}", name, what);
    }
}
