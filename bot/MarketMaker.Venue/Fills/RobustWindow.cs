namespace MarketMaker.Venue.Fills;

/// <summary>The last values, with their exact median and median absolute deviation (MAD). Fixed memory, nothing allocated per value; one thread.</summary>
/// <remarks>A ring in the order of arrival, and the same values sorted. An even count takes the mean of the middle two, cut off to a whole number.</remarks>
/// <param name="capacity">Values remembered, at least 1; the oldest is forgotten first.</param>
internal sealed class RobustWindow(int capacity)
{
    private readonly long[] _ring = new long[capacity];
    private readonly long[] _sorted = new long[capacity];
    private int _next;

    /// <summary>Values held.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear() => Count = _next = 0;

    /// <summary>Adds a value, in the place of the oldest when the window is full.</summary>
    public void Add(long value)
    {
        if (Count == _ring.Length) Remove(_ring[_next]);
        int at = LowerBound(value);
        _sorted.AsSpan(at, Count - at).CopyTo(_sorted.AsSpan(at + 1));
        _sorted[at] = value;
        Count++;
        _ring[_next] = value;
        _next = _next + 1 == _ring.Length ? 0 : _next + 1;
    }

    /// <summary>Median. The window must hold a value.</summary>
    public long Median() => (_sorted[(Count - 1) / 2] + _sorted[Count / 2]) / 2;

    /// <summary>Median of the distances from a median of this window.</summary>
    public long Mad(long median)
    {
        // Distances grow from the median to both sides: the two sides are merged up to the middle one.
        int right = LowerBound(median);
        int left = right - 1;
        long lower = 0;
        long distance = 0;
        for (int rank = 0; rank <= Count / 2; rank++)
        {
            long toLeft = left >= 0 ? median - _sorted[left] : long.MaxValue;
            long toRight = right < Count ? _sorted[right] - median : long.MaxValue;
            distance = Math.Min(toLeft, toRight);
            if (toLeft <= toRight) left--;
            else right++;
            if (rank == (Count - 1) / 2) lower = distance;
        }

        return (lower + distance) / 2;
    }

    private void Remove(long value)
    {
        int at = LowerBound(value);
        _sorted.AsSpan(at + 1, Count - at - 1).CopyTo(_sorted.AsSpan(at));
        Count--;
    }

    private int LowerBound(long value)
    {
        int from = 0;
        int to = Count;
        while (from < to)
        {
            int middle = (from + to) >>> 1;
            if (_sorted[middle] < value) from = middle + 1;
            else to = middle;
        }

        return from;
    }
}
