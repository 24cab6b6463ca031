namespace MarketMaker.Bot.Journal;

/// <summary>The writer thread's side of a stream.</summary>
internal interface IEventJournal : IDisposable
{
    /// <summary>Why the stream cannot write at present; null when it can.</summary>
    JournalFault? Fault { get; }

    /// <summary>Formats and writes what waits; true when something was written.</summary>
    bool Drain();

    /// <summary>Forces written bytes to the disk.</summary>
    void Sync();

    /// <summary>Sees whether the file is still there.</summary>
    void CheckPlace();

    /// <summary>Whether every event is written and every loss handed on. Called when the producer has ended.</summary>
    bool IsSettled();

    /// <summary>Ends the current file; false when that must be tried again.</summary>
    bool TrySeal();
}
