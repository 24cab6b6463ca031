using System.Text.Json;
using System.Text.Json.Serialization;
using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;

namespace MarketMaker.Collectors.JournalCollector;

/// <summary>What has been read of one journal file: written before a batch is published and after.</summary>
/// <remarks>A batch that stands in <see cref="Pending"/> is ingested again with the same bounds: that replaces what a killed process left of it.</remarks>
internal sealed record FileProgress
{
    public required string FileUuid { get; init; }

    public required string Stream { get; init; }

    public required string RunId { get; init; }

    /// <summary>SHA-256 of the header line: another file that claims the same id shows by it.</summary>
    public required string HeaderSha256 { get; init; }

    /// <summary>Where the file was last seen, for people: a file is known by its id.</summary>
    public required string Path { get; init; }

    /// <summary>Every byte before this one is in the lake, in quarantine, or a duplicate.</summary>
    public required long Committed { get; init; }

    /// <summary>Bounds of the batch being published; null between batches.</summary>
    public PendingSpan? Pending { get; init; }

    /// <summary>Hash of the last bytes before <see cref="Committed"/> (<see cref="JournalSource.Sha256BeforeByte"/>): a file that was rewritten shows by it.</summary>
    public string? TailSha256 { get; init; }

    /// <summary>How often the file was found rewritten, plus one: batches of other content must not replace each other's rows.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>Counts of the committed lines of this generation.</summary>
    public LineCounts Counts { get; init; }

    /// <summary>Counts of the generations before.</summary>
    public LineCounts EarlierCounts { get; init; }

    /// <summary>Nothing more is expected: the trailer was seen, or the writer is known to be gone. A file without trailer that grows all the same is read on.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Bytes of the file up to the end of its trailer; null while none was seen.</summary>
    public long? SealedBytes { get; init; }

    /// <summary>Bytes after the last newline of a file whose writer died: never an event.</summary>
    public long TornTailBytes { get; init; }

    /// <summary>What is wrong with the file as a whole; null when nothing is.</summary>
    public string? Alarm { get; init; }

    /// <summary>What rows of this generation have as their <c>file_uuid</c>.</summary>
    public string SourceUuid() => Generation == 1 ? FileUuid : $"{FileUuid}~{Generation}";

    /// <summary>From the first line on again, as another generation: what stands in the file is not what was read.</summary>
    public FileProgress Reread(long from) => this with
    {
        Committed = from, Pending = null, TailSha256 = null, Generation = Generation + 1, Counts = default, EarlierCounts = EarlierCounts + Counts,
        IsComplete = false, SealedBytes = null, TornTailBytes = 0, Alarm = null,
    };
}

/// <summary>Bytes from (inclusive) to (exclusive).</summary>
internal sealed record PendingSpan(long From, long To);

/// <summary>Keeps progress in <c>lake/progress</c>.</summary>
internal sealed class ProgressStore(LakeDirectory lake)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true,
    };

    /// <summary>Progress of a file; null when it was never read.</summary>
    /// <exception cref="InvalidDataException">The progress file is damaged.</exception>
    public FileProgress? Read(string fileUuid)
    {
        string path = lake.ProgressOf(fileUuid);
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<FileProgress>(File.ReadAllBytes(path), Json);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' cannot be read: {e.Message} Delete it: the file is then read again and its events are found to be there already.", e);
        }
    }

    /// <summary>Writes progress durably.</summary>
    public void Write(FileProgress progress) => DurableFile.Write(lake.ProgressOf(progress.FileUuid), JsonSerializer.SerializeToUtf8Bytes(progress, Json));
}
