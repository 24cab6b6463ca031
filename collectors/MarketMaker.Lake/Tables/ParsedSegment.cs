using System.Text;
using MarketMaker.Lake.Native;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Tables;

/// <summary>Consecutive lines of a batch, parsed by one thread into chunks, with what is to be known of them.</summary>
internal sealed class ParsedSegment(StreamTable table)
{
    private const long DayMicros = 86_400_000_000;

    private long _day = long.MinValue;
    private byte[] _runId = [];
    private RunSpan? _run;

    public List<DataChunk> Chunks { get; } = [];

    public List<RefusedLine> Refused { get; } = [];

    /// <summary>UTC days of the rows, as days since 1970.</summary>
    public SortedSet<long> Days { get; } = [];

    public Dictionary<string, RunSpan> Runs { get; } = new(StringComparer.Ordinal);

    public bool IsIncreasing { get; private set; } = true;

    public bool IsTimeOrdered { get; private set; } = true;

    public UtcMicros FirstTime { get; private set; }

    public UtcMicros MinTime { get; private set; } = UtcMicros.MaxValue;

    public UtcMicros MaxTime { get; private set; }

    public long ExtraFields { get; private set; }

    public long Rows { get; private set; }

    /// <summary>Parses the lines <paramref name="from"/> … <paramref name="to"/> − 1 of those numbered.</summary>
    public void Parse(IngestBatch batch, IReadOnlyList<int> numbers, int from, int to, byte[][] fileUuids, UtcMicros latestTime)
    {
        LineParser parser = table.RentParser();
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
                Chunks.Add(chunk = table.RentChunk());
                parser.Attach(chunk);
            }

            ReadOnlySpan<byte> bytes = line.Line.Span;
            if (!bytes.IsEmpty && bytes[^1] == '\n') bytes = bytes[..^1];
            if (parser.Parse(bytes, numbers[i], fileUuids[line.Source], line.ByteOffset) is { } reason)
                Refused.Add(new RefusedLine(numbers[i], reason));
            else
                Accept(parser);
        }

        table.Return(parser);
    }

    private void Accept(LineParser parser)
    {
        UtcMicros time = parser.Time;
        if (Rows++ == 0) FirstTime = time;
        if (time < MaxTime) IsTimeOrdered = false;
        else MaxTime = time;
        if (time < MinTime) MinTime = time;
        ExtraFields += parser.ExtraFields;
        long day = Math.DivRem(time.Value, DayMicros, out long rest) - (rest < 0 ? 1 : 0);
        if (day != _day) Days.Add(_day = day);

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

        if (!_run.TryExtend(seq)) IsIncreasing = false;
    }
}
