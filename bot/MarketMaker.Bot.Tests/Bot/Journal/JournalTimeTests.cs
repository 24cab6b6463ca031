using MarketMaker.Bot.Journal;

namespace MarketMaker.Bot.Tests.Bot.Journal;

/// <summary>What the journal does by time: force bytes to the disk, rest between attempts, roll files; and that a clock set back harms none of it.</summary>
public sealed class JournalTimeTests
{
    [Fact]
    public void EveryEvent_WhatLeftTheQueue_IsForcedToTheDevice()
    {
        using var bench = new JournalBench(o => o with { Fsync = FsyncPolicy.EveryEvent });
        for (int i = 0; i < 20; i++)
        {
            bench.EmitAndAwait(7);
            Assert.Equal(new FileInfo(Path.Combine(bench.Folder, "cost-000001.open")).Length, bench.Disk.Synced["cost-000001.open"]);
        }
    }

    [Fact]
    public void EveryEvent_WhileForcingFails_KeepsTheEventsQueuedAndWritesNoneTwice()
    {
        using var bench = new JournalBench(o => o with { Fsync = FsyncPolicy.EveryEvent });
        int refused = 0;
        bench.Disk.Fails = (call, _) => call == "sync" && refused++ < 4;
        bench.Emit(3);
        bench.Disk.AwaitFailure();
        bench.Writer.Complete();
        Assert.Equal(4, bench.Writer.Failures);
        JournalContent.AssertAccountsFor(bench.Folder, 3);
        Assert.Equal(["cost-000001.jsonl"], bench.Files());
    }

    [Fact]
    public void EveryEvent_OfAFileGivenUp_IsForcedBeforeItsEventsLeaveTheQueue()
    {
        using var bench = new JournalBench(o => o with { Fsync = FsyncPolicy.EveryEvent });
        bench.EmitAndAwait(3);
        int writes = 0;
        bench.Disk.WriteArrives = (_, length) => writes++ == 0 ? length - 1 : null;
        bench.EmitAndAwait(500);
        Assert.Equal(JournalContent.Seqs(bench.Folder), Enumerable.Range(1, 503).Select(i => (long)i));
        long onDevice = bench.Disk.Synced["cost-000001.open"] + bench.Disk.Synced.GetValueOrDefault("cost-000002.open");
        Assert.True(onDevice >= JournalPath.Of(bench.Folder, "cost").Sum(p => new FileInfo(p.File).Length), $"{onDevice} bytes forced");
    }

    [Fact]
    public void Interval_ForcesOnlyWhenItHasPassed()
    {
        var clock = new ManualClock();
        using var bench = new JournalBench(o => o with { Fsync = FsyncPolicy.Interval, FsyncInterval = TimeSpan.FromSeconds(5) }, clock: clock);
        bench.EmitAndAwait(10);
        clock.Advance(TimeSpan.FromSeconds(4));
        bench.EmitAndAwait(10);
        Assert.Empty(bench.Disk.Synced);
        clock.Advance(TimeSpan.FromSeconds(1));
        long length = new FileInfo(Path.Combine(bench.Folder, "cost-000001.open")).Length;
        JournalBench.Await(() => bench.Disk.Synced.GetValueOrDefault("cost-000001.open") == length);
    }

    [Fact]
    public void None_ForcesNothing()
    {
        using var bench = new JournalBench();
        bench.Emit(100);
        bench.Writer.Complete();
        Assert.Empty(bench.Disk.Synced);
    }

    [Fact]
    public void Retry_RestsUntilItIsDue()
    {
        var clock = new ManualClock();
        using var bench = new JournalBench(o => o with { FailureWait = TimeSpan.FromHours(1) }, clock: clock);
        bench.Disk.WriteArrives = (path, _) => path.StartsWith("cost", StringComparison.Ordinal) ? 0 : null;
        bench.Emit(1);
        JournalBench.Await(() => bench.Writer.Failures == 1);
        for (int failures = 1; failures < 5; failures++)
        {
            bench.EmitSignals(100); // the writer comes by, often, and does not try again
            Assert.Equal(failures, bench.Writer.Failures);
            clock.Advance(RetryDelay.After(failures));
            JournalBench.Await(() => bench.Writer.Failures == failures + 1);
        }

        bench.Disk.Heal();
        clock.Advance(TimeSpan.FromSeconds(1));
        bench.Writer.Complete();
        JournalContent.AssertAccountsFor(bench.Folder, 1);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 40)]
    [InlineData(7, 640)]
    [InlineData(8, 1000)]
    [InlineData(1_000_000, 1000)]
    public void RetryDelay_DoublesUpToASecond(int failures, int expectedMs) =>
        Assert.Equal(TimeSpan.FromMilliseconds(expectedMs), RetryDelay.After(failures));

    [Fact]
    public void Emit_WithTheClockSetBackTenMinutes_NeitherLosesNorRollsAgain()
    {
        var clock = new ManualClock();
        using var bench = new JournalBench(o => o with { IsRolledHourly = true }, clock: clock);
        bench.EmitAt(3599); // hour 0
        bench.EmitAt(3600, 3601); // hour 1
        JournalBench.Await(() => bench.Costs.Depth == 0);
        clock.SetWall(TimeSpan.FromMinutes(-10));
        for (int second = 3001; second <= 3700; second++) bench.EmitAt(second); // back in hour 0, and through the turn again
        bench.EmitAt(7200); // hour 2
        bench.Writer.Complete();

        Assert.Equal(3, bench.Files().Length);
        Assert.Equal([1L, 702L, 1L], JournalPath.Of(bench.Folder, "cost").Select(p => File.ReadLines(p.File).LongCount() - 2));
        JournalContent.AssertAccountsFor(bench.Folder, 704);
        Assert.Equal(3, JournalContent.AssertFramesHold(bench.Folder));
    }
}
