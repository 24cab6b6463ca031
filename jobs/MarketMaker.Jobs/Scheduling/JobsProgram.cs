using System.Text.Json;
using System.Text.Json.Nodes;
using MarketMaker.Jobs.SessionSummary;
using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Jobs.Scheduling;

/// <summary>The verb <c>run</c>: every job once.</summary>
internal static class JobsProgram
{
    private const int Failed = 1;
    private const int BadArguments = 2;
    private const int Cancelled = 130;

    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(5);

    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, CancellationToken interrupt)
    {
        JobsOptions options;
        try
        {
            options = JobsOptions.Parse(arguments, Environment.GetEnvironmentVariable("MM_DATA"));
        }
        catch (ArgumentException error)
        {
            await errors.WriteLineAsync(error.Message);
            return BadArguments;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        if (options.EndsWithStandardInput) _ = CancelAtEndAsync(Console.OpenStandardInput(), stop);
        try
        {
            var lake = new LakeDirectory(options.DataDirectory);
            using FileLock held = FileLock.Acquire(lake.RoleLock("jobs"), LockTimeout, stop.Token);
            var runner = new JobRunner(new JobRunJournal(options.DataDirectory, TimeProvider.System), TimeProvider.System);
            var reports = new List<JobReport>();
            foreach (IJob job in (IJob[])[new SessionSummaryJob(lake)])
                reports.Add(await runner.RunAsync(job, new ProgressLines(options.IsJson ? errors : null), stop.Token));
            Print(reports, options.IsJson, output, errors);
            return reports.Any(r => r.Status == JobStatus.Failed) ? Failed : 0;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("Cancelled. What was published stays; run it again to go on.");
            return Cancelled;
        }
        catch (Exception error) when (error is TimeoutException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(error.Message);
            return Failed;
        }
    }

    private static async Task CancelAtEndAsync(Stream input, CancellationTokenSource stop)
    {
        byte[] ignored = new byte[256];
        while (await input.ReadAsync(ignored) > 0)
        {
            // Whatever is typed means nothing; only the end does.
        }

        await stop.CancelAsync();
    }

    private static void Print(List<JobReport> reports, bool isJson, TextWriter output, TextWriter errors)
    {
        foreach (JobReport failed in reports.Where(r => r.Error is not null)) errors.WriteLine(failed.Error);
        if (isJson)
        {
            output.WriteLine(new JsonObject { ["jobs"] = new JsonArray([.. reports.Select(r => (JsonNode)Json(r))]) }.ToJsonString());
            return;
        }

        foreach (JobReport report in reports)
            output.WriteLine($"{report.Job}: {EnumNames<JobStatus>.Text(report.Status)}, {report.RowsIn:N0} rows read, {report.RowsOut:N0} written, {report.DurationMs:N0} ms");
    }

    private static JsonObject Json(JobReport report) => new()
    {
        ["job"] = report.Job,
        ["status"] = EnumNames<JobStatus>.Text(report.Status),
        ["rows_in"] = report.RowsIn,
        ["rows_out"] = report.RowsOut,
        ["duration_ms"] = Math.Round(report.DurationMs, 3),
        ["error"] = report.Error,
    };

    /// <summary>Progress as JSON lines, written at once and in order.</summary>
    private sealed class ProgressLines(TextWriter? errors) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) =>
            errors?.WriteLine(JsonSerializer.Serialize(new { progress = value.Name, done = value.Done, total = value.Total }));
    }
}
