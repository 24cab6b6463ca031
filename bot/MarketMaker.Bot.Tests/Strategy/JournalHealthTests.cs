using MarketMaker.Schemas.Events;

namespace MarketMaker.Bot.Tests.Strategy;

/// <summary>What the strategy reports of its journal.</summary>
public sealed class JournalHealthTests
{
    [Fact]
    public void Tick_AfterTheJournalsStateChanged_MakesASnapshotThatSaysIt()
    {
        var bench = new StrategyBench { JournalState = JournalState.Ok, JournalFailures = 0 };
        bench.Calm(0, 2000);
        int before = bench.Health.Count;
        bench.Calm(2100, 3000);
        Assert.Equal(before, bench.Health.Count); // nothing changed

        (bench.JournalState, bench.JournalFailures) = (JournalState.Dropping, 7);
        bench.Calm(3100, 3500);
        HealthSnapshot snapshot = Assert.Single(bench.Health.Skip(before));
        Assert.Equal((SnapshotTrigger.OnChange, JournalState.Dropping, 7L), (snapshot.SnapshotTrigger, snapshot.JournalState!.Value, snapshot.JournalFailures!.Value));
    }
}
