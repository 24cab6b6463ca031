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
        _gaps = Stream<TelemetryGap>(StreamHistory.Continued); // what is lost depends on the moment: another attempt's gaps are other events
        _thread = new Thread(Run) { Name = "journal", IsBackground = true };
    }

    /// <summary>The writer's failure, if it had one.</summary>
    public Exception? Failure => _failure;

    /// <summary>Adds a stream. Once per event type.</summary>
    public EventJournal<TEvent> Stream<TEvent>(StreamHistory history = StreamHistory.Reexecuted)
        where TEvent : struct, IEvent
    {
        var stream = new EventJournal<TEvent>(this, _options, _clock, history);
        _streams.Add(stream);
        return stream;
    }

    /// <summary>Starts the writing thread. No stream may be added afterwards.</summary>
    public void Start() => _thread.Start();

    /// <summary>Writes everything emitted, seals the files and ends the thread. The producing thread calls it after its last event.</summary>
    /// <exception cref="JournalFailedException">Something could not be written.</exception>
    public void Complete()
    {
        _isComplete = true;
        _isEnding = true;
        _thread.Join();
        ThrowIfFailed();
    }

    /// <summary>Throws when the writer has failed.</summary>
    internal void ThrowIfFailed()
    {
        if (_failure is not { } failure) return;
        string remedy = failure is IOException
            ? "Free the disk and run again; the run goes on where it was."
            : "The run is kept up to there; running it again will stop at the same place until the cause is removed.";
        throw new JournalFailedException($"The journal in {_options.Directory} could not be written: {failure.Message} {remedy}", failure);
    }

    /// <summary>Ends the thread, without sealing unless <see cref="Complete"/> was called.</summary>
    public void Dispose()
    {
        if (_thread.IsAlive)
        {
            _isEnding = true;
            _thread.Join();
        }

        foreach (IEventJournal stream in _streams) stream.Dispose();
    }

    internal bool TryReportGap(string stream, UtcMicros time, long fromSeq, long toSeq) => _gaps.TryEmit(new TelemetryGap
    {
        Envelope = new Envelope { Time = time },
        Stream = stream,
        LostEvents = toSeq - fromSeq + 1,
        FromSeq = fromSeq,
        ToSeq = toSeq,
        Cause = "journal queue full",
    });

    private void Run()
    {
        try
        {
            long lastSync = _clock.GetTimestamp();
            while (true)
            {
                bool isEnding = _isEnding; // read before draining: what was emitted before the end was announced is then still drained
                bool hasWritten = DrainAll();
                if (_options.SyncInterval is { } interval && _clock.GetElapsedTime(lastSync) >= interval)
                {
                    foreach (IEventJournal stream in _streams) stream.Sync();
                    lastSync = _clock.GetTimestamp();
                }

                if (hasWritten) continue;
                if (isEnding) break;
                Thread.Sleep(IdlePollMs);
            }

            while (!_streams.TrueForAll(s => s.CloseGap())) DrainAll(); // more streams may have lost than there is room for reports
            while (DrainAll())
            {
            }

            if (!_isComplete) return;
            foreach (IEventJournal stream in _streams) stream.Seal();
        }
        catch (Exception failure)
        {
            _failure = failure; // seen by the next event under Wait, by Complete under Drop
        }
    }

    private bool DrainAll()
    {
        bool hasWritten = false;
        foreach (IEventJournal stream in _streams) hasWritten |= stream.Drain();
        return hasWritten;
    }
}
