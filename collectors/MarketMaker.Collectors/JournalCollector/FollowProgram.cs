using MarketMaker.Collectors.QuarantineRetry;
using MarketMaker.Collectors.Upkeep;
using MarketMaker.Lake.Partitions;
using Serilog;
using Serilog.Core;

namespace MarketMaker.Collectors.JournalCollector;

/// <summary>The verb <c>follow</c>.</summary>
internal static class FollowProgram
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int BadArguments = 2;
    private const int Cancelled = 130;

    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(10);

    /// <param name="arguments">What follows the verb.</param>
    /// <returns>The process's exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, CancellationToken interrupt)
    {
        FollowOptions options;
        try
        {
            options = FollowOptions.Parse(arguments, Environment.GetEnvironmentVariable("MM_DATA"));
        }
        catch (ArgumentException e)
        {
            errors.WriteLine(e.Message);
            return BadArguments;
        }

        var lake = new LakeDirectory(options.DataDirectory);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        if (options.EndsWithStandardInput) _ = CancelAtEndAsync(Console.OpenStandardInput(), stop);
        try
        {
            using FileLock held = FileLock.Acquire(lake.RoleLock("collector"), LockTimeout, stop.Token);
            using Logger log = new LoggerConfiguration().MinimumLevel.Debug()
                .WriteTo.File(new ClefFormatter(), Path.Combine(lake.Logs, "collector-.log"), rollingInterval: RollingInterval.Day).CreateLogger();
            return Follow(options, lake, log, output, errors, stop.Token);
        }
        catch (TimeoutException e)
        {
            errors.WriteLine($"A collector already runs on '{lake.Data}'. {e.Message}");
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return Cancelled;
        }
    }

    private static int Follow(FollowOptions options, LakeDirectory lake, Logger log, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        using var follower = new JournalFollower(lake, TimeProvider.System, log);
        using var watch = new JournalWatch(lake.Journal);
        var upkeep = new LakeUpkeep(lake, TimeProvider.System, new CompactionOptions(), PartitionSweep.DefaultGrace, log);
        int exitCode = Done;
        try
        {
            new RetryIntents(lake, TimeProvider.System).Finish(); // before a count changes that an interrupted retry was about to change
            log.Information("Following {Journal}", lake.Journal);
            while (true)
            {
                bool areRunsDone = JournalDirectory.AreRunsDone(lake.Journal); // asked before the sweep: what was written until then is swept
                bool hasRead = follower.Sweep(stop);
                if (hasRead && options.IsJson) errors.WriteLine($"{{\"progress\":\"collect\",\"done\":{follower.Report.Total.Lines}}}");
                if (!hasRead && (options.Until == FollowUntil.Idle || (options.Until == FollowUntil.RunsDone && areRunsDone)))
                {
                    if (options.IsMerging) upkeep.TryRun(stop);
                    break;
                }

                if (hasRead && options.Until != FollowUntil.Stopped) continue;
                if (options.IsMerging) upkeep.RunIfDue(stop);
                watch.Wait(stop);
                stop.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            exitCode = Cancelled;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or Lake.Native.DuckDBException or TimeoutException)
        {
            log.Error(e, "The collector stops");
            errors.WriteLine($"{e.Message} Nothing is lost: start the collector again when the cause is gone.");
            return Failed;
        }

        FollowReport report = follower.Report;
        log.Information("Ends with {Lines} lines, {Rows} rows, {Quarantined} refused, {Alarms} alarms", report.Total.Lines, report.Total.Rows, report.Total.Quarantined, report.Alarms.Count);
        output.Write(options.IsJson ? report.ToJson() + "\n" : report.ToText());
        output.Flush();
        return exitCode;
    }

    private static async Task CancelAtEndAsync(Stream input, CancellationTokenSource stop)
    {
        byte[] buffer = new byte[256];
        try
        {
            while (await input.ReadAsync(buffer, stop.Token).ConfigureAwait(false) > 0) { }
            await stop.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The program ended first.
        }
    }
}
