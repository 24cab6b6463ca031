using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.Journal;

/// <summary>The journal of one run: streams that one thread emits into, and the one thread that formats and writes them.</summary>
/// <remarks>
/// Opened with the bot's lock held. Opening finds what an earlier attempt at the same run has already written; those positions are not
/// written again. <see cref="Stream{TEvent}"/> is called before <see cref="Start"/>, from the thread that emits.
/// </remarks>
public sealed class JournalWriter : IDisposable
{
    // The writer looks for work this often when it found none: a producer never pays for waking it.
    private const int IdlePollMs = 1;

    // What a file deleted under the writer can hold back from its readers.
    private static readonly TimeSpan PlaceCheckInterval = TimeSpan.FromMilliseconds(500);

    private readonly JournalOptions _options;
    private readonly TimeProvider _clock;
    private readonly List<IEventJournal> _streams = [];
    private readonly EventJournal<TelemetryGap> _gaps;
    private readonly Thread _thread;

    // Set by the producing thread, read by the writer.
    private volatile bool _isEnding;
    private volatile bool _isComplete;

    // Set by the writer, read by the producing thread.
    private volatile Exception? _failure;

    /// <summary>Opens the journal in its folder, which is created when missing.</summary>
    public JournalWriter(JournalOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _clock = clock;
        Directory.CreateDirectory(options.Directory);
        JournalPath.SealAbandoned(options.Directory);
        Sealer = new JournalSealer(options, Faults, clock);
        _gaps = Stream<TelemetryGap>(StreamHistory.Continued); // what is lost depends on the moment: another attempt's gaps are other events
        _thread = new Thread(Run) { Name = "journal", IsBackground = true };
    }

    /// <summary>What happens when a ring is full.</summary>
    public OverflowPolicy Overflow => _options.Overflow;

    /// <summary>How the journal fares at this moment. Any thread.</summary>
    public JournalState State => Faults.State;

    /// <summary>Calls to the disk that failed since the start. Any thread.</summary>
    public long Failures => Faults.Failures;

    /// <summary>The last of them; null when none did.</summary>
    public Exception? LastFailure => Faults.Last;

    internal JournalFaults Faults { get; } = new();

    internal JournalSealer Sealer { get; }

    /// <summary>Adds a stream. Once per event type.</summary>
    public EventJournal<TEvent> Stream<TEvent>(StreamHistory history = StreamHistory.Reexecuted)
        where TEvent : struct, IEvent
    {
        var stream = new EventJournal<TEvent>(this, _options, _clock, history);
        _streams.Add(stream);
        return stream;
    }

    /// <summary>Starts the writing thread. No stream may be added afterwards.</summary>
    public void Start()
    {
        Sealer.Start();
        _thread.Start();
    }

    /// <summary>Writes everything emitted, seals the files and ends the thread. The producing thread calls it after its last event.</summary>
    /// <exception cref="JournalFailedException">Something could not be written, although it was waited for.</exception>
    public void Complete()
    {
        _isComplete = true;
        End();
        ThrowIfFailed();
    }

    /// <summary>Throws when the writer has failed.</summary>
    internal void ThrowIfFailed()
    {
        if (_failure is not { } failure) return;
        string remedy = JournalDisk.IsFault(failure)
            ? "Free the disk and run again; the run goes on where it was."
            : "The run is kept up to there; running it again will stop at the same place until the cause is removed.";
        throw new JournalFailedException($"The journal in {_options.Directory} could not be written: {failure.Message} {remedy}", failure);
    }

    /// <summary>Ends the thread, without sealing unless <see cref="Complete"/> was called.</summary>
    public void Dispose()
    {
        End();
        foreach (IEventJournal stream in _streams) stream.Dispose();
        Sealer.Dispose();
    }

    /// <summary>The writer's thread: journals a loss; false when there is no room for that yet.</summary>
    internal bool TryReport(string stream, in LostRange lost) => _gaps.TryEmit(new TelemetryGap
    {
        Envelope = new Envelope { Time = lost.Time },
        Stream = stream,
        LostEvents = lost.To - lost.From + 1,
        FromSeq = lost.From,
        ToSeq = lost.To,
        Cause = lost.Cause,
    });

    private void End()
    {
        if (_isEnding && !_thread.IsAlive) return;
        _isEnding = true;
        if (_thread.IsAlive) _thread.Join();
        Sealer.Complete();
        _failure ??= Sealer.Failure;
    }

    private void Run()
    {
        try
        {
            RunUntilSettled();
        }
        catch (Exception failure)
        {
            _failure = failure; // seen by the next event under Wait, by Complete under Drop
        }
    }

    private void RunUntilSettled()
    {
        long lastSync = _clock.GetTimestamp();
        long lastCheck = lastSync;
        long? endingSince = null;
        while (true)
        {
            bool isEnding = _isEnding; // read before draining: what was emitted before the end was announced is then still drained
            if (isEnding) endingSince ??= _clock.GetTimestamp();
            bool hasWritten = DrainAll();
            long now = _clock.GetTimestamp();
            if (_options.Fsync == FsyncPolicy.Interval && _clock.GetElapsedTime(lastSync, now) >= _options.FsyncInterval)
            {
                foreach (IEventJournal stream in _streams) stream.Sync();
                lastSync = now;
            }

            if (_clock.GetElapsedTime(lastCheck, now) >= PlaceCheckInterval)
            {
                foreach (IEventJournal stream in _streams) stream.CheckPlace();
                lastCheck = now;
            }

            if (hasWritten) continue;
            if (isEnding && IsSettled() && (!_isComplete || IsSealed())) return;
            ThrowIfHopeless(now, endingSince);
            Thread.Sleep(IdlePollMs);
        }
    }

    private bool DrainAll()
    {
        bool hasWritten = false;
        foreach (IEventJournal stream in _streams) hasWritten |= stream.Drain();
        return hasWritten;
    }

    // The gaps' own stream is asked last: the others hand their losses to it.
    private bool IsSettled()
    {
        bool isSettled = true;
        for (int i = _streams.Count - 1; i >= 0; i--) isSettled &= _streams[i].IsSettled();
        return isSettled;
    }

    private bool IsSealed()
    {
        bool isSealed = true;
        foreach (IEventJournal stream in _streams) isSealed &= stream.TrySeal();
        return isSealed;
    }

    private void ThrowIfHopeless(long now, long? endingSince)
    {
        foreach (IEventJournal stream in _streams)
        {
            if (stream.Fault is not { } fault) continue;
            long? waitedSince = _options.Overflow == OverflowPolicy.Wait ? fault.Since : endingSince is { } end ? Math.Max(end, fault.Since) : null;
            if (waitedSince is { } since && _clock.GetElapsedTime(since, now) >= _options.FailureWait)
                throw fault.Cause;
        }
    }
}
