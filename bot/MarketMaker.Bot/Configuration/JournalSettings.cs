using MarketMaker.Bot.Journal;
using MarketMaker.Strategy;

namespace MarketMaker.Bot.Configuration;

/// <summary>The journal: when files roll, what is promised of them, what happens when the disk fails.</summary>
public sealed record JournalSettings
{
    [Setting(1, 4_096, "Size at which a file is sealed and the next begun.")]
    public int MaxFileMb { get; init; } = 64;

    [Setting("Also begin a new file at each UTC hour of event time, so that a live journal can be shipped while it grows.")]
    public bool RollsHourly { get; init; }

    [Setting("When a queue is full: wait for the writer (replay), or lose events, count them and journal the lost range (paper, live).")]
    public OverflowPolicy Overflow { get; init; } = OverflowPolicy.Wait;

    [Setting("What is forced to the disk: nothing; everything each fsync_interval_ms; every batch before its events count as written.")]
    public FsyncPolicy Fsync { get; init; } = FsyncPolicy.None;

    [Setting(1, 600_000, "Time between two forced writes under fsync: interval.")]
    public int FsyncIntervalMs { get; init; } = 1_000;

    [Setting(0, 3_600_000, "How long failing writes are waited for before the run stops: under overflow: wait, and at the end of any run.")]
    public int FailureWaitMs { get; init; } = 30_000;

    /// <summary>The journal of one run.</summary>
    /// <param name="directory">The run's folder.</param>
    /// <param name="runId">UUIDv7 of the run.</param>
    public JournalOptions ToOptions(string directory, string runId) => new()
    {
        Directory = directory,
        RunId = runId,
        Overflow = Overflow,
        MaxFileBytes = (long)MaxFileMb << 20,
        IsRolledHourly = RollsHourly,
        Fsync = Fsync,
        FsyncInterval = TimeSpan.FromMilliseconds(FsyncIntervalMs),
        FailureWait = TimeSpan.FromMilliseconds(FailureWaitMs),
    };
}
