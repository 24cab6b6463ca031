using System.Text;
using MarketMaker.Lake.Native;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Tables;

/// <summary>Consecutive lines of a batch, parsed by one thread into chunks, with what is to be known of them.</summary>
internal sealed class ParsedSegment(LineParser parser, DuckDBAppender appender, UtcMicros latestTime) : IDisposable
{
    private byte[] _runId = [];
    private RunSpan? _run;

    public LineParser Parser => parser;

    public List<DataChunk> Chunks { get; } = [];

    public List<RefusedLine> Refused { get; } = [];

    public Dictionary<string, RunSpan> Runs { get; } = new(StringComparer.Ordinal);

    public bool IsIncreasing { get; private set; } = true;

    public bool IsTimeOrdered { get; private set; } = true;

    public UtcMicros FirstTime { get; private set; }

    public UtcMicros MinTime { get; private set; } = UtcMicros.MaxValue;

    public UtcMicros MaxTime { get; private set; }

    public long ExtraFields { get; private set; }

    public long Rows { get; private set; }

    public void Parse(IngestBatch batch, IReadOnlyList<int> numbers, int from, int to, byte[][] fileUuids)
    {
        parser.LatestTime = latestTime;
        DataChunk? chunk = null;
        for (int i = from; i < to; i++)
        {
            SourceLine line = batch.Lines[numbers[i]];
            if (line.Refusal is not null)
            {
                Refused.Add(new RefusedLine(numbers[i], line.Refusal));
                continue;
            }

            if (chunk is null || chunk.IsFull)
            {
                lock (appender) chunk = appender.CreateChunk(); // reads the table's types from the session
                Chunks.Add(chunk);
                parser.Attach(chunk);
            }

            ReadOnlySpan<byte> bytes = line.Line.Span;
            if (!bytes.IsEmpty && bytes[^1] == '\n') bytes = bytes[..^1];
            if (parser.Parse(bytes, numbers[i], fileUuids[line.Source], line.ByteOffset) is { } reason)
                Refused.Add(new RefusedLine(numbers[i], reason));
            else
                Accept();
        }
    }

    public void Dispose()
    {
        foreach (DataChunk chunk in Chunks) chunk.Dispose();
    }

    private void Accept()
    {
        UtcMicros time = parser.Time;
        if (Rows++ == 0) FirstTime = time;
        if (time < MaxTime) IsTimeOrdered = false;
        else MaxTime = time;
        if (time < MinTime) MinTime = time;
        ExtraFields += parser.ExtraFields;

        long seq = parser.Seq;
        if (_run is null || !parser.RunId.SequenceEqual(_runId))
        {
            _runId = parser.RunId.ToArray();
            string runId = Encoding.UTF8.GetString(_runId);
            if (!Runs.TryGetValue(runId, out _run))
            {
                Runs.Add(runId, _run = new RunSpan(seq));
                return;
            }
        }

        if (seq > _run.Last)
        {
            _run.Last = seq;
            return;
        }

        IsIncreasing = false;
        if (seq < _run.First) _run.First = seq;
    }
}
