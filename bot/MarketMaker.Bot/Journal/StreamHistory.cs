namespace MarketMaker.Bot.Journal;

/// <summary>What a stream's earlier events mean for a run that is started again.</summary>
public enum StreamHistory
{
    /// <summary>They come again, in the same order, because the run is executed again; those the journal has are not written twice.</summary>
    Reexecuted,

    /// <summary>They are past, and positions go on after the last: a log by the wall clock.</summary>
    Continued,
}
