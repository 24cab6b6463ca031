using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.Journal;

/// <summary>One stream of the journal. <see cref="Emit"/> belongs to one producing thread, everything internal to the writer.</summary>
/// <remarks>The ring is the only buffer: a slot is given back when its line is written, so a failed write leaves its events where they were.</remarks>
public sealed class EventJournal<TEvent> : IEventJournal
    where TEvent : struct, IEvent
{
    private const int DrainAtOnce = 1024;
    private const int BatchBytes = 1 << 18;
    private const int LossesAtOnce = 16;

    private readonly JournalWriter _owner;
    private readonly EventRing<TEvent> _ring;
    private readonly EventRing<LostRange> _losses = new(LossesAtOnce);

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
    private readonly JsonLine _batch = new();
    private readonly LineMark[] _marks = new LineMark[DrainAtOnce];
    private readonly JournalFileWriter _files;
    private readonly Queue<LostRange> _lostInFiles = new();
    private readonly bool _isSyncedFirst;
    private int _written;

    // Written by the writer thread, read by any.
    private long _lostByWriter;

    internal EventJournal(JournalWriter owner, JournalOptions options, TimeProvider clock, StreamHistory history)
    {
        _owner = owner;
        _overflow = options.Overflow;
        _isSyncedFirst = options.Fsync == FsyncPolicy.EveryEvent;
        _ring = new EventRing<TEvent>(options.RingCapacity);
        _lines = new EventLineWriter<TEvent>(options.RunId);
        _durable = DurableSeqs.Scan(options.Directory, _lines.Schema.Name);
        if (history == StreamHistory.Continued) _lastSeq = _durable.LastSeq;
        _files = new JournalFileWriter(options, _lines.Schema, _durable.NextFileIndex, clock, owner.Sealer, owner.Faults) { OnLost = LoseWritten };
    }

    /// <summary>Position of the last event emitted, written before or lost.</summary>
    public long LastSeq => _lastSeq;

    /// <summary>Events lost since the start: to a full ring, or with their file.</summary>
    public long LostEvents => Volatile.Read(ref _lost) + Volatile.Read(ref _lostByWriter);

    /// <summary>Events waiting for the writer.</summary>
    public int Depth => _ring.Depth;

    JournalFault? IEventJournal.Fault => _files.Fault;

    /// <summary>Gives the event its position and hands it to the writer, unless the journal already has it.</summary>
    /// <exception cref="JournalFailedException">The writer failed and the policy is to wait for it.</exception>
    public void Emit(in TEvent source)
    {
        long seq = ++_lastSeq;
        if (_durable.Contains(seq)) return;
        if (_overflow == OverflowPolicy.Wait) WaitForRoom();
        else if (!_ring.HasRoom() || !TryReportLoss())
        {
            Lose(seq, source.Envelope.Time);
            return;
        }

        Put(in source, seq);
    }

    /// <summary>Ends a loss when there is room again: the next event does so too, but may be long in coming. The producing thread.</summary>
    public void ReportLoss()
    {
        if (_lostFrom > 0 && _ring.HasRoom()) TryReportLoss();
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
        HandOnLosses();
        if (!_files.IsDue || !ReleaseWritten()) return false;
        int available = Math.Min(_ring.Available(), DrainAtOnce);
        if (available == 0) return false;
        int count = Format(available);
        _written = _files.Write(_batch.Bytes, _marks.AsSpan(0, count));
        bool hasWritten = _written > 0;
        ReleaseWritten();
        return hasWritten;
    }

    void IEventJournal.Sync()
    {
        if (_files.IsDue) _files.TrySync();
    }

    void IEventJournal.CheckPlace() => _files.CheckPlace();

    bool IEventJournal.IsSettled()
    {
        TryReportLoss();
        HandOnLosses();
        return _lostFrom == 0 && _losses.Available() == 0 && _lostInFiles.Count == 0 && _ring.Available() == 0;
    }

    bool IEventJournal.TrySeal() => _files.TrySeal();

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
        if (_lostFrom == 0)
        {
            _lostFrom = seq;
            _owner.Faults.SetLosing(true);
        }

        (_lostTo, _lostTime) = (seq, time);
        Volatile.Write(ref _lost, _lost + 1);
    }

    // While a loss cannot be reported the stream goes on losing, so that the range stays one and exact.
    private bool TryReportLoss()
    {
        if (_lostFrom == 0) return true;
        if (!_losses.HasRoom()) return false;
        _losses.NextSlot = new LostRange(_lostFrom, _lostTo, _lostTime, _owner.Faults.IsFailing ? LostRange.DiskFailing : LostRange.QueueFull);
        _losses.Publish();
        _lostFrom = 0;
        _owner.Faults.SetLosing(false);
        return true;
    }

    private void HandOnLosses()
    {
        while (_losses.Available() > 0 && _owner.TryReport(_lines.Schema.Name, _losses[0])) _losses.Release(1);
        while (_lostInFiles.TryPeek(out LostRange lost) && _owner.TryReport(_lines.Schema.Name, lost)) _lostInFiles.Dequeue();
    }

    private void LoseWritten(LostRange lost)
    {
        _lostInFiles.Enqueue(lost);
        Volatile.Write(ref _lostByWriter, _lostByWriter + lost.To - lost.From + 1);
    }

    // Formats the oldest events, as many as a batch holds.
    private int Format(int available)
    {
        _batch.Clear();
        int count = 0;
        try
        {
            for (; count < available && _batch.Length < BatchBytes; count++)
            {
                ref readonly TEvent source = ref _ring[count];
                Envelope envelope = source.Envelope;
                _lines.Append(in source, in envelope, _batch);
                _marks[count] = new LineMark(_batch.Length, envelope.Seq, envelope.Time);
            }
        }
        catch (Exception) when (count > 0)
        {
            return count; // those before it first
        }
        catch (Exception) when (_overflow == OverflowPolicy.Drop)
        {
            Envelope envelope = _ring[0].Envelope;
            var time = new UtcMicros(Math.Clamp(envelope.Time.Value, 0, UtcMicros.MaxValue.Value));
            LoseWritten(new LostRange(envelope.Seq, envelope.Seq, time, LostRange.NoText));
            _ring.Release(1);
        }

        return count;
    }

    private bool ReleaseWritten()
    {
        if (_written == 0) return true;
        if (_isSyncedFirst && !_files.TrySync()) return false;
        _ring.Release(_written);
        _written = 0;
        return true;
    }
}
