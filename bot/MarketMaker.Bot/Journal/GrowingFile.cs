using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.Journal;

/// <summary>A journal file while it is written, and what its trailer will say. Used by one thread at a time: the writer's, then the sealer's.</summary>
internal sealed class GrowingFile(string path, IJournalBytes bytes, long headerBytes, long hour) : IDisposable
{
    /// <summary>Where it stands.</summary>
    public string Path { get; private set; } = path;

    public IJournalBytes Bytes { get; private set; } = bytes;

    /// <summary>Bytes of whole lines, the header's included.</summary>
    public long Length { get; private set; } = headerBytes;

    /// <summary>UTC hour of its first event.</summary>
    public long Hour { get; } = hour;

    public long Lines { get; private set; }

    public long FirstSeq { get; private set; }

    public long LastSeq { get; private set; }

    public UtcMicros LastTime { get; private set; }

    /// <summary>Positions of its events.</summary>
    public SeqRanges Seqs { get; } = new();

    /// <summary>False for one that was abandoned: it gets no trailer.</summary>
    public bool IsVouchedFor { get; set; } = true;

    private bool IsUnsynced { get; set; } = true;

    /// <summary>Appends whole lines; <paramref name="start"/> is the offset that their marks count from.</summary>
    /// <returns>Lines that are there; fewer than given only together with a failure.</returns>
    public int Append(ReadOnlySpan<byte> lines, ReadOnlySpan<LineMark> marks, int start, out Exception? failure)
    {
        failure = null;
        long arrived = lines.Length;
        IsUnsynced = true;
        try
        {
            Bytes.Write(lines, Length);
        }
        catch (Exception e) when (JournalDisk.IsFault(e))
        {
            failure = e;
            arrived = Arrived();
        }

        int count = marks.Length;
        while (count > 0 && marks[count - 1].End - start > arrived) count--;
        if (count > 0) Take(marks[..count], start);
        return count;
    }

    /// <summary>Forces what was written to the disk.</summary>
    public void Sync()
    {
        if (!IsUnsynced) return;
        Bytes.Sync();
        IsUnsynced = false;
    }

    /// <summary>Goes on in a copy that has the same bytes.</summary>
    public void ContinueIn(string path, IJournalBytes copy)
    {
        Bytes.Dispose();
        (Path, Bytes, IsUnsynced) = (path, copy, true);
    }

    public void Dispose() => Bytes.Dispose();

    private void Take(ReadOnlySpan<LineMark> marks, int start)
    {
        if (Lines == 0) FirstSeq = marks[0].Seq;
        foreach (ref readonly LineMark mark in marks) Seqs.Add(mark.Seq);
        Lines += marks.Length;
        Length += marks[^1].End - start;
        (LastSeq, LastTime) = (marks[^1].Seq, marks[^1].Time);
    }

    // Where not even the length can be asked nothing is taken for written: a line that stands twice is one event, a line that is missing none.
    private long Arrived()
    {
        try
        {
            return Bytes.Length - Length;
        }
        catch (Exception e) when (JournalDisk.IsFault(e))
        {
            return 0;
        }
    }
}
