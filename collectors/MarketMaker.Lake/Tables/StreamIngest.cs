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
/// One thread publishes and another may parse the next batch meanwhile; several processes may publish at once (streams are locked one by one).
/// </remarks>
public sealed class StreamIngest : IDisposable
{
    /// <summary>How far in the future an event's clock may be before its line is refused.</summary>
    public static TimeSpan ClockTolerance { get; } = TimeSpan.FromMinutes(5);

    private readonly ManifestStore _manifests;
    private readonly TimeProvider _clock;
    private readonly Func<string, TableSchema> _schemas;
    private readonly Upcasters _upcasters;

    // One thread: it works while the next batch is parsed on another, and a second one would mostly wait for it, spinning.
    private readonly DuckDBConnection _connection = new("Data Source=:memory:;threads=1");

    // Guards the connection and the tables: a batch is parsed while another is published.
    private readonly Lock _session = new();
    private readonly Dictionary<string, StreamTable> _tables = new(StringComparer.Ordinal);
    private UtcMicros _latestTime;

    /// <param name="lake">Where to publish.</param>
    /// <param name="clock">The collector's clock: events may not be later than it by more than <see cref="ClockTolerance"/>.</param>
    public StreamIngest(LakeDirectory lake, TimeProvider clock)
        : this(lake, clock, Catalogue.Get, Upcasters.Registered)
    {
    }

    /// <summary>With other schemas than the catalogue's, such as those of an older release.</summary>
    internal StreamIngest(LakeDirectory lake, TimeProvider clock, Func<string, TableSchema> schemas, Upcasters upcasters)
    {
        _schemas = schemas;
        _upcasters = upcasters;
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
        using ParsedBatch parsed = Parse(batch);
        return Publish(parsed);
    }

    /// <summary>Parses a batch, touching nothing of the lake: the costly half, which may run on another thread while a batch before is published.</summary>
    /// <exception cref="KeyNotFoundException">A line is for a stream that the catalogue does not have.</exception>
    public ParsedBatch Parse(IngestBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var parsed = new ParsedBatch(batch);
        foreach (IGrouping<string, int> stream in Enumerable.Range(0, batch.Lines.Count).GroupBy(i => batch.Lines[i].Stream ?? IngestResult.NoStream))
        {
            int[] numbers = [.. stream];
            if (stream.Key == IngestResult.NoStream)
                parsed.WithoutStream.AddRange(numbers.Select(n => new RefusedLine(n, batch.Lines[n].Refusal ?? "line: it does not say which stream it is for")));
            else
                parsed.Streams.Add((stream.Key, Parse(batch, stream.Key, numbers)));
        }

        return parsed;
    }

    /// <summary>Publishes what was parsed: on return its rows and refusals are durable and visible.</summary>
    /// <inheritdoc cref="Ingest(IngestBatch)"/>
    public IngestResult Publish(ParsedBatch parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        lock (_session)
        {
            var counts = new Dictionary<string, LineCounts>(StringComparer.Ordinal);
            var refused = new List<RefusedLine>(parsed.WithoutStream);
            if (refused.Count > 0) counts[IngestResult.NoStream] = new LineCounts(refused.Count, 0, 0, refused.Count, 0, 0);
            foreach ((string stream, ParsedLines lines) in parsed.Streams) counts[stream] = Publish(parsed.Batch, TableOf(stream), lines, refused);

            // Rows of quarantine's own journal are not to be replaced by the refusals that there are none of.
            if (refused.Count > 0 || !counts.ContainsKey(QuarantineLines.Stream)) Quarantine(parsed.Batch, refused);
            return new IngestResult(parsed.Batch.Id, counts);
        }
    }

