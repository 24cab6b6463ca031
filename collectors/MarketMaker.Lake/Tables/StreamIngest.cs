using MarketMaker.Lake.Native;
using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Tables;

/// <summary>The one way into the lake: validates lines, drops what is already there, and publishes rows and refusals.</summary>
/// <remarks>
/// Ingesting the same batch again replaces the same files: a batch interrupted at any instant is simply ingested again.
/// Every line ends in exactly one place: loaded, known already, or in <c>quarantine</c> with the column, the value and the rule.
/// An instance serves one thread; several processes may publish at once (streams are locked one by one).
/// </remarks>
public sealed class StreamIngest : IDisposable
{
    /// <summary>How far in the future an event's clock may be before its line is refused.</summary>
    public static TimeSpan ClockTolerance { get; } = TimeSpan.FromMinutes(5);

    private readonly ManifestStore _manifests;
    private readonly TimeProvider _clock;
    private readonly DuckDBConnection _connection = new();
    private readonly Dictionary<string, StreamTable> _tables = new(StringComparer.Ordinal);

    /// <param name="lake">Where to publish.</param>
    /// <param name="clock">The collector's clock: events may not be later than it by more than <see cref="ClockTolerance"/>.</param>
    public StreamIngest(LakeDirectory lake, TimeProvider clock)
    {
        _manifests = new ManifestStore(lake);
        _clock = clock;
        _connection.Open();
    }

    /// <summary>Loads a span of whole journal lines of one stream.</summary>
    /// <inheritdoc cref="Ingest(IngestBatch)"/>
    public IngestResult Ingest(SourceSpan source, string stream, ReadOnlyMemory<byte> wholeLines) =>
        Ingest(IngestBatch.OfJournal(source, stream, wholeLines));

    /// <summary>Loads a batch: on return its rows and refusals are durable and visible.</summary>
    /// <exception cref="IOException">The lake cannot be written. Nothing is lost: ingest the batch again.</exception>
    /// <exception cref="KeyNotFoundException">A line is for a stream that the catalogue does not have.</exception>
    public IngestResult Ingest(IngestBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var counts = new Dictionary<string, LineCounts>(StringComparer.Ordinal);
        var refused = new List<RefusedLine>();
        foreach (IGrouping<string, int> stream in Enumerable.Range(0, batch.Lines.Count).GroupBy(i => batch.Lines[i].Stream ?? IngestResult.NoStream))
        {
            int[] numbers = [.. stream];
            if (stream.Key == IngestResult.NoStream)
            {
                refused.AddRange(numbers.Select(n => new RefusedLine(n, batch.Lines[n].Refusal ?? "line: it does not say which stream it is for")));
                counts[stream.Key] = new LineCounts(numbers.Length, 0, 0, numbers.Length, 0, 0);
                continue;
            }

            counts[stream.Key] = Load(batch, Catalogue.Get(stream.Key), numbers, refused);
        }

        Quarantine(batch, refused);
        return new IngestResult(batch.Id, counts);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        foreach (StreamTable table in _tables.Values) table.Dispose();
    }

    private LineCounts Load(IngestBatch batch, TableSchema schema, int[] numbers, List<RefusedLine> refused)
    {
        if (!_tables.TryGetValue(schema.Name, out StreamTable? table)) _tables[schema.Name] = table = new StreamTable(_connection, schema);
        using ParsedLines parsed = table.Parse(batch, numbers, UtcMicros.From(_clock.GetUtcNow() + ClockTolerance));
        table.Show(parsed);
        using FileLock held = _manifests.LockTable(schema.Name, isStream: true);
        IReadOnlyList<PartitionManifest> current = _manifests.ReadAll(schema.Name, isStream: true);
        PartitionFile[] others = [.. current.SelectMany(m => m.Files).Where(f => f.BatchId != batch.Id)];
        long duplicates = Deduplication.Run(_connection, table, parsed, others, f => Path.Combine(_manifests.Lake.Lake, f.Location));
        StreamPublisher.Publish(_connection, _manifests, table, parsed, batch, current);
        refused.AddRange(parsed.Refused);
        return new LineCounts(
            numbers.Length, parsed.Rows, duplicates, parsed.Refused.Count, parsed.Refused.Count(r => r.IsConflict), parsed.ExtraFields);
    }

    private void Quarantine(IngestBatch batch, List<RefusedLine> refused)
    {
        UtcMicros latest = UtcMicros.From(_clock.GetUtcNow() + ClockTolerance);
        SourceLine[] lines = [.. refused.OrderBy(r => r.Number).Select(r => QuarantineLines.Write(batch, r, latest))];
        if (lines.Length == 0 && _manifests.ReadAll(QuarantineLines.Stream, isStream: true).All(m => m.Files.All(f => f.BatchId != batch.Id))) return;
        var impossible = new List<RefusedLine>();
        Load(new IngestBatch(batch.Sources, lines), Catalogue.Get(QuarantineLines.Stream), [.. Enumerable.Range(0, lines.Length)], impossible);
        if (impossible.Count > 0)
            throw new InvalidOperationException($"A quarantine row was itself refused: {impossible[0].Reason}. This is a defect of the collector.");
    }
}
