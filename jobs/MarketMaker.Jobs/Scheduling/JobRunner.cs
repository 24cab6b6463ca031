using System.Diagnostics;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Jobs.Scheduling;

/// <summary>A job's run, as reported.</summary>
/// <param name="Error">What went wrong, with its remedy; null when nothing did.</param>
internal sealed record JobReport(string Job, JobStatus Status, long RowsIn, long RowsOut, double DurationMs, string? Error);

/// <summary>Runs jobs one after the other and journals each run. A scheduler calls the same method.</summary>
internal sealed class JobRunner(JobRunJournal journal, TimeProvider clock)
{
    /// <summary>Runs one job. Its failure is a report; only cancellation is thrown.</summary>
    public async Task<JobReport> RunAsync(IJob job, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        long started = clock.GetTimestamp();
        JobOutcome outcome = new(JobStatus.Failed, null, 0, 0);
        string? error = null;
        try
        {
            outcome = await job.RunAsync(progress, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Trace.TraceError(failure.ToString());
            error = $"{job.Name}: {failure.Message} Run it again when that is put right: nothing half done was published.";
        }

        double durationMs = clock.GetElapsedTime(started).TotalMilliseconds;
        journal.Write(new JobRun
        {
            Job = job.Name,
            WindowStartAt = outcome.Window?.Start,
            WindowEndAt = outcome.Window?.End,
            Status = outcome.Status,
            DurationMs = durationMs,
            RowsIn = outcome.RowsIn,
            RowsOut = outcome.RowsOut,
            Error = error,
        });
        return new JobReport(job.Name, outcome.Status, outcome.RowsIn, outcome.RowsOut, durationMs, error);
    }
}
