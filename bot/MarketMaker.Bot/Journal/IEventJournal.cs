namespace MarketMaker.Bot.Journal;

/// <summary>The writer thread's side of a stream.</summary>
internal interface IEventJournal : IDisposable
{
    /// <summary>Formats and writes what waits; true when there was anything.</summary>
    bool Drain();

    /// <summary>Forces written bytes to the disk.</summary>
    void Sync();

    /// <summary>Reports a range still being lost; false when there is no room for the report yet. Called when the producer has ended.</summary>
    bool CloseGap();

    /// <summary>Ends the current file.</summary>
    void Seal();
}
