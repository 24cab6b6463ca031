using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.Journal;

/// <summary>One stream of the journal. <see cref="Emit"/> belongs to one producing thread, everything else to the writer.</summary>
public sealed class EventJournal<TEvent> : IEventJournal
    where TEvent : struct, IEvent
{
    private const int DrainAtOnce = 1024;

    private readonly JournalWriter _owner;
    private readonly EventRing<TEvent> _ring;

    // Used by the producing thread only.
    private readonly DurableSeqs _durable;
    private readonly OverflowPolicy _overflow;
    private long _lastSeq;
    private long _lostFrom;
    private long _lostTo;
    private UtcMicros _lostTime;

    // Written by the producing thread, read by any.
    private long _lost;

    // Used by the writer thread only.
    private readonly EventLineWriter<TEvent> _lines;
    private readonly JsonLine _line = new();
    private readonly JournalFileWriter _files;

    internal EventJournal(JournalWriter owner, JournalOptions options, TimeProvider clock, StreamHistory history)
    {
        _owner = owner;
        _overflow = options.Overflow;
        _ring = new EventRing<TEvent>(options.RingCapacity);
        _lines = new EventLineWriter<TEvent>(options.RunId);
        _durable = DurableSeqs.Scan(options.Directory, _lines.Schema.Name);
        if (history == StreamHistory.Continued) _lastSeq = _durable.LastSeq;
        _files = new JournalFileWriter(options, _lines.Schema, _durable.NextFileIndex, clock);
    }

    /// <summary>Position of the last event emitted, written before or lost.</summary>
    public long LastSeq => _lastSeq;

    /// <summary>Events lost to a full ring since the start.</summary>
    public long LostEvents => Volatile.Read(ref _lost);

    /// <summary>Events waiting for the writer.</summary>
    public int Depth => _ring.Depth;

    /// <summary>Gives the event its position and hands it to the writer, unless the journal already has it.</summary>
    /// <exception cref="JournalFailedException">The writer failed and the policy is to wait for it.</exception>
    public void Emit(in TEvent source)
    {
        long seq = ++_lastSeq;
        if (_durable.Contains(seq)) return;
        if (_overflow == OverflowPolicy.Wait) WaitForRoom();
        else if (!_ring.HasRoom() || (_lostFrom > 0 && !TryReportGap()))
        {
            Lose(seq, source.Envelope.Time);
            return;
        }

        Put(in source, seq);
    }

    /// <summary>As <see cref="Emit"/>, but takes no position when there is no room. False: not emitted.</summary>
    internal bool TryEmit(in TEvent source)
    {
        if (!_ring.HasRoom()) return false;
        long seq = ++_lastSeq;
        if (!_durable.Contains(seq)) Put(in source, seq);
        return true;
    }

    bool IEventJournal.Drain()
    {
        int available = Math.Min(_ring.Available(), DrainAtOnce);
        if (available == 0) return false;
        for (int i = 0; i < available; i++)
        {
            ref readonly TEvent source = ref _ring.Oldest;
            _lines.Write(in source, _line);
            Envelope envelope = source.Envelope;
            _files.Append(_line.Bytes, envelope.Time, envelope.Seq);
            _ring.Release();
        }

        _files.Flush();
        return true;
    }

    void IEventJournal.Sync() => _files.Sync();

    bool IEventJournal.CloseGap() => _lostFrom == 0 || TryReportGap();

    void IEventJournal.Seal() => _files.Seal();

    /// <summary>Closes the current file without sealing it.</summary>
    public void Dispose() => _files.Dispose();

    private void Put(in TEvent source, long seq)
    {
        ref TEvent slot = ref _ring.NextSlot;
        slot = source;
        slot.Envelope = slot.Envelope with { Seq = seq };
        _ring.Publish();
    }

    private void WaitForRoom()
    {
        _owner.ThrowIfFailed();
        if (_ring.HasRoom()) return;
        var spin = default(SpinWait);
        while (!_ring.HasRoom())
        {
            _owner.ThrowIfFailed();
            spin.SpinOnce();
        }
    }

    private void Lose(long seq, UtcMicros time)
    {
        if (_lostFrom == 0) _lostFrom = seq;
        (_lostTo, _lostTime) = (seq, time);
        Volatile.Write(ref _lost, _lost + 1);
    }

    // While the gap cannot be reported the stream goes on losing, so that the range stays one and exact.
    private bool TryReportGap()
    {
        if (!_owner.TryReportGap(_lines.Schema.Name, _lostTime, _lostFrom, _lostTo)) return false;
        _lostFrom = 0;
        return true;
    }
}
