using MarketMaker.Schemas.Events;

namespace MarketMaker.Bot.Journal;

/// <summary>What is wrong with the journal at present, for whoever reports on the bot's health. Any thread.</summary>
internal sealed class JournalFaults
{
    private int _failing;
    private int _losing;
    private long _failures;
    private volatile Exception? _last;

    /// <summary>Failed writes since the start.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>The last of them.</summary>
    public Exception? Last => _last;

    /// <summary>Whether some stream cannot write.</summary>
    public bool IsFailing => Volatile.Read(ref _failing) > 0;

    public JournalState State => Volatile.Read(ref _losing) > 0 ? JournalState.Dropping : IsFailing ? JournalState.Retrying : JournalState.Ok;

    public void Count(Exception failure)
    {
        _last = failure;
        Interlocked.Increment(ref _failures);
    }

    /// <summary>A stream begins to fail, or writes again.</summary>
    public void SetFailing(bool isFailing) => Interlocked.Add(ref _failing, isFailing ? 1 : -1);

    /// <summary>A stream begins to lose events, or has room again.</summary>
    public void SetLosing(bool isLosing) => Interlocked.Add(ref _losing, isLosing ? 1 : -1);
}
