using MarketMaker.Lake.Native;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Tables;

/// <summary>A line that was refused.</summary>
/// <param name="Number">Its place in the batch.</param>
internal readonly record struct RefusedLine(int Number, string Reason, bool IsConflict = false);

/// <summary>The lines of one stream of one batch, parsed: rows in chunks, refusals, and what is to be known of both.</summary>
internal sealed class ParsedLines(StreamTable table, int lines) : IDisposable
{
    private readonly List<DataChunk> _chunks = [];

    /// <summary>Lines that were parsed.</summary>
    public int Lines => lines;

    public IReadOnlyList<DataChunk> Chunks => _chunks;

    /// <summary>Runs in the batch with the span of their seqs.</summary>
    public Dictionary<string, RunSpan> Runs { get; } = new(StringComparer.Ordinal);

    /// <summary>UTC days of the rows, as days since 1970.</summary>
    public SortedSet<long> Days { get; } = [];

    /// <summary>False when a seq came that was not above the one before it of its run: there may be duplicates.</summary>
    public bool IsIncreasing { get; private set; } = true;

    /// <summary>True when the rows are in time order as they stand.</summary>
    public bool IsTimeOrdered { get; private set; } = true;

    /// <summary>True when rows were taken out again: what was counted while parsing then says too much.</summary>
    public bool HasRemoved { get; private set; }

    public List<RefusedLine> Refused { get; } = [];

    public long ExtraFields { get; private set; }

    public long Rows { get; private set; }

    private UtcMicros? MaxTime { get; set; }

    /// <summary>Adds the lines that follow.</summary>
    public void Take(ParsedSegment segment)
    {
        _chunks.AddRange(segment.Chunks);
        Refused.AddRange(segment.Refused);
        Rows += segment.Rows;
        ExtraFields += segment.ExtraFields;
        Days.UnionWith(segment.Days);
        IsIncreasing &= segment.IsIncreasing;
        IsTimeOrdered &= segment.IsTimeOrdered && !(MaxTime > segment.FirstTime);
        if (segment.Rows > 0) MaxTime = MaxTime is { } max && max > segment.MaxTime ? max : segment.MaxTime;
        foreach ((string runId, RunSpan span) in segment.Runs)
            if (Runs.TryGetValue(runId, out RunSpan? known)) IsIncreasing &= known.TryExtend(span);
            else Runs.Add(runId, span);
    }

    /// <summary>Counts rows that were taken out.</summary>
    public void Remove(int duplicates, IReadOnlyList<RefusedLine> conflicts)
    {
        Refused.AddRange(conflicts);
        Rows -= duplicates + conflicts.Count;
        HasRemoved = true;
    }

    /// <summary>Gives the chunks back to be filled again.</summary>
    public void Dispose()
    {
        foreach (DataChunk chunk in _chunks) table.Return(chunk);
        _chunks.Clear();
    }
}
