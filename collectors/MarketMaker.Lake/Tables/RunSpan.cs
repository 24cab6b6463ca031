namespace MarketMaker.Lake.Tables;

/// <summary>The seqs of one run in a batch: smallest and largest, and while they only increase, every island of consecutive ones.</summary>
internal sealed class RunSpan(long first)
{
    private readonly List<(long First, long Last)> _islands = [(first, first)];

    public long First { get; private set; } = first;

    public long Last { get; private set; } = first;

    /// <summary>Consecutive seqs, in order; of a run whose seqs did not only increase, not all of them.</summary>
    public IReadOnlyList<(long First, long Last)> Islands => _islands;

    /// <summary>Takes the next seq.</summary>
    /// <returns>False when it is not above the last: there may be duplicates.</returns>
    public bool TryExtend(long seq)
    {
        if (seq <= Last)
        {
            First = Math.Min(First, seq);
            return false;
        }

        AddIsland(seq, seq);
        Last = seq;
        return true;
    }

    /// <summary>Takes the seqs of the lines that follow.</summary>
    /// <returns>False when they are not all above the last.</returns>
    public bool TryExtend(RunSpan next)
    {
        bool isIncreasing = next.First > Last;
        foreach ((long from, long to) in next._islands) AddIsland(from, to);
        First = Math.Min(First, next.First);
        Last = Math.Max(Last, next.Last);
        return isIncreasing;
    }

    private void AddIsland(long from, long to)
    {
        if (_islands[^1].Last == from - 1) _islands[^1] = (_islands[^1].First, to);
        else _islands.Add((from, to));
    }
}
