using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Jobs.Scheduling;

/// <summary>A job: derived data from the lake. A scheduler needs to know no more of it than this.</summary>
/// <remarks>A job is a function of the lake: run twice on the same inputs it publishes the same bytes, killed anywhere it can be run again.</remarks>
public interface IJob
{
    /// <summary>Name, as in <c>job_run</c>.</summary>
    string Name { get; }

    /// <summary>Does what its inputs call for and nothing when they have not changed.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; what it had published by then stays.</exception>
    Task<JobOutcome> RunAsync(IProgress<JobProgress> progress, CancellationToken cancellation);
}

/// <summary>How far a job is.</summary>
public readonly record struct JobProgress(string Name, int Done, int Total);

/// <summary>What a job did.</summary>
/// <param name="Window">Time it covered, end exclusive; null when there was nothing to cover.</param>
/// <param name="RowsIn">Rows read.</param>
/// <param name="RowsOut">Rows published.</param>
public sealed record JobOutcome(JobStatus Status, (UtcMicros Start, UtcMicros End)? Window, long RowsIn, long RowsOut);
