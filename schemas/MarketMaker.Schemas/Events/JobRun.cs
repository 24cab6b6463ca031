using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Events;

/// <summary>How a job ended.</summary>
public enum JobStatus : byte
{
    [Meaning("The output was computed and published.")] Done,
    [Meaning("The inputs had not changed since the last run.")] Unchanged,
    [Meaning("The job failed; error says how.")] Failed,
}

/// <summary>One run of one job over one window.</summary>
[EventStream("job_run", 1, "One run of one job: what it read, what it wrote, how long it took.", Producer = Producer.Job)]
[Example("Which jobs failed?", "SELECT ts, job, error FROM job_run WHERE status = 'failed' ORDER BY ts DESC")]
public record struct JobRun : IEvent
{
    public Envelope Envelope { get; set; }

    [Column("Which job.")]
    public string Job { get; init; }

    [Column("Start of the window it covers.")]
    public UtcMicros? WindowStartAt { get; init; }

    [Column("End of the window it covers, exclusive.")]
    public UtcMicros? WindowEndAt { get; init; }

    [Column("How it ended.")]
    public JobStatus Status { get; init; }

    [Column("How long it took.", Min = 0, Decimals = 3)]
    public double DurationMs { get; init; }

    [Column("Rows read.", Unit = "count", Min = 0)]
    public long RowsIn { get; init; }

    [Column("Rows written.", Unit = "count", Min = 0)]
    public long RowsOut { get; init; }

    [Column("What went wrong, with the remedy; null when nothing did.")]
    public string? Error { get; init; }
}
