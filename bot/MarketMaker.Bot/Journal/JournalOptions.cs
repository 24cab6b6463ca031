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
    /// <remarks>Only forwards: while event times go back, as they do when a clock is set, the file of the later hour goes on.</remarks>
    public bool IsRolledHourly { get; init; }

    /// <summary>Events of one stream that may wait for the writer; a power of two. Default 8192: minutes of decisions on a few symbols, 8 MiB of memory.</summary>
    public int RingCapacity { get; init; } = 8192;

    /// <summary>What is forced to the disk, and what that promises.</summary>
    public FsyncPolicy Fsync { get; init; } = FsyncPolicy.None;

    /// <summary>Time between two forced writes under <see cref="FsyncPolicy.Interval"/>.</summary>
    public TimeSpan FsyncInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long failing writes are tried again before the journal gives up: under <see cref="OverflowPolicy.Wait"/>, and under either policy when it ends.</summary>
    public TimeSpan FailureWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The disk.</summary>
    internal IJournalDisk Disk { get; init; } = JournalDisk.Real;
}
