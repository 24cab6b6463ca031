using System.Collections.Concurrent;
using MarketMaker.Lake.Native;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Tables;

/// <summary>One stream in a session: parses its lines into chunks, and shows one batch of them to SQL as <see cref="Relation"/>.</summary>
/// <remarks>
/// <see cref="Parse"/> may run on any thread, also while another batch is shown and queried; all else belongs to the session's thread.
/// Disposed after the session's connection.
/// </remarks>
internal sealed class StreamTable : IDisposable
{
    // Below this a second thread costs more than it saves.
    private const int LinesPerWorker = 4096;

    private readonly DuckDBConnection _connection;
    private readonly string _name;
    private readonly ChunkScan _scan;
    private readonly LinePlan _plan;
    private readonly ConcurrentBag<LineParser> _parsers = [];
    private readonly ConcurrentBag<DataChunk> _chunks = [];

    public StreamTable(DuckDBConnection connection, TableSchema schema)
    {
        _connection = connection;
        _name = "batch_" + schema.Name;
        _plan = new LinePlan(schema);
        _scan = new ChunkScan(connection, _name, [("line", "BIGINT"), .. schema.Columns.Select(c => (c.Name, DuckDbType.Of(c)))]);
        Relation = _name + "()";
    }

    public TableSchema Schema => _plan.Schema;

    /// <summary>What stands after FROM for the rows of the batch that is shown: the line's number in the batch, then the table's columns.</summary>
    public string Relation { get; private set; }

    /// <summary>Parses lines, on several threads when there are many; their order is kept.</summary>
    /// <param name="batch">The lines.</param>
    /// <param name="numbers">Places in the batch of this stream's lines.</param>
    /// <param name="latestTime">Latest time that an event may have.</param>
    public ParsedLines Parse(IngestBatch batch, IReadOnlyList<int> numbers, UtcMicros latestTime)
    {
        byte[][] fileUuids = [.. batch.Sources.Select(s => System.Text.Encoding.UTF8.GetBytes(s.FileUuid))];
        int workers = Math.Clamp(numbers.Count / LinesPerWorker, 1, Environment.ProcessorCount);
        var segments = new ParsedSegment[workers];
        void ParseSegment(int worker)
        {
            int from = (int)((long)numbers.Count * worker / workers);
            int to = (int)((long)numbers.Count * (worker + 1) / workers);
            segments[worker] = new ParsedSegment(this);
            segments[worker].Parse(batch, numbers, from, to, fileUuids, latestTime);
        }

        if (workers == 1) ParseSegment(0);
        else Parallel.For(0, workers, ParseSegment);
        var parsed = new ParsedLines(this, numbers.Count);
        foreach (ParsedSegment segment in segments) parsed.Take(segment);
        return parsed;
    }

    /// <summary>Makes the lines the rows of <see cref="Relation"/>.</summary>
    public void Show(ParsedLines parsed)
    {
        _scan.Show(parsed.Chunks);
        Relation = _name + "()";
    }

    /// <summary>Takes lines out of the batch that is shown, with the reason where it is not a plain duplicate.</summary>
    public void Remove(ParsedLines parsed, IReadOnlyList<int> duplicates, IReadOnlyList<RefusedLine> conflicts)
    {
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = parsed.HasRemoved
            ? $"INSERT INTO {_name}_removed SELECT unnest($lines)"
            : $"CREATE OR REPLACE TABLE {_name}_removed AS SELECT unnest($lines) AS line";
        command.Parameters.Add(new DuckDBParameter("lines", duplicates.Concat(conflicts.Select(c => c.Number)).Select(n => (long)n).ToList()));
        command.ExecuteNonQuery();
        parsed.Remove(duplicates.Count, conflicts);
        Relation = $"(SELECT * FROM {_name}() WHERE line NOT IN (SELECT line FROM {_name}_removed))";
    }

    public LineParser RentParser() => _parsers.TryTake(out LineParser? parser) ? parser : new LineParser(_plan);

    public void Return(LineParser parser) => _parsers.Add(parser);

    public DataChunk RentChunk() => _chunks.TryTake(out DataChunk? chunk) ? chunk : _scan.CreateChunk();

    public void Return(DataChunk chunk)
    {
        chunk.Reset();
        _chunks.Add(chunk);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (DataChunk chunk in _chunks) chunk.Dispose();
        _scan.Dispose();
    }
}
