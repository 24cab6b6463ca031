namespace MarketMaker.Lake.Partitions;

/// <summary>Arithmetic of inclusive [first, last] ranges of seqs.</summary>
public static class SeqRanges
{
    /// <summary>Disjoint ranges in order that cover the same seqs; ranges that touch are joined.</summary>
    public static IReadOnlyList<long[]> Union(IEnumerable<long[]> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        var union = new List<long[]>();
        foreach (long[] range in ranges.OrderBy(r => r[0]))
        {
            if (union.Count > 0 && range[0] - 1 <= union[^1][1]) union[^1][1] = Math.Max(union[^1][1], range[1]);
            else union.Add([range[0], range[1]]);
        }

        return union;
    }

    /// <summary>The seqs of [first, last] that none of <paramref name="union"/> covers.</summary>
    /// <param name="union">Disjoint and in order.</param>
    public static IReadOnlyList<long[]> Holes(IReadOnlyList<long[]> union, long first, long last)
    {
        ArgumentNullException.ThrowIfNull(union);
        var holes = new List<long[]>();
        long next = first;
        foreach (long[] range in union)
        {
            if (range[1] < next) continue;
            if (range[0] > last) break;
            if (range[0] > next) holes.Add([next, range[0] - 1]);
            next = range[1] + 1;
        }

        if (next <= last) holes.Add([next, last]);
        return holes;
    }

    /// <summary>How many seqs the disjoint ranges cover.</summary>
    public static long Count(IEnumerable<long[]> ranges) => ranges.Sum(r => r[1] - r[0] + 1);
}
