using System.Globalization;
using System.Text.Json;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Lake.Tables;

/// <summary>Brings lines of older versions to the current one before they are parsed, version by version.</summary>
/// <remarks>A stream without upcasters costs nothing. Its row then says the version that the line was brought to; quarantine keeps the line as it was written.</remarks>
public sealed class Upcasters
{
    private readonly Dictionary<(string Stream, int FromVersion), IUpcaster> _all;
    private readonly HashSet<string> _streams;

    /// <exception cref="ArgumentException">Two take the same version of a stream.</exception>
    public Upcasters(IReadOnlyList<IUpcaster> all)
    {
        _all = all.ToDictionary(u => (u.Stream, u.FromVersion));
        _streams = [.. all.Select(u => u.Stream)];
    }

    /// <summary>Every upcaster of the house: this list is where one is registered. All changes so far were additive and needed none.</summary>
    public static Upcasters Registered { get; } = new([]);

    /// <summary>The batch with its old lines brought to the schema's version; the batch itself where there are none.</summary>
    internal IngestBatch Apply(IngestBatch batch, IReadOnlyList<int> numbers, TableSchema schema)
    {
        if (!_streams.Contains(schema.Name)) return batch;
        SourceLine[] lines = [.. batch.Lines];
        foreach (int number in numbers)
            if (lines[number].Refusal is null) lines[number] = Current(lines[number], schema);
        return new IngestBatch(batch.Sources, lines);
    }

    private SourceLine Current(SourceLine source, TableSchema schema)
    {
        ReadOnlyMemory<byte> line = source.Line;
        try
        {
            for (int? version = VersionOf(line.Span); version < schema.Version && _all.TryGetValue((schema.Name, version.Value), out IUpcaster? upcaster);)
            {
                line = upcaster.Upcast(line);
                int? next = VersionOf(line.Span);
                if (next != version + 1)
                    throw new InvalidOperationException($"The upcaster of {schema.Name} from version {version} gave a line of version {next}. This is a defect of the upcaster.");
                version = next;
            }

            return source with { Line = line };
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return source with { Line = default, Refusal = string.Create(CultureInfo.InvariantCulture, $"schema_v: the line cannot be brought to version {schema.Version}: {e.Message}") };
        }
    }

    // Null where there is none to be read: the parser says what is wrong with such a line.
    private static int? VersionOf(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isVersion = reader.ValueTextEquals("schema_v"u8);
                reader.Read();
                if (isVersion) return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int version) ? version : null;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // not JSON
        }

        return null;
    }
}
