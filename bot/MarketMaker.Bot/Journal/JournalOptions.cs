namespace MarketMaker.Bot.Journal;

/// <summary>Where and how a run's events are journalled. Immutable.</summary>
public sealed record JournalOptions
{
    /// <summary>Folder of the run: <c>data/journal/&lt;run_key&gt;</c>.</summary>
    public required string Directory { get; init; }

    /// <summary>UUIDv7 of the run, written into every line.</summary>
    public required string RunId { get; init; }

    public required OverflowPolicy Overflow { get; init; }

    /// <summary>A file is sealed and the next one begun before it would grow beyond this; default 64 MiB.</summary>
    public long MaxFileBytes { get; init; } = 64L << 20;

    /// <summary>Also begin a new file at each UTC hour of event time, so that a live journal can be shipped while it grows.</summary>
    public bool IsRolledHourly { get; init; }

    /// <summary>Events of one stream that may wait for the writer; a power of two. Default 8192: minutes of decisions on a few symbols, 8 MiB of memory.</summary>
    public int RingCapacity { get; init; } = 8192;

    /// <summary>How often written bytes are forced to the disk; null (the default) leaves it to the operating system.</summary>
    /// <remarks>
    /// Without forcing, a killed process loses nothing that was written, but a power failure may lose the last seconds. In replay that is
    /// harmless: the run is re-executed. Live runs trade disk load for it here.
    /// </remarks>
    public TimeSpan? SyncInterval { get; init; }
}
