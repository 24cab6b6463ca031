using MarketMaker.Collectors.JournalCollector;
using MarketMaker.Collectors.Tests.JournalCollector;
using MarketMaker.Collectors.Tests.Lake.Native;
using MarketMaker.Lake.Native;
using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;
using Serilog;
using Xunit.Abstractions;

namespace MarketMaker.Collectors.Tests.Lake.Tables;

/// <summary>An event is seen by a reader once its line is whole: in the lake or in the tail, never in both, never in neither.</summary>
public sealed class LiveTailTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public void Load_NothingCollected_ShowsWholeLinesOnly()
    {
        new TestJournal(_lake.Directory.Journal).Append(Intents.Lines(1, 3) + Intents.Line(4)[..60]);
        Assert.Equal([1L, 2L, 3L], Seen());
    }

    [Fact]
    public void Load_HalfCollected_ShowsTheRestAfterIt()
    {
        var journal = new TestJournal(_lake.Directory.Journal);
        journal.Append(Intents.Lines(1, 3));
        Collect();
        journal.Append(Intents.Lines(4, 6)).Seal();
        Assert.Equal([1L, 2L, 3L, 4L, 5L, 6L], Seen());
        Collect();
        Assert.Empty(LiveTail.Read(_lake.Directory).Of("order_intent"));
        Assert.Equal([1L, 2L, 3L, 4L, 5L, 6L], Seen());
    }

    [Fact]
    public void Load_CopyOfACollectedFile_ShowsNothingTwice()
    {
        var journal = new TestJournal(_lake.Directory.Journal);
        journal.Append(Intents.Lines(1, 5)).Seal();
        Collect();
        new TestJournal(_lake.Directory.Journal, runKey: "shipped", fileUuid: "other-id").Append(Intents.Lines(3, 7));
        Assert.Equal([1L, 2L, 3L, 4L, 5L, 6L, 7L], Seen());
    }

    [Fact]
    public void Load_LineThatWillBeRefused_IsNotShown()
    {
        new TestJournal(_lake.Directory.Journal).Append(Intents.Line(1) + "{\"oops\n" + Intents.Changed(2, "side", "\"sideways\"") + Intents.Line(3));
        Assert.Equal([1L, 3L], Seen());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Load_WriterCollectorAndReaderAtRandom_ShowsEveryEventOnce(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        TestJournal[] journals = [New(0), New(1)];
        long[] written = [0, 0];
        int[] files = [1, 1];
        for (int step = 0; step < 60; step++)
        {
            Disturb();
            long[] before = [.. written];
            LiveTail tail = LiveTail.Read(_lake.Directory);
            Disturb();
            LakeSnapshot snapshot = LakeSnapshot.Read(_lake.Directory);
            Disturb();
            foreach (IGrouping<string, long> run in Rows(tail, snapshot).GroupBy(r => r.Run, r => r.Seq))
            {
                int i = run.Key == "run-0" ? 0 : 1;
                long[] seqs = [.. run.Order()];
                Assert.Equal(Enumerable.Range(1, seqs.Length).Select(s => (long)s), seqs);
                Assert.InRange(seqs.Length, before[i], written[i]);
                before[i] = 0;
            }

            Assert.All(before, missing => Assert.Equal(0, missing)); // a run that was not seen at all had nothing to see
        }

        TestJournal New(int i, int index = 1) => new(_lake.Directory.Journal, runKey: $"run-{i}", run: $"run-{i}", index: index, fileUuid: $"file-{i}-{index}");

        void Disturb()
        {
            int i = random.Next(2);
            switch (random.Next(5))
            {
                case 0 or 1:
                    int count = random.Next(1, 30);
                    journals[i].Append(Intents.Lines(written[i] + 1, written[i] + count, $"run-{i}"));
                    written[i] += count;
                    break;
                case 2:
                    Collect();
                    break;
                case 3 when written[i] > 0:
                    journals[i].Seal();
                    journals[i] = New(i, ++files[i]);
                    break;
            }
        }
    }

    private void Collect()
    {
        using var follower = new JournalFollower(_lake.Directory, _lake.Clock, new LoggerConfiguration().CreateLogger());
        follower.Sweep(default);
        Assert.Empty(follower.Report.Alarms);
    }

    private IEnumerable<long> Seen() => Rows(LiveTail.Read(_lake.Directory), LakeSnapshot.Read(_lake.Directory)).Select(r => r.Seq).Order();

    private List<(string Run, long Seq)> Rows(LiveTail tail, LakeSnapshot snapshot)
    {
        using var rows = new TailRows(_lake.Clock);
        using DuckDBConnection connection = Duck.Open();
        snapshot.CreateViews(connection, ["order_intent"]);
        IReadOnlyList<TailSpan> spans = tail.Of("order_intent");
        Assert.Equal(0, rows.Load(connection, "order_intent", spans, snapshot.FilesOfRuns("order_intent", spans.Select(s => s.RunId))));
        return [.. Duck.Rows(connection, "SELECT run_id, seq FROM order_intent").Select(r => ((string)r[0]!, (long)r[1]!))];
    }
}
