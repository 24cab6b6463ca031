using System.Text;
using MarketMaker.Bot.Journal;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.Tests.Bot.Journal;

/// <summary>Writes that fail: nothing is lost while there is room, what is lost is known, and the other streams go on.</summary>
public sealed class FailingWriteTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(150)]
    [InlineData(5000)]
    public void Write_TornAfterSomeBytes_PutsWhatIsMissingIntoANewFile(int arrive)
    {
        using var bench = new JournalBench();
        bench.EmitAndAwait(3);
        int failures = 0;
        bench.Disk.WriteArrives = (path, _) => path.StartsWith("cost", StringComparison.Ordinal) && failures++ == 0 ? arrive : null;
        bench.Emit(1000);
        bench.Writer.Complete();

        JournalContent.AssertAccountsFor(bench.Folder, 1003);
        Assert.Empty(JournalContent.Gaps(bench.Folder));
        Assert.Equal(1, bench.Writer.Failures);
        Assert.Equal(["cost-000001.jsonl", "cost-000002.jsonl"], bench.Files());
        Assert.Equal(1, JournalContent.AssertFramesHold(bench.Folder)); // nobody vouches for the torn one
        Assert.Equal(JournalState.Ok, bench.Writer.State);
    }

    [Fact]
    public void Write_FailingUnderDrop_LosesTheExactRangeAndGoesOnByItself()
    {
        using var bench = new JournalBench(o => o with { Overflow = OverflowPolicy.Drop, RingCapacity = 64 });
        bench.EmitAndAwait(10);
        bench.Disk.WriteArrives = (_, _) => 0;
        bench.Emit(1);
        bench.Disk.AwaitFailure();
        JournalBench.Await(() => bench.Writer.State == JournalState.Retrying);
        Assert.Equal(0, bench.Costs.LostEvents);

        bench.Emit(63); // the ring is full with these: 11 … 74
        bench.Emit(26, second: 7); // and 75 … 100 are lost
        Assert.Equal((JournalState.Dropping, 26L), (bench.Writer.State, bench.Costs.LostEvents));

        bench.Disk.Heal();
        JournalBench.Await(() => bench.Costs.Depth == 0);
        bench.Costs.ReportLoss();
        JournalBench.Await(() => bench.Writer.State == JournalState.Ok);
        bench.Emit(5, second: 9);
        bench.Writer.Complete();

        Assert.Equal([(75L, 100L)], JournalContent.Gaps(bench.Folder));
        JournalContent.AssertAccountsFor(bench.Folder, 105);
        var gap = JournalContent.Lines(bench.Folder, "telemetry_gap").Single();
        Assert.Equal("1970-01-01T00:00:07.000000Z", gap.GetProperty("@t").GetString()); // the last lost one's, not that of the report
        Assert.StartsWith("journal queue full", gap.GetProperty("cause").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_FailingForOneStream_LeavesTheOthersTheirPace()
    {
        using var bench = new JournalBench(o => o with { Overflow = OverflowPolicy.Drop, RingCapacity = 64 });
        bench.Disk.WriteArrives = (path, _) => path.StartsWith("cost", StringComparison.Ordinal) ? 0 : null;
        bench.Emit(100);
        bench.Disk.AwaitFailure();
        bench.EmitSignals(1000);
        Assert.True(bench.Costs.Depth > 0);
        bench.Disk.Heal();
        bench.Writer.Complete();
        JournalContent.AssertAccountsFor(bench.Folder, 1000, "signal");
        JournalContent.AssertAccountsFor(bench.Folder, 100);
    }

    [Fact]
    public void Write_FailingForGoodUnderWait_StopsTheProducerWithTheCause()
    {
        using var bench = new JournalBench(o => o with { RingCapacity = 4, FailureWait = TimeSpan.Zero });
        bench.EmitAndAwait(2);
        bench.Disk.WriteArrives = (_, _) => 0;
        JournalFailedException failure = Assert.Throws<JournalFailedException>(() => bench.Emit(100));
        Assert.Contains("fails after 0", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Free the disk and run again", failure.Message, StringComparison.Ordinal);
        Assert.Equal([1L, 2L], JournalContent.Seqs(bench.Folder));
    }

    [Fact]
    public void Write_FailingForAWhileUnderWait_HoldsTheProducerAndLosesNothing()
    {
        using var bench = new JournalBench(o => o with { RingCapacity = 4 });
        int attempts = 0;
        bench.Disk.WriteArrives = (_, _) => attempts++ < 5 ? 0 : null;
        bench.Emit(100);
        bench.Writer.Complete();
        Assert.Equal(5, bench.Writer.Failures);
        JournalContent.AssertAccountsFor(bench.Folder, 100);
        Assert.Equal(["cost-000001.jsonl"], bench.Files()); // attempts that left no event left no file
    }

    [Fact]
    public void Complete_WhileNothingCanBeWrittenUnderDrop_SaysSoAfterItsWait()
    {
        using var bench = new JournalBench(o => o with { Overflow = OverflowPolicy.Drop, FailureWait = TimeSpan.FromMilliseconds(20) });
        bench.Disk.WriteArrives = (_, _) => 0;
        bench.Emit(3);
        Assert.Throws<JournalFailedException>(bench.Writer.Complete);
    }

    [Fact]
    public void Create_FailingAtARoll_KeepsTheSealedFileAndRecovers()
    {
        using var bench = new JournalBench(o => o with { MaxFileBytes = 2000 });
        int refused = 0;
        bench.Disk.Fails = (call, path) => call == "create" && path == "cost-000002.open" && refused++ < 3;
        bench.Emit(40);
        bench.Writer.Complete();
        JournalContent.AssertAccountsFor(bench.Folder, 40);
        Assert.Equal(3, bench.Writer.Failures);
        Assert.Equal(bench.Files().Length, JournalContent.AssertFramesHold(bench.Folder));
    }

    [Fact]
    public void Move_FailingAtTheSeal_LeavesTheFileItsName()
    {
        using var bench = new JournalBench();
        bench.Disk.Fails = (call, _) => call == "move";
        bench.Emit(5);
        bench.Writer.Complete();
        Assert.Equal(["cost-000001.open"], bench.Files());
        Assert.Equal(1, JournalContent.AssertFramesHold(bench.Folder)); // its trailer is there
    }

    [Fact]
    public void Trailer_TornByAFullDisk_LosesNoEvent()
    {
        using var bench = new JournalBench();
        bench.EmitAndAwait(5);
        bench.Disk.WriteArrives = (_, _) => 10;
        bench.Writer.Complete();
        JournalContent.AssertAccountsFor(bench.Folder, 5);
        Assert.Equal(["cost-000001.jsonl"], bench.Files());
        Assert.Equal(0, JournalContent.AssertFramesHold(bench.Folder));
    }

    [Fact]
    public void Emit_AnEventThatHasNoTextUnderDrop_LosesThatOneOnly()
    {
        using var bench = new JournalBench(o => o with { Overflow = OverflowPolicy.Drop });
        bench.EmitAndAwait(2);
        bench.Costs.Emit(new Cost { Envelope = new Envelope { Time = new UtcMicros(-1) } });
        bench.Emit(2);
        bench.Writer.Complete();
        Assert.Equal([(3L, 3L)], JournalContent.Gaps(bench.Folder));
        JournalContent.AssertAccountsFor(bench.Folder, 5);
        Assert.Equal(1, bench.Costs.LostEvents);
    }

    [Fact]
    public void Emit_WhileFailingAndWhileDropping_AllocatesNothing()
    {
        using var bench = new JournalBench(o => o with { Overflow = OverflowPolicy.Drop, RingCapacity = 1024 });
        bench.EmitAndAwait(1000);
        bench.Disk.WriteArrives = (_, _) => 0;
        bench.Emit(1);
        bench.Disk.AwaitFailure();

        Cost cost = JournalBench.At(1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 5000; i++) bench.Costs.Emit(in cost);
        bench.Costs.ReportLoss();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal((0L, 1 + 5000 - 1024), (allocated, bench.Costs.LostEvents));

        bench.Disk.Heal();
        JournalBench.Await(() => bench.Costs.Depth == 0);
        before = GC.GetAllocatedBytesForCurrentThread();
        bench.Costs.Emit(in cost); // reports the loss too
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        bench.Writer.Complete();
        JournalContent.AssertAccountsFor(bench.Folder, 6002);
    }

    [Fact]
    public void Lines_AfterAFault_AreTheBytesTheyWouldHaveBeen()
    {
        Assert.Equal(Journal(_ => { }), Journal(disk =>
        {
            int writes = 0;
            disk.WriteArrives = (_, length) => ++writes % 3 == 0 ? length / 2 : null;
        }));

        static string Journal(Action<FaultyDisk> disturb)
        {
            using var bench = new JournalBench(o => o with { RingCapacity = 32 });
            disturb(bench.Disk);
            for (int i = 1; i <= 300; i++) bench.Costs.Emit(JournalBench.At(i));
            bench.Disk.Heal();
            bench.Writer.Complete();
            return string.Concat(JournalPath.Of(bench.Folder, "cost").SelectMany(p => JournalLines.Complete(p.File))
                .Select(l => Encoding.UTF8.GetString(l.Span)).Where(l => l.Contains("\"seq\":", StringComparison.Ordinal)));
        }
    }
}
