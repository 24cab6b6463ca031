using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Partitions;

/// <summary>Reads and writes manifests. Reading needs no lock: a manifest is replaced whole. Writing is done under the table's lock.</summary>
/// <remarks>Safe for several threads. Unchanged files are not parsed again.</remarks>
public sealed class ManifestStore(LakeDirectory lake)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new UtcMicrosJson() },
    };

    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(60);

    // By content: file times are too coarse to tell two publishes within one clock tick of the kernel apart.
    private readonly ConcurrentDictionary<string, (byte[] Bytes, PartitionManifest Manifest)> _parsed = new();

    /// <summary>The layout it works in.</summary>
    public LakeDirectory Lake => lake;

    /// <summary>Serialises the publishers of a table; held from reading the manifests to writing them.</summary>
    /// <exception cref="TimeoutException">Another process held it for a minute.</exception>
    public FileLock LockTable(string table, bool isStream) => FileLock.Acquire(lake.TableLock(table, isStream), LockTimeout);

    /// <summary>Every partition of a table that has files, by date.</summary>
    public IReadOnlyList<PartitionManifest> ReadAll(string table, bool isStream) =>
        [.. lake.Dates(table, isStream).Select(date => Read(table, isStream, date)).OfType<PartitionManifest>().Where(m => m.Files.Count > 0)];

    /// <summary>One partition; null when nothing was ever published there.</summary>
    /// <exception cref="InvalidDataException">The manifest is not one: it was changed by something else.</exception>
    public PartitionManifest? Read(string table, bool isStream, DateOnly date)
    {
        string path = lake.Manifest(table, isStream, date);
        if (!File.Exists(path)) return null;
        byte[] bytes = File.ReadAllBytes(path);
        if (_parsed.TryGetValue(path, out var known) && known.Bytes.AsSpan().SequenceEqual(bytes)) return known.Manifest;
        try
        {
            PartitionManifest manifest = JsonSerializer.Deserialize<PartitionManifest>(bytes, Json) ?? throw new JsonException("The file holds null.");
            _parsed[path] = (bytes, manifest);
            return manifest;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The manifest '{path}' cannot be read: {e.Message} Restore it from a copy; nothing else may write it.", e);
        }
    }

    /// <summary>Publishes a partition's new truth atomically; the caller holds the table's lock.</summary>
    public void Write(PartitionManifest manifest, bool isStream)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        string path = lake.Manifest(manifest.Table, isStream, manifest.Date);
        PartitionManifest next = manifest with
        {
            Version = manifest.Version + 1, Files = [.. manifest.Files.OrderBy(f => f.Name, StringComparer.Ordinal)],
        };
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(next, Json);
        DurableFile.Write(path, bytes);
        _parsed[path] = (bytes, next);
    }

    private sealed class UtcMicrosJson : JsonConverter<UtcMicros>
    {
        public override UtcMicros Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && UtcMicros.TryParse(System.Text.Encoding.UTF8.GetBytes(reader.GetString()!), out UtcMicros time)
                ? time
                : throw new JsonException("A time must be a text such as 2025-09-04T19:46:56.673878Z.");

        public override void Write(Utf8JsonWriter writer, UtcMicros value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