    /// <summary>Tries quarantined lines of one journal file again; what is valid now is durable and visible on return. Quarantine is not touched.</summary>
    /// <remarks>Exactly once: lines that an interrupted attempt had loaded are recognised by their place.</remarks>
    /// <param name="file">The file; its bounds do not matter.</param>
    /// <param name="stream">Stream the lines are for.</param>
    /// <param name="lines">Lines of that file, in order.</param>
    /// <exception cref="IOException">The lake cannot be written. Nothing is lost: try again.</exception>
    public RetryResult Retry(SourceSpan file, string stream, IReadOnlyList<RetriedLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var batch = new IngestBatch(
            [.. lines.Select(l => file with { From = l.ByteOffset, To = l.ByteOffset + l.Line.Length + 1 })],
            [.. lines.Select((l, i) => new SourceLine(l.Line, l.Line, stream, i, l.ByteOffset))]);
        var refused = new List<RefusedLine>();
        using ParsedLines parsed = Parse(batch, stream, [.. Enumerable.Range(0, lines.Count)]);
        lock (_session)
        {
            LineCounts counts = Publish(batch, TableOf(stream), parsed, refused);
            HashSet<int> stay = [.. refused.Select(r => r.Number)];
            long[] accepted = [.. lines.Where((_, i) => !stay.Contains(i)).Select(l => l.ByteOffset)];
            return new RetryResult(accepted, RowsAt(file.FileUuid, _schemas(stream), accepted), counts.ExtraFields);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        foreach (StreamTable table in _tables.Values) table.Dispose();
    }

    private long RowsAt(string fileUuid, TableSchema schema, long[] offsets)
    {
        if (offsets.Length == 0) return 0;
        (string, string)[] files = [.. _manifests.ReadAll(schema.Name, isStream: true).SelectMany(m => m.Files)
            .Where(f => f.Tier == "hot" && f.Sources.Any(s => s.FileUuid == fileUuid)).Select(f => (Path.Combine(_manifests.Lake.Lake, f.Location), f.SchemaHash))];
        using var command = new DuckDBCommand(
            $"SELECT count(*) FROM ({LakeViews.Select(schema, files)}) WHERE file_uuid = {DuckDbType.Quote(fileUuid)} AND byte_offset IN ({string.Join(", ", offsets)})", _connection);
        return (long)command.ExecuteScalar()!;
    }

    private StreamTable TableOf(string stream)
    {
        lock (_session)
        {
            if (_tables.TryGetValue(stream, out StreamTable? table)) return table;
            foreach (PartitionFile file in _manifests.ReadAll(stream, isStream: true).SelectMany(m => m.Files))
                if (file.MaxTs is { } last && last > _latestTime) _latestTime = last;
            return _tables[stream] = new StreamTable(_connection, _schemas(stream));
        }
    }

    private ParsedLines Parse(IngestBatch batch, string stream, int[] numbers)
    {
        StreamTable table = TableOf(stream);
        return table.Parse(_upcasters.Apply(batch, numbers, table.Schema), numbers, LatestTime());
    }

    // A clock that was set back makes nothing future that it has called past: neither our own, nor that of events in the lake.
    private UtcMicros LatestTime()
    {
        lock (_session)
        {
            var now = UtcMicros.From(_clock.GetUtcNow() + ClockTolerance);
            return _latestTime = now > _latestTime ? now : _latestTime;
        }
    }

    private LineCounts Publish(IngestBatch batch, StreamTable table, ParsedLines parsed, List<RefusedLine> refused)
    {
        string stream = table.Schema.Name;
        table.Show(parsed);
        using FileLock held = _manifests.LockTable(stream, isStream: true);
        IReadOnlyList<PartitionManifest> current = _manifests.ReadAll(stream, isStream: true);
        StoredFile[] others =
            [.. current.SelectMany(m => m.Files).Where(f => f.BatchId != batch.Id).Select(f => new StoredFile(Path.Combine(_manifests.Lake.Lake, f.Location), f.SchemaHash, f.Runs))];
        long duplicates = Deduplication.Run(_connection, table, parsed, others);
        StreamPublisher.Publish(_connection, _manifests, table, parsed, batch, current);
        refused.AddRange(parsed.Refused);
        return new LineCounts(
            parsed.Lines, parsed.Rows, duplicates, parsed.Refused.Count, parsed.Refused.Count(r => r.IsConflict), parsed.ExtraFields);
    }

    private void Quarantine(IngestBatch batch, List<RefusedLine> refused)
    {
        UtcMicros latest = LatestTime();
        SourceLine[] lines = [.. refused.OrderBy(r => r.Number).Select(r => QuarantineLines.Write(batch, r, latest))];
        if (lines.Length == 0 && _manifests.ReadAll(QuarantineLines.Stream, isStream: true).All(m => m.Files.All(f => f.BatchId != batch.Id))) return;
        var impossible = new List<RefusedLine>();
        StreamTable table = TableOf(QuarantineLines.Stream);
        var rows = new IngestBatch(batch.Sources, lines);
        using (ParsedLines parsed = table.Parse(rows, [.. Enumerable.Range(0, lines.Length)], latest)) Publish(rows, table, parsed, impossible);
        if (impossible.Count > 0)
            throw new InvalidOperationException($"A quarantine row was itself refused: {impossible[0].Reason}. This is a defect of the collector.");
    }
}
