using MarketMaker.Bot.Journal;

namespace MarketMaker.Bot.Tests.Bot.Journal;

/// <summary>Whatever fails when: what stands on disk and what is reported lost are together every position, each once, in order.</summary>
public sealed class RandomFaultTests
{
    private const int Events = 2000;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 16)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Journal_UnderRandomFaults_AccountsForEveryPosition(int seed)
    {
        var random = new Random(seed); // of the producer's thread
        var diskRandom = new Random(seed + 1000); // of the journal's threads, one at a time
        var drawing = new Lock();
        OverflowPolicy overflow = seed % 3 == 0 ? OverflowPolicy.Wait : OverflowPolicy.Drop;
        FsyncPolicy fsync = seed % 4 == 0 ? FsyncPolicy.EveryEvent : FsyncPolicy.None;
        using var bench = new JournalBench(o => o with
        {
            Overflow = overflow, Fsync = fsync, RingCapacity = 16 << (seed % 4), MaxFileBytes = 8000 << (seed % 5), IsRolledHourly = seed % 2 == 0,
        });
        int outage = 0;
        bench.Disk.WriteArrives = (_, length) =>
        {
            if (outage > 0) outage--;
            else if (diskRandom.Next(15) == 0) outage = diskRandom.Next(3);
            else return null;
            return diskRandom.Next(2) == 0 ? 0 : diskRandom.Next(length + 1);
        };
        bench.Disk.Fails = (call, path) =>
        {
            // A file that is ended but kept its name is nobody's any more: if it were deleted, that would be a loss.
            if (call == "move" && path.EndsWith(".open", StringComparison.Ordinal)) return false;
            lock (drawing) return random.Next(20) == 0;
        };

        for (int i = 1; i <= Events; i++)
        {
            int action;
            lock (drawing) action = random.Next(200);
            bench.EmitAt(i * 3); // some hours
            if (action == 0) DeleteAnOpenFile(bench);
            else if (action < 40) JournalBench.Await(() => bench.Costs.Depth < 8 || bench.Writer.Faults.IsFailing);
        }

        bench.Disk.Heal();
        bench.Writer.Complete();
        JournalContent.AssertAccountsFor(bench.Folder, Events);
        Assert.True(bench.Writer.Failures > 0);
        if (overflow == OverflowPolicy.Wait) Assert.Equal(0, bench.Costs.LostEvents);
        if (fsync == FsyncPolicy.None) JournalContent.AssertFramesHold(bench.Folder);
    }

    private static void DeleteAnOpenFile(JournalBench bench)
    {
        foreach (string file in Directory.EnumerateFiles(bench.Folder, "cost-*.open").ToArray()) File.Delete(file);
    }
}
