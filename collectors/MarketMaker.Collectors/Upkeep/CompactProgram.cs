using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MarketMaker.Collectors.Arguments;
using MarketMaker.Lake.Partitions;
using Serilog.Core;

namespace MarketMaker.Collectors.Upkeep;

/// <summary>The verb <c>compact</c>.</summary>
internal static class CompactProgram
{
    public const string Usage = """
        Usage: Collectors compact [--stream S] [--date YYYY-MM-DD] [--all] [--grace-s N] [--data DIR] [--json]
          --all        merge every partition into one file, whatever the sizes (default: where it pays)
          --grace-s    seconds that replaced files stay for readers in flight (default: 600)
        """;

    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(5);

    /// <returns>The process's exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, CancellationToken interrupt) =>
        LakeVerb.Run(errors, () =>
        {
            var options = VerbOptions.Parse(arguments, Usage, values: ["--stream", "--date", "--grace-s"], flags: ["--all"]);
            TimeSpan grace = options.Number("--grace-s", 0, 86_400) is { } seconds ? TimeSpan.FromSeconds(seconds) : PartitionSweep.DefaultGrace;
            var lake = options.Lake;
            using FileLock held = FileLock.Acquire(lake.RoleLock("collector"), LockTimeout, interrupt);
            var upkeep = new LakeUpkeep(lake, TimeProvider.System, new CompactionOptions { MinFiles = 2, IsWhole = options.Has("--all") }, grace, Logger.None);
            long start = Stopwatch.GetTimestamp();
            UpkeepReport report = upkeep.Run(options.Stream, options.Date("--date"), interrupt);
            output.Write(options.IsJson ? Json(report, Stopwatch.GetElapsedTime(start)) + "\n" : Text(report));
            return 0;
        });

    private static string Json(UpkeepReport report, TimeSpan elapsed) => JsonSerializer.Serialize(new
    {
        partitions = report.Merged.Select(m => new
        {
            stream = m.Stream, date = m.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), files = m.FilesBefore, rows = m.Rows,
            bytes_before = m.BytesBefore, bytes_after = m.BytesAfter, bytes_per_row = Math.Round((double)m.BytesAfter / Math.Max(1, m.Rows), 2),
        }),
        files_deleted = report.FilesDeleted,
        bytes_deleted = report.BytesDeleted,
        elapsed_ms = Math.Round(elapsed.TotalMilliseconds),
        peak_rss_bytes = PeakRssBytes(),
    });

    private static string Text(UpkeepReport report)
    {
        var text = new StringBuilder();
        foreach (CompactionResult m in report.Merged)
            text.Append(CultureInfo.InvariantCulture,
                $"{m.Stream} {m.Date:yyyy-MM-dd}: {m.FilesBefore} files → 1, {m.Rows:N0} rows, {m.BytesBefore:N0} → {m.BytesAfter:N0} bytes, {(double)m.BytesAfter / Math.Max(1, m.Rows):F1} bytes a row\n");
        if (report.Merged.Count == 0) text.Append("Nothing to merge.\n");
        return text.Append(CultureInfo.InvariantCulture, $"{report.FilesDeleted} replaced files deleted ({report.BytesDeleted:N0} bytes).\n").ToString();
    }

    private static long PeakRssBytes()
    {
        using Process self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}
