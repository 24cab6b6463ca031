namespace MarketMaker.Bot.Benchmarks.Journal;

/// <summary><c>journal [DIR] [ROUNDS]</c>: the journal writer's figures, each round beside its references, and the medians.</summary>
internal static class JournalReport
{
    private const int Events = 2_000_000;
    private const int IntentEvents = 600_000;
    private const int PacedEvents = 300_000;

    // Of the recorded tape of 35 minutes: 24,633 decisions, 13,708 order events, 347 executions.
    private static readonly (string Name, int Events, (int Intents, int Orders, int Executions) Mix)[] Kinds =
    [
        ("order_event", Events, (0, 1, 0)),
        ("execution", Events, (0, 0, 1)),
        ("order_intent", IntentEvents, (1, 0, 0)),
        ("mix 64:35:1", IntentEvents, (64, 35, 1)),
    ];

    private static readonly double[] PacesPerS = [10_000, 100_000];

    public static void Run(string[] args)
    {
        string parent = args.Length > 0 ? args[0] : Path.GetTempPath();
        int rounds = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 3;
        Console.WriteLine($"{rounds} rounds in {parent}, {Environment.ProcessorCount} processors; lines rolled at 64 MB and sealed with SHA-256 behind the writer");
        Console.WriteLine();
        Console.WriteLine("                  events/s  writer ns/event   events/s of    events/s       MB/s   bytes/  allocated   ratio to");
        Console.WriteLine("                            (its CPU time)    that CPU       till sealed            line    B/event    bare copy");
        foreach (var kind in Kinds) Throughput(parent, rounds, kind.Name, kind.Events, kind.Mix);
        Console.WriteLine();
        JsonWriter(parent, rounds);
        Console.WriteLine();
        Console.WriteLine("One Emit of an order_intent under Drop, clock reads included   p50      p99    p99.9      max ns   (two clock reads: p50, p99)");
        foreach (double pace in PacesPerS) Latency(parent, rounds, pace);
    }

    private static void Throughput(string parent, int rounds, string name, int events, (int Intents, int Orders, int Executions) mix)
    {
        var results = new List<(ThroughputResult Journal, double CopyNs)>();
        for (int round = 0; round < rounds; round++)
        {
            ThroughputResult journal = InFolder(parent, folder => JournalThroughput.Run(folder, events, mix));
            double copyNs = InFolder(parent, folder => References.CopyNs(folder, events, (int)journal.BytesPerLine));
            results.Add((journal, copyNs));
        }

        double Median(Func<(ThroughputResult Journal, double CopyNs), double> of) => results.Select(of).Order().ElementAt(rounds / 2);
        Console.WriteLine(
            $"{name,-14} {Median(r => r.Journal.EventsPerS),11:N0} {Median(r => r.Journal.WriterNsPerEvent),16:N0} {Median(r => 1e9 / r.Journal.WriterNsPerEvent),13:N0} "
            + $"{Median(r => r.Journal.SealedEventsPerS),13:N0} {Median(r => r.Journal.MbPerS),10:N0} {Median(r => r.Journal.BytesPerLine),8:N0} {Median(r => r.Journal.AllocatedPerEvent),10:N3} "
            + $"{Median(r => r.Journal.WriterNsPerEvent / r.CopyNs),10:N2}");
    }

    private static void JsonWriter(string parent, int rounds)
    {
        var ratios = new List<(double JsonNs, double JournalNs)>();
        for (int round = 0; round < rounds; round++)
        {
            double journalNs = InFolder(parent, folder => JournalThroughput.Run(folder, Events, (0, 1, 0))).WriterNsPerEvent;
            ratios.Add((InFolder(parent, folder => References.JsonWriterNs(folder, Events)), journalNs));
        }

        double json = ratios.Select(r => r.JsonNs).Order().ElementAt(rounds / 2);
        double ratio = ratios.Select(r => r.JsonNs / r.JournalNs).Order().ElementAt(rounds / 2);
        Console.WriteLine($"Utf8JsonWriter, the same order_event into one file, no digest: {json:N0} ns/event, {ratio:N2} times the writer thread's time.");
    }

    private static void Latency(string parent, int rounds, double pace)
    {
        var results = Enumerable.Range(0, rounds).Select(_ => InFolder(parent, folder => ProducerLatency.Run(folder, PacedEvents, pace))).ToList();
        long Median(Func<LatencyHistogram, long> of) => results.Select(r => of(r.Emit)).Order().ElementAt(rounds / 2);
        long Clock(double probability) => results.Select(r => r.Clock.Quantile(probability)).Order().ElementAt(rounds / 2);
        Console.WriteLine(
            $"  at {pace,9:N0} events/s                                   {Median(h => h.Quantile(0.5)),8:N0} {Median(h => h.Quantile(0.99)),8:N0} {Median(h => h.Quantile(0.999)),8:N0} "
            + $"{Median(h => h.MaxNs),11:N0}   ({Clock(0.5):N0}, {Clock(0.99):N0})   lost {results.Sum(r => r.Lost):N0}, allocated {results.Sum(r => r.AllocatedBytes):N0} B in all rounds");
    }

    private static T InFolder<T>(string parent, Func<string, T> run)
    {
        string folder = Directory.CreateDirectory(Path.Combine(parent, "mm-journal-bench-" + Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            return run(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
