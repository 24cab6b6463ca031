using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Partitions;

/// <summary>The truth about one partition: a file that is not listed here does not exist for any reader.</summary>
public sealed record PartitionManifest
{
    /// <summary>Stream or derived table.</summary>
    public required string Table { get; init; }

    /// <summary>UTC day of the rows' <c>ts</c>; for a derived table the day it is about.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Raised by one with every publish.</summary>
    public long Version { get; init; }

    /// <summary>Hash of the inputs a derived partition was computed from; null for a stream.</summary>
    public string? InputHash { get; init; }

    /// <summary>The partition's files, by name.</summary>
    public IReadOnlyList<PartitionFile> Files { get; init; } = [];

    /// <summary>Rows of all files.</summary>
    public long Rows => Files.Sum(f => f.Rows);
}

/// <summary>One Parquet file of a partition.</summary>
public sealed record PartitionFile
{
    /// <summary>File name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is stored: <c>hot</c> is this data directory.</summary>
    public string Tier { get; init; } = "hot";

    /// <summary>Path relative to the lake's directory for the hot tier; otherwise the tier's own address.</summary>
    public required string Location { get; init; }

    public required long Rows { get; init; }

    public required long Bytes { get; init; }

    /// <summary>First and last <c>ts</c>; null in a table without one or without rows.</summary>
    public UtcMicros? MinTs { get; init; }

    /// <inheritdoc cref="MinTs"/>
    public UtcMicros? MaxTs { get; init; }

    /// <summary>SHA-256 of the file, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Hash of the rows whatever their order and file (<see cref="ContentHash"/>): the hashes of two files add up to that of their union.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Hash of the columns' names and types that the file was written with.</summary>
    public required string SchemaHash { get; init; }

    /// <summary>Batch that wrote it; null for a derived table.</summary>
    public string? BatchId { get; init; }

    /// <summary>Spans of source files that it holds the accepted lines of.</summary>
    public IReadOnlyList<FileSpan> Sources { get; init; } = [];

    /// <summary>Which events are in it, per run.</summary>
    public IReadOnlyList<RunSeqs> Runs { get; init; } = [];

    /// <summary>True when a run's rows come from a log of another program, whose seqs are hashes and not a sequence.</summary>
    public bool IsForeign(RunSeqs run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.IsForeign ?? Sources.Any(s => s.IsForeign);
    }
}

/// <summary>A span of a source file: bytes from (inclusive) to (exclusive), uncompressed.</summary>
public sealed record FileSpan(string FileUuid, long From, long To)
{
    /// <summary>Beginning of the id of every imported file.</summary>
    public const string ForeignPrefix = "import:";

    /// <summary>True for a file of another program's log.</summary>
    public bool IsForeign => FileUuid.StartsWith(ForeignPrefix, StringComparison.Ordinal);

    /// <summary>True when both have a byte in common.</summary>
    public bool Overlaps(FileSpan other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return FileUuid == other.FileUuid && From < other.To && other.From < To;
    }
}

/// <summary>The <c>seq</c>s of one run in one file.</summary>
/// <param name="Ranges">Inclusive [first, last] pairs; null when there would be too many to list: then the file itself must be asked.</param>
public sealed record RunSeqs(string RunId, long First, long Last, long Count, IReadOnlyList<long[]>? Ranges)
{
    /// <summary>Ranges listed before a file is called sparse.</summary>
    public const int MaxRanges = 64;

    /// <summary>Told only where the file's sources no longer do: a merged file may hold runs of both kinds.</summary>
    public bool? IsForeign { get; init; }

    /// <summary>True when an event with a seq in [first, last] may be in the file.</summary>
    public bool MayOverlap(long first, long last) =>
        first <= Last && last >= First && (Ranges is null || Ranges.Any(r => first <= r[1] && last >= r[0]));
}
