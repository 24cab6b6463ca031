using System.Text.Json;
using MarketMaker.Collectors.JournalCollector;
using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;

namespace MarketMaker.Collectors.QuarantineRetry;

/// <summary>Lines of one file that are in their stream now and about to leave quarantine. Written first, so that a killed process's rest is done by the next.</summary>
/// <param name="Before">Counts of the file's progress.</param>
/// <param name="After">Counts it is to have.</param>
internal sealed record RetryIntent(string FileUuid, IReadOnlyList<long> Offsets, LineCounts Before, LineCounts After);

/// <summary>Carries intents out. The caller holds the collector's role lock.</summary>
internal sealed class RetryIntents(LakeDirectory lake, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly QuarantineRemoval _quarantine = new(new ManifestStore(lake), clock);
    private readonly ProgressStore _progress = new(lake);

    private string Place => Path.Combine(lake.Lake, "retry");

    /// <summary>Writes an intent down.</summary>
    public void Write(RetryIntent intent) => DurableFile.Write(PathOf(intent), JsonSerializer.SerializeToUtf8Bytes(intent, Json));

    /// <summary>Does what is written down, as often as needed: the lines leave quarantine, then their file's counts change, then the intent goes.</summary>
    /// <exception cref="InvalidDataException">An intent is damaged.</exception>
    public void Finish()
    {
        if (!Directory.Exists(Place)) return;
        foreach (string path in Directory.EnumerateFiles(Place, "*.json").Order(StringComparer.Ordinal).ToArray())
        {
            RetryIntent intent = Read(path);
            _quarantine.Remove(intent.FileUuid, intent.Offsets);
            if (_progress.Read(intent.FileUuid) is { } progress && progress.Counts == intent.Before) _progress.Write(progress with { Counts = intent.After });
            File.Delete(path);
        }
    }

    private static RetryIntent Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RetryIntent>(File.ReadAllBytes(path), Json) ?? throw new JsonException("The file holds null.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' cannot be read: {e.Message} Delete it and retry: its lines are then counted as duplicates.", e);
        }
    }

    private string PathOf(RetryIntent intent) => Path.Combine(Place, intent.FileUuid + ".json");
}
