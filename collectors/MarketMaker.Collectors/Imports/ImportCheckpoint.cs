using System.Text.Json;
using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Imports;

/// <summary>How far a source file has been taken in. It is still the same file when its first <c>To</c> bytes still have the same hash.</summary>
/// <param name="FileUuid">Identity of the file's content, given at first sight: it stays while the file only grows.</param>
/// <param name="StartedAtUs">Time of the file, Unix microseconds: stands in for refused lines that show no time.</param>
/// <param name="From">First byte of the last span, uncompressed.</param>
/// <param name="To">Byte after its last.</param>
/// <param name="Sha256">Hash of the bytes before <paramref name="To"/>, lower-case hex.</param>
/// <param name="IsDone">False while the span is being ingested: written ahead, so that a killed import is taken up with the same span.</param>
internal sealed record ImportCheckpoint(string SourcePath, string FileUuid, long StartedAtUs, long From, long To, string Sha256, bool IsDone)
{
    /// <summary>Where reading goes on.</summary>
    public long ResumeAt => IsDone ? To : From;

    /// <summary>Time of the file.</summary>
    public UtcMicros StartedAt => new(StartedAtUs);
}

/// <summary>Keeps the checkpoints of all source paths in one file. The import's lock keeps others away.</summary>
/// <remarks>One file, because making it durable costs the same for one record as for a thousand.</remarks>
internal sealed class CheckpointStore
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly string _path;
    private readonly SortedDictionary<string, ImportCheckpoint> _checkpoints = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">The file was changed by something else.</exception>
    public CheckpointStore(LakeDirectory lake)
    {
        ArgumentNullException.ThrowIfNull(lake);
        _path = PathIn(lake);
        if (!File.Exists(_path)) return;
        try
        {
            foreach (ImportCheckpoint checkpoint in JsonSerializer.Deserialize<ImportCheckpoint[]>(File.ReadAllBytes(_path), Json) ?? [])
                _checkpoints[checkpoint.SourcePath] = checkpoint;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{_path}' cannot be read: {error.Message} Delete it: the import then reads every file anew and loads nothing twice.", error);
        }
    }

    /// <summary>Where the checkpoints of a lake are kept.</summary>
    public static string PathIn(LakeDirectory lake) => Path.Combine(lake.Lake, "imports.json");

    /// <summary>The checkpoint of a source path; null when it was never imported.</summary>
    public ImportCheckpoint? Find(string sourcePath) => _checkpoints.GetValueOrDefault(sourcePath);

    /// <summary>Every checkpoint, by source path.</summary>
    public IEnumerable<ImportCheckpoint> All => _checkpoints.Values;

    /// <summary>Replaces checkpoints, all or none of them, durably.</summary>
    public void Write(IEnumerable<ImportCheckpoint> checkpoints)
    {
        foreach (ImportCheckpoint checkpoint in checkpoints) _checkpoints[checkpoint.SourcePath] = checkpoint;
        DurableFile.Write(_path, JsonSerializer.SerializeToUtf8Bytes(_checkpoints.Values, Json));
    }
}
