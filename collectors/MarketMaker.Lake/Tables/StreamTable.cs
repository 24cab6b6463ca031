using MarketMaker.Lake.Native;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Tables;

/// <summary>A line that was refused.</summary>
/// <param name="Number">Its place in the batch.</param>
internal readonly record struct RefusedLine(int Number, string Reason, bool IsConflict = false);

/// <summary>The lines of one stream of one batch, parsed into a table of the session.</summary>
internal sealed class StreamTable : IDisposable
{
    // Below this a second thread costs more than it saves.
    private const int LinesPerWorker = 4096;

    private readonly DuckDBConnection _connection;
    private readonly DuckDBAppender _appender;
    private readonly Func<LineParser> _rentParser;
    private readonly Action<LineParser> _returnParser;

    public StreamTable(DuckDBConnection connection, TableSchema schema, Func<LineParser> rentParser, Action<LineParser> returnParser)
    {
        _connection = connection;
        Schema = schema;
        _rentParser = rentParser;
        _returnParser = returnParser;
        connection.Execute($"CREATE OR REPLACE TABLE {Name} (line BIGINT, {string.Join(", ", schema.Columns.Select(c => $"\"{c.Name}\" {DuckDbType.Of(c)}"))})");
        _appender = connection.CreateAppender(Name);
    }

    /// <summary>Name of the table in the session. Its first column is the line's number in the batch.</summary>
    public static string Name => "batch";

    public TableSchema Schema { get; }

    /// <summary>Runs in the batch with the span of their seqs.</summary>
    public Dictionary<string, RunSpan> Runs { get; } = new(StringComparer.Ordinal);

    /// <summary>False when a seq came that was not above the one before it of its run: there may be duplicates.</summary>
    public bool IsIncreasing { get; private set; } = true;

    /// <summary>True when the rows are in time order as they stand.</summary>
    public bool IsTimeOrdered { get; private set; } = true;

    public UtcMicros? MinTime { get; private set; }

    public UtcMicros? MaxTime { get; private set; }

    public List<RefusedLine> Refused { get; } = [];

    public long ExtraFields { get; private set; }

    public long Rows { get; private set; }

    /// <summary>Parses lines into the table, on several threads when there are many; the order of the lines is kept.</summary>
    /// <param name="numbers">Places in the batch of this stream's lines.</param>
    public void Load(IngestBatch batch, IReadOnlyList<int> numbers, UtcMicros latestTime)
    {
        byte[][] fileUuids = [.. batch.Sources.Select(s => System.Text.Encoding.UTF8.GetBytes(s.FileUuid))];
        int workers = Math.Clamp(numbers.Count / LinesPerWorker, 1, Environment.ProcessorCount);
        var segments = new ParsedSegment[workers];
        for (int i = 0; i < workers; i++) segments[i] = new ParsedSegment(_rentParser(), _appender, latestTime);
        try
        {
            void Parse(int worker)
            {
                int from = (int)((long)numbers.Count * worker / workers);
                int to = (int)((long)numbers.Count * (worker + 1) / workers);
                segments[worker].Parse(batch, numbers, from, to, fileUuids);
            }

            if (workers == 1) Parse(0);
            else Parallel.For(0, workers, Parse);
            foreach (ParsedSegment segment in segments) Take(segment);
            _appender.Close();
        }
        finally
        {
            foreach (ParsedSegment segment in segments)
            {
                _returnParser(segment.Parser);
                segment.Dispose();
            }
        }
    }

    /// <summary>Takes lines out again, with the reason where it is not a plain duplicate.</summary>
    public void Remove(IReadOnlyList<int> duplicates, IReadOnlyList<RefusedLine> conflicts)
    {
        Refused.AddRange(conflicts);
        Rows -= duplicates.Count + conflicts.Count;
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = $"DELETE FROM {Name} WHERE line = ANY($lines)";
        command.Parameters.Add(new DuckDBParameter("lines", duplicates.Concat(conflicts.Select(c => c.Number)).Select(n => (long)n).ToList()));
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _appender.Dispose();
        _connection.Execute($"DROP TABLE IF EXISTS {Name}");
    }

    private void Take(ParsedSegment segment)
    {
        foreach (DataChunk chunk in segment.Chunks) _appender.Append(chunk);
        Refused.AddRange(segment.Refused);
        Rows += segment.Rows;
        ExtraFields += segment.ExtraFields;
        IsIncreasing &= segment.IsIncreasing;
        IsTimeOrdered &= segment.IsTimeOrdered && !(MaxTime > segment.FirstTime);
        if (segment.Rows > 0)
        {
            MinTime = MinTime is { } min && min < segment.MinTime ? min : segment.MinTime;
            MaxTime = MaxTime is { } max && max > segment.MaxTime ? max : segment.MaxTime;
        }

        foreach ((string runId, RunSpan span) in segment.Runs)
        {
            if (!Runs.TryGetValue(runId, out RunSpan? known))
            {
                Runs.Add(runId, span);
                continue;
            }

            IsIncreasing &= span.First > known.Last;
            known.First = Math.Min(known.First, span.First);
            known.Last = Math.Max(known.Last, span.Last);
        }
    }
}

/// <summary>Smallest and largest seq of a run.</summary>
internal sealed class RunSpan(long first)
{
    public long First { get; set; } = first;

    public long Last { get; set; } = first;
}
