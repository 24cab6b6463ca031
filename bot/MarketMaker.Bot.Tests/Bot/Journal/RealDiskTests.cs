using MarketMaker.Bot.Journal;
using MarketMaker.Schemas.Events;

namespace MarketMaker.Bot.Tests.Bot.Journal;

/// <summary>A real disk that is really full or read-only.</summary>
public sealed class RealDiskTests : IDisposable
{
    private readonly List<IDisposable> _disks = [];

    public void Dispose() => _disks.ForEach(d => d.Dispose());

    [TmpfsFact]
    public void FullDisk_UnderDrop_IsWrittenToAgainWhenThereIsRoom()
    {
        Tmpfs disk = Mount("4m");
        disk.Fill(freeBytes: 300_000);
        using var bench = new JournalBench(o => o with { Overflow = OverflowPolicy.Drop, RingCapacity = 256, Disk = JournalDisk.Real }, Path.Combine(disk.Path, "run"));
        int emitted = 0;
        while (bench.Costs.LostEvents < 500)
        {
            bench.Emit(1);
            if (++emitted % 128 == 0) JournalBench.Await(() => bench.Costs.Depth < 128 || bench.Writer.State != JournalState.Ok);
        }

        Assert.Equal(JournalState.Dropping, bench.Writer.State);
        Assert.Contains("space", bench.Writer.LastFailure!.Message, StringComparison.Ordinal);
        disk.Free();
        JournalBench.Await(() => bench.Costs.Depth == 0);
        bench.Emit(100);
        bench.Writer.Complete();

        JournalContent.AssertAccountsFor(bench.Folder, emitted + 100);
        Assert.Equal(bench.Costs.LostEvents, JournalContent.Gaps(bench.Folder).Sum(g => g.To - g.From + 1));
        Assert.Equal(JournalState.Ok, bench.Writer.State);
        JournalContent.AssertFramesHold(bench.Folder);
    }

    [TmpfsFact]
    public void FullDisk_ForAShortTime_LosesNothing()
    {
        Tmpfs disk = Mount("4m");
        disk.Fill(freeBytes: 100_000);
        using var bench = new JournalBench(o => o with { Overflow = OverflowPolicy.Drop, Disk = JournalDisk.Real }, Path.Combine(disk.Path, "run"));
        bench.Emit(2000); // some 600 kB
        JournalBench.Await(() => bench.Writer.State == JournalState.Retrying);
        disk.Free();
        bench.Writer.Complete();
        JournalContent.AssertAccountsFor(bench.Folder, 2000);
        Assert.Equal(0, bench.Costs.LostEvents);
        JournalContent.AssertFramesHold(bench.Folder);
    }

    [TmpfsFact]
    public void ReadOnlyFolder_UntilItIsNot_HoldsTheEvents()
    {
        Tmpfs disk = Mount("4m");
        using var bench = new JournalBench(o => o with { Overflow = OverflowPolicy.Drop, Disk = JournalDisk.Real }, Path.Combine(disk.Path, "run"));
        disk.Remount("ro");
        bench.Emit(100);
        JournalBench.Await(() => bench.Writer.State == JournalState.Retrying);
        disk.Remount("rw");
        bench.Writer.Complete();
        JournalContent.AssertAccountsFor(bench.Folder, 100);
        Assert.Equal(["cost-000001.jsonl"], bench.Files());
    }

    private Tmpfs Mount(string size)
    {
        var disk = Tmpfs.Mount(size);
        _disks.Add(disk);
        return disk;
    }
}
