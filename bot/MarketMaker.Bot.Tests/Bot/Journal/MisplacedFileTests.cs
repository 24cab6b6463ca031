using MarketMaker.Bot.Journal;
using MarketMaker.Schemas.Events;

namespace MarketMaker.Bot.Tests.Bot.Journal;

/// <summary>Files deleted, moved or cut under the writer.</summary>
public sealed class MisplacedFileTests
{
    [Fact]
    public void File_DeletedWhileItGrows_GoesOnInACopyWithTheSameIdentity()
    {
        using var bench = new JournalBench();
        bench.EmitAndAwait(10);
        string first = bench.Files().Single();
        string header = File.ReadLines(Path.Combine(bench.Folder, first)).First();
        File.Delete(Path.Combine(bench.Folder, first));
        JournalBench.Await(() => bench.Files().SequenceEqual(["cost-000002.open"])); // noticed without any further event
        Assert.Equal(header, File.ReadLines(Path.Combine(bench.Folder, "cost-000002.open")).First());

        bench.Emit(10);
        bench.Writer.Complete();
        JournalContent.AssertAccountsFor(bench.Folder, 20);
        Assert.Equal(["cost-000002.jsonl"], bench.Files());
        Assert.Equal(1, JournalContent.AssertFramesHold(bench.Folder)); // the trailer's digest is over all of it
        Assert.Empty(JournalContent.Gaps(bench.Folder));
        Assert.Equal(0, bench.Writer.Failures);
    }

    [Fact]
    public void File_DeletedJustBeforeTheEnd_IsCopiedByTheSealer()
    {
        using var bench = new JournalBench();
        bench.EmitAndAwait(10);
        File.Delete(Path.Combine(bench.Folder, bench.Files().Single()));
        bench.Writer.Complete();
        JournalContent.AssertAccountsFor(bench.Folder, 10);
        Assert.Equal(1, JournalContent.AssertFramesHold(bench.Folder));
    }

    [Fact]
    public void File_MovedAway_GoesOnInACopy()
    {
        using var bench = new JournalBench();
        bench.EmitAndAwait(10);
        File.Move(Path.Combine(bench.Folder, "cost-000001.open"), Path.Combine(bench.Folder, "taken"));
        JournalBench.Await(() => bench.Files().Length == 1);
        bench.Emit(1);
        bench.Writer.Complete();
        JournalContent.AssertAccountsFor(bench.Folder, 11);
    }

    [Fact]
    public void Folder_DeletedWithEverythingInIt_IsMadeAgainWithWhatTheWriterHolds()
    {
        using var bench = new JournalBench();
        bench.EmitAndAwait(10);
        Directory.Delete(bench.Folder, recursive: true);
        bench.Emit(10);
        bench.Writer.Complete();
        JournalContent.AssertAccountsFor(bench.Folder, 20);
    }

    [Fact]
    public void Copy_ThatCannotBeWrittenYet_IsTriedAgainAndHoldsTheStreamMeanwhile()
    {
        using var bench = new JournalBench(o => o with { Overflow = OverflowPolicy.Drop });
        bench.EmitAndAwait(10);
        bench.Disk.Fails = (call, path) => call == "create" && path.EndsWith(".part", StringComparison.Ordinal);
        File.Delete(Path.Combine(bench.Folder, "cost-000001.open"));
        bench.Disk.AwaitFailure();
        JournalBench.Await(() => bench.Writer.State == JournalState.Retrying);
        bench.Emit(10);
        bench.Disk.Heal();
        bench.Writer.Complete();
        JournalContent.AssertAccountsFor(bench.Folder, 20);
        Assert.True(bench.Writer.Failures > 0);
    }

    [Fact]
    public void File_CutByAnotherProgram_ReportsExactlyWhatItLost()
    {
        using var bench = new JournalBench(o => o with { Overflow = OverflowPolicy.Drop });
        bench.EmitAndAwait(10);
        string file = Path.Combine(bench.Folder, "cost-000001.open");
        string[] lines = File.ReadAllLines(file);
        using (FileStream cut = new(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
            cut.SetLength(lines[..5].Sum(l => l.Length + 1) + 7); // the header, four events, and a bit
        JournalBench.Await(() => bench.Costs.LostEvents > 0);
        bench.Emit(10);
        bench.Writer.Complete();
        Assert.Equal([(5L, 10L)], JournalContent.Gaps(bench.Folder));
        JournalContent.AssertAccountsFor(bench.Folder, 20);
        Assert.Equal(6, bench.Costs.LostEvents);
    }

    [Fact]
    public void Open_AfterAKillInTheMiddleOfARescue_KeepsWhatTheCopyHas()
    {
        using var folder = new TemporaryFolder();
        using (var bench = new JournalBench(folder: folder.Path))
        {
            bench.Emit(10);
            bench.Writer.Complete();
        }

        File.Move(folder.File("cost-000001.jsonl"), folder.File("cost-000001.part"));
        using var next = new JournalBench(folder: folder.Path);
        next.Emit(12); // ten of them are there
        next.Writer.Complete();
        JournalContent.AssertAccountsFor(folder.Path, 12);
    }
}
