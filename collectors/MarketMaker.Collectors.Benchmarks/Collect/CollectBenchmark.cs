using System.Globalization;

namespace MarketMaker.Collectors.Benchmarks.Collect;

/// <summary>The collector, without the merging it does later, beside DuckDB's own reader, in turn, each a process of its own on the same file and the same number of threads.</summary>
internal static class CollectBenchmark
{
    public const string Usage = """
        Usage: Benchmarks collect JOURNAL_FILE [--mb N] [--threads N] [--rounds N]
          JOURNAL_FILE   a sealed order_intent journal file of a real replay; it is repeated, renumbered and moved on in time
          --mb           size of the journal that is collected (default 512)
          --threads      threads of both (default: all)
          --rounds       pairs after one that is not counted (default 5)
        """;

    public static int Run(string[] arguments)
    {
        if (arguments.Length == 0 || !File.Exists(arguments[0]))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        long megabytes = Option("--mb", 512);
        int threads = (int)Option("--threads", Environment.ProcessorCount);
        int rounds = (int)Option("--rounds", 5);
        string data = Directory.CreateTempSubdirectory("mm-collect-").FullName;
        try
        {
            string journal = Path.Combine(data, "journal", "run", "order_intent-000001.jsonl");
            (long bytes, long lines) = LongJournal.Write(arguments[0], journal, megabytes * 1_000_000);
            Console.WriteLine($"{bytes / 1e6:N0} MB, {lines:N0} lines of {bytes / lines:N0} bytes; {threads} threads each; {Environment.ProcessorCount} processors");
            var ours = new List<MeasuredProcess>();
            var theirs = new List<MeasuredProcess>();
            for (int round = 0; round <= rounds; round++)
            {
                MeasuredProcess collector = Collector(data, threads);
                MeasuredProcess reference = MeasuredProcess.Run(
                    [Environment.ProcessPath!, typeof(CollectBenchmark).Assembly.Location, "reference", journal, Path.Combine(data, "reference.parquet"), $"{threads}"], threads);
                Console.WriteLine($"{(round == 0 ? "warm-up " : $"pair {round}  ")} collector {collector}   read_json {reference}   ratio {reference.WallS / collector.WallS:0.00}");
                if (round == 0) continue;
                ours.Add(collector);
                theirs.Add(reference);
            }

            Report(bytes, lines, ours, theirs, data);
            return 0;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }

        long Option(string name, long value) => Array.IndexOf(arguments, name) is > 0 and var i && i + 1 < arguments.Length
            ? long.Parse(arguments[i + 1], CultureInfo.InvariantCulture)
            : value;
    }

    private static MeasuredProcess Collector(string data, int threads)
    {
        foreach (string written in (string[])["lake", "logs", "locks"])
            if (Directory.Exists(Path.Combine(data, written))) Directory.Delete(Path.Combine(data, written), recursive: true);
        return MeasuredProcess.Run(
            [Environment.ProcessPath!, Path.Combine(AppContext.BaseDirectory, "MarketMaker.Collectors.dll"), "follow", "--data", data, "--until-idle", "--no-merge"], threads);
    }

    private static void Report(long bytes, long lines, List<MeasuredProcess> ours, List<MeasuredProcess> theirs, string data)
    {
        double parquet = Directory.EnumerateFiles(Path.Combine(data, "lake"), "*.parquet", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
        double wall = Median(ours.Select(o => o.WallS));
        double cpu = Median(ours.Select(o => o.CpuS));
        Console.WriteLine($"collector  {bytes / 1e6 / wall,6:N0} MB/s, {bytes / 1e6 / cpu,6:N0} MB/s a core, {ours.Max(o => o.PeakMb):N0} MB memory, {parquet / lines:0.0} bytes a row in Parquet");
        Console.WriteLine($"read_json  {bytes / 1e6 / Median(theirs.Select(t => t.WallS)),6:N0} MB/s, {bytes / 1e6 / Median(theirs.Select(t => t.CpuS)),6:N0} MB/s a core, {theirs.Max(t => t.PeakMb):N0} MB memory");
        Console.WriteLine($"Speed over read_json, median of pairs: {Median(ours.Zip(theirs, (o, t) => t.WallS / o.WallS)):0.00} in time, {Median(ours.Zip(theirs, (o, t) => t.CpuS / o.CpuS)):0.00} in processor time");
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
