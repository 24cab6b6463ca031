namespace MarketMaker.Bot.Journal;

/// <summary>A set of positions, kept as ranges. Added to in ascending order it is sorted; else <see cref="Sort"/> makes it so.</summary>
internal sealed class SeqRanges
{
    private readonly List<(long From, long To)> _ranges = [];

    public int Count => _ranges.Count;

    public (long From, long To) this[int index] => _ranges[index];

    public void Add(long seq)
    {
        if (_ranges.Count > 0 && _ranges[^1].To == seq - 1) _ranges[^1] = (_ranges[^1].From, seq);
        else _ranges.Add((seq, seq));
    }

    public void Sort() => _ranges.Sort();

    /// <summary>The part of a sorted set above a position.</summary>
    public IEnumerable<(long From, long To)> After(long seq) =>
        _ranges.Where(r => r.To > seq).Select(r => (Math.Max(r.From, seq + 1), r.To));
}
