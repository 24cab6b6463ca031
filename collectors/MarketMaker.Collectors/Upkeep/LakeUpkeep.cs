using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Publishing;
using Serilog;

namespace MarketMaker.Collectors.Upkeep;

/// <summary>Keeps partitions in few files: merges small ones and deletes replaced ones after their grace.</summary>
/// <remarks>The caller holds the collector's role lock and has no batch in hand.</remarks>
internal sealed class LakeUpkeep
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ManifestStore _manifests;
    private readonly TimeProvider _clock;
    private readonly CompactionOptions _options;
    private readonly TimeSpan _grace;
    private readonly ILogger _log;
    private readonly Compaction _compaction;
    private readonly PartitionSweep _sweep;
    private long _last;

    public LakeUpkeep(LakeDirectory lake, TimeProvider clock, CompactionOptions options, TimeSpan grace, ILogger log)
    {
        _manifests = new ManifestStore(lake);
        _clock = clock;
        _options = options;
        _grace = grace;
        _log = log;
        _compaction = new Compaction(_manifests, clock, () => UnconfirmedSpans.Read(lake));
        _sweep = new PartitionSweep(_manifests, clock);
        _last = clock.GetTimestamp();
    }

    /// <summary>Does all partitions when the last time is a while ago.</summary>
    public void RunIfDue(CancellationToken cancellation)
    {
        if (_clock.GetElapsedTime(_last) < Interval) return;
        TryRun(cancellation);
        _last = _clock.GetTimestamp();
    }

    /// <summary>Does all partitions; what fails is logged, for it loses nothing and must not keep events out of the lake.</summary>
    public void TryRun(CancellationToken cancellation)
    {
        try
        {
            Run(null, null, cancellation);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or TimeoutException or Lake.Native.DuckDBException)
        {
            _log.Error(e, "The lake could not be compacted");
        }
    }

    /// <summary>Does the partitions of one stream and date, or of all.</summary>
    /// <exception cref="InvalidDataException">A file of the lake is damaged: its partition stays as it is.</exception>
    public UpkeepReport Run(string? stream, DateOnly? date, CancellationToken cancellation)
    {
        var report = new UpkeepReport();
        foreach (TableSchema table in Catalogue.Streams.Where(t => stream is null || t.Name == stream))
        {
            foreach (DateOnly day in _manifests.Lake.Dates(table.Name, isStream: true).Where(d => date is null || d == date))
            {
                cancellation.ThrowIfCancellationRequested();
                if (_compaction.Compact(table.Name, day, _options) is { } merged)
                {
                    report.Merged.Add(merged);
                    _log.Information("Merged {Files} files of {Stream} {Date}: {Rows} rows, {Before} to {After} bytes",
                        merged.FilesBefore, table.Name, day.ToString("yyyy-MM-dd"), merged.Rows, merged.BytesBefore, merged.BytesAfter);
                }

                (int files, long bytes) = _sweep.Sweep(table.Name, day, _grace);
                report.FilesDeleted += files;
                report.BytesDeleted += bytes;
            }
        }

        return report;
    }
}

/// <summary>What upkeep did.</summary>
internal sealed class UpkeepReport
{
    public List<CompactionResult> Merged { get; } = [];

    /// <summary>Replaced or left-over files deleted after their grace.</summary>
    public int FilesDeleted { get; set; }

    public long BytesDeleted { get; set; }
}
