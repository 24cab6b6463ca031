
namespace MarketMaker.Bot.Journal;

/// <summary>Which positions of one stream already stand in the journal as complete lines, and which file index is free.</summary>
/// <remarks>
/// A run is resumed by executing it again from the start: what is found here is not written a second time. Kept as ranges, so that a file
/// that went missing between two others is written again too.
/// </remarks>
public sealed class DurableSeqs
{
    private readonly SeqRanges _ranges = new();
    private int _at;

    private DurableSeqs()
    {
    }

    /// <summary>Index for the next file: one above every existing one, so no name is ever used twice.</summary>
    public int NextFileIndex { get; private set; } = 1;

    /// <summary>The highest position found; 0 when there is none.</summary>
    public long LastSeq { get; private set; }

    /// <summary>Reads the complete lines of every file of a stream. A tail without newline was never an event; it is left as it is.</summary>
    public static DurableSeqs Scan(string directory, string stream)
    {
        var found = new DurableSeqs();
        foreach (JournalPath path in JournalPath.Of(directory, stream))
        {
            found.NextFileIndex = path.Index + 1;
            foreach (ReadOnlyMemory<byte> line in JournalLines.Complete(path.File))
                if (JournalLines.TryReadSeq(line.Span, out long seq)) found.Add(seq);
        }

        found._ranges.Sort();
        return found;
    }

    /// <summary>Whether a position is durable. Positions must be asked for in ascending order.</summary>
    public bool Contains(long seq)
    {
        while (_at < _ranges.Count && _ranges[_at].To < seq) _at++;
        return _at < _ranges.Count && _ranges[_at].From <= seq;
    }

    private void Add(long seq)
    {
        LastSeq = Math.Max(LastSeq, seq);
        _ranges.Add(seq);
    }
}
