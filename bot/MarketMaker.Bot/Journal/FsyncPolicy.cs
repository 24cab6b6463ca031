namespace MarketMaker.Bot.Journal;

/// <summary>What is forced to the disk, and so what a power failure can take. A killed process loses nothing that was written under any of them.</summary>
public enum FsyncPolicy
{
    /// <summary>Nothing: the operating system writes when it likes. A power failure may take about the last half minute; a replay is then executed again.</summary>
    None,

    /// <summary>Every written byte, once per interval and when a file is sealed: a power failure takes at most the interval and the time one fsync takes.</summary>
    Interval,

    /// <summary>Every batch, before its events leave the queue: an event that is no longer in the queue survives a power failure.</summary>
    EveryEvent,
}
