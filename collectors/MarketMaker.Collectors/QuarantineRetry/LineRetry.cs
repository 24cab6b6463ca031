using System.Text;
using MarketMaker.Collectors.JournalCollector;
using MarketMaker.Collectors.Sources;
using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;

namespace MarketMaker.Collectors.QuarantineRetry;

/// <summary>What a retry did.</summary>
internal sealed class RetryReport
{
    public long Tried { get; set; }

    public long Rows { get; set; }

    public long Duplicates { get; set; }

    /// <summary>Lines that could not be tried, with the reason, such as that their file is gone.</summary>
    public List<(string Id, string Why)> Untried { get; } = [];

    /// <summary>Lines tried and refused again: they stay with the reason they had.</summary>
    public long StillRefused => Tried - Rows - Duplicates;
}

/// <summary>Tries quarantined journal lines again, as after a schema was mended or the collector upgraded.</summary>
/// <remarks>
/// Order of the writes: rows into their stream, the intent, quarantine, the file's counts. Killed anywhere, the next attempt ends the same.
/// The caller holds the collector's role lock.
/// </remarks>
internal sealed class LineRetry(LakeDirectory lake, TimeProvider clock, StreamIngest ingest)
{
    private const int KeptBytes = 64 * 1024; // what quarantine keeps of a line

    private readonly ProgressStore _progress = new(lake);
    private readonly RetryIntents _intents = new(lake, clock);
    private readonly SourceFiles _files = new(lake, null);

    /// <summary>Tries all lines of one stream, or of all.</summary>
    public RetryReport Run(string? stream, CancellationToken cancellation)
    {
        _intents.Finish();
        var report = new RetryReport();
        foreach (IGrouping<string, QuarantinedLine> file in QuarantinedLine.Read(lake, QuarantinedLine.OfStream(stream)).GroupBy(l => l.FileUuid))
        {
            cancellation.ThrowIfCancellationRequested();
            Run(file.Key, [.. file], report);
        }

        return report;
    }

    private void Run(string fileUuid, QuarantinedLine[] lines, RetryReport report)
    {
        FileProgress? progress = _progress.Read(fileUuid);
        string? obstacle = fileUuid.StartsWith(FileSpan.ForeignPrefix, StringComparison.Ordinal) ? "it is of an imported log, which only an import can read"
            : progress is null ? "nothing is known of its file"
            : progress.Pending is not null ? "its file has a batch in hand: let the collector finish it"
            : null;
        var retried = new List<RetriedLine>();
        foreach (QuarantinedLine line in lines)
        {
            string? why = obstacle;
            if (why is null && Bytes(line, out why) is { } bytes) retried.Add(new RetriedLine(line.ByteOffset, bytes));
            if (why is not null) report.Untried.Add((line.Id, why));
        }

        if (retried.Count == 0) return;
        RetryResult result = ingest.Retry(new SourceSpan(fileUuid, progress!.Path, 0, 0, lines[0].Time), progress.Stream, retried);
        report.Tried += retried.Count;
        report.Rows += result.Rows;
        report.Duplicates += result.Duplicates;
        if (result.Accepted.Count == 0) return;
        LineCounts after = progress.Counts with
        {
            Rows = progress.Counts.Rows + result.Rows, Duplicates = progress.Counts.Duplicates + result.Duplicates,
            Quarantined = progress.Counts.Quarantined - result.Accepted.Count, ExtraFields = progress.Counts.ExtraFields + result.ExtraFields,
            Conflicting = progress.Counts.Conflicting - lines.Count(l => IsConflict(l) && result.Accepted.Contains(l.ByteOffset)),
        };
        _intents.Write(new RetryIntent(fileUuid, result.Accepted, progress.Counts, after));
        _intents.Finish();
    }

    // The line itself when its file is there; else what quarantine kept, when that is all of it.
    private byte[]? Bytes(QuarantinedLine line, out string? why)
    {
        why = null;
        try
        {
            return SourceFiles.ReadLine(_files.Find(line.FileUuid), line.ByteOffset);
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException)
        {
            byte[] kept = Encoding.UTF8.GetBytes(line.Raw);
            if (kept.Length < KeptBytes && !line.Raw.Contains('\uFFFD', StringComparison.Ordinal)) return kept;
            why = $"{e.Message} Quarantine does not hold all of the line.";
            return null;
        }
    }

    private static bool IsConflict(QuarantinedLine line) => line.Reason.StartsWith("seq: event (", StringComparison.Ordinal);
}
