using System.Diagnostics;
using MarketMaker.Collectors.Tests.Lake;
using MarketMaker.Lake.Partitions;

namespace MarketMaker.Collectors.Tests.JournalCollector;

/// <summary>The collector killed without warning while a journal grows: the lake ends as if nothing had happened.</summary>
public sealed class KillTests
{
    private const int Seed = 20_251_121;
    private const int Kills = 8;
    private const int LinesPerStep = 400;

    [Fact]
    public async Task Follow_KilledAtManyPoints_LoadsEveryEventOnce()
    {
        using var disturbed = new TempLake();
        using var undisturbed = new TempLake();
        var random = new Random(Seed);
        TestJournal[] journals = [new(disturbed.Directory.Journal), new(undisturbed.Directory.Journal)];
        long seq = 1;
        int hits = 0;

        void Grow()
        {
            // One line in a hundred is bad, and the last one is cut off until the next step completes it.
            string lines = string.Concat(Enumerable.Range(0, LinesPerStep).Select(i => i % 100 == 50 ? $"{{\"@t\":\"2025-09-04T20:00:00.000000Z\",\"bad\":{i}\n" : Intents.Line(seq++)));
            foreach (TestJournal journal in journals) journal.Append(lines);
        }

        for (int kill = 0; kill < Kills; kill++)
        {
            Grow();
            using Process collector = CollectorProcess.Start(disturbed.Directory.Data, "--json");
            _ = collector.StandardOutput.ReadToEndAsync();
            _ = collector.StandardError.ReadToEndAsync();
            // From the moment it has begun to write in the lake, after a random number of further looks: sometimes before the batch
            // is published, sometimes between its files, sometimes after.
            await UntilBusyAsync(disturbed, collector, random.Next(0, 12));
            Grow();
            if (!collector.HasExited) hits++;
            collector.Kill();
            await collector.WaitForExitAsync();
        }

        foreach (TestJournal journal in journals) journal.Seal();
        foreach (TempLake lake in (TempLake[])[disturbed, undisturbed])
        {
            (int exitCode, string output, string errors) = await CollectorProcess.RunAsync(lake.Directory.Data, "--until-idle", "--json");
            Assert.True(exitCode == 0, errors + output);
            Assert.Contains("\"alarms\":[]", output, StringComparison.Ordinal);
        }

        long written = seq - 1;
        long bad = Kills * 2 * LinesPerStep / 100;
        Assert.Equal(Kills * 2 * LinesPerStep, written + bad);
        Assert.True(hits == Kills, $"seed {Seed}: {hits} of {Kills} kills hit a running collector");
        foreach (TempLake lake in (TempLake[])[disturbed, undisturbed])
        {
            Assert.Equal([written, written, 1L, written], lake.Query("SELECT count(*), count(DISTINCT seq), min(seq), max(seq) FROM order_intent")[0].Select(v => (long)v!));
            Assert.Equal([bad, bad], lake.Query("SELECT count(*), count(DISTINCT source_byte_offset) FROM quarantine")[0].Select(v => (long)v!));
        }

        foreach (string stream in (string[])["order_intent", "quarantine"])
            Assert.Equal(Hash(undisturbed, stream), Hash(disturbed, stream));
    }

    private static string Hash(TempLake lake, string stream) =>
        ContentHash.Sum(LakeSnapshot.Read(lake.Directory).Files(stream, null, null).Select(f => f.ContentHash));

    private static async Task UntilBusyAsync(TempLake lake, Process collector, int looks)
    {
        DateTime before = Newest(lake);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!collector.HasExited && Newest(lake) == before) await poll.WaitForNextTickAsync();
        for (int i = 0; i < looks && !collector.HasExited; i++) await poll.WaitForNextTickAsync();
    }

    private static DateTime Newest(TempLake lake)
    {
        try
        {
            return !Directory.Exists(lake.Directory.Progress)
                ? default
                : new DirectoryInfo(lake.Directory.Progress).EnumerateFiles().Select(f => f.LastWriteTimeUtc).DefaultIfEmpty().Max();
        }
        catch (IOException)
        {
            return default; // renamed while we looked
        }
    }
}
