using System.Text.Json;
using MarketMaker.Bot.Journal;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.Tests.Bot.Journal;

/// <summary>How a journal ends and goes on: what was lost is reported, what was abandoned is not vouched for.</summary>
public sealed class JournalEndTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Resume_AFileMissingInTheMiddle_GivesTheSameHash()
    {
        JournalOptions options = Options() with { MaxFileBytes = 2000 };
        Emit(options, 40);
        string undisturbed = JournalHash.Compute(_folder.Path);
        File.Delete(_folder.File("cost-000003.jsonl"));
        Emit(options, 40);
        Assert.Equal(undisturbed, JournalHash.Compute(_folder.Path));
    }

    [Fact]
    public void Resume_UnderDropWithANewGap_ReportsIt()
    {
        EmitBeforeStart(6); // 1 … 4 fit, 5 … 6 are lost
        EmitBeforeStart(20); // 1 … 4 are durable; 5 … 8 fit, 9 … 20 are lost
        Assert.Equal([(1L, 5L, 6L), (2L, 9L, 20L)], Gaps());
    }

    [Fact]
    public void Complete_MoreLosingStreamsThanGapSlots_ReportsEveryGap()
    {
        using var journal = new JournalWriter(Options() with { Overflow = OverflowPolicy.Drop, RingCapacity = 2 }, TimeProvider.System);
        EventJournal<Cost> costs = journal.Stream<Cost>();
        EventJournal<Signal> signals = journal.Stream<Signal>();
        EventJournal<Execution> executions = journal.Stream<Execution>();
        for (int i = 0; i < 3; i++)
        {
            costs.Emit(new Cost { Envelope = At(1) });
            signals.Emit(new Signal { Envelope = At(1), SignalName = "x" });
            executions.Emit(new Execution { Envelope = At(1) });
        }

        journal.Start();
        journal.Complete();
        Assert.Equal([(1L, 3L, 3L), (2L, 3L, 3L), (3L, 3L, 3L)], Gaps());
    }

    [Fact]
    public void Dispose_WithoutComplete_WritesButDoesNotSeal()
    {
        using (var journal = new JournalWriter(Options(), TimeProvider.System))
        {
            EventJournal<Cost> costs = journal.Stream<Cost>();
            journal.Start();
            costs.Emit(new Cost { Envelope = At(1) });
        }

        Assert.Equal(2, File.ReadAllLines(_folder.File("cost-000001.open")).Length); // header and event; no trailer vouches for them
    }

    [Fact]
    public void Complete_AnEventThatHasNoText_IsNotCalledADiskFailure()
    {
        using var journal = new JournalWriter(Options(), TimeProvider.System);
        EventJournal<Cost> costs = journal.Stream<Cost>();
        journal.Start();
        costs.Emit(new Cost { Envelope = new Envelope { Time = new UtcMicros(-1) } });
        JournalFailedException failure = Assert.Throws<JournalFailedException>(journal.Complete);
        Assert.DoesNotContain("disk", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    private JournalOptions Options() => new() { Directory = _folder.Path, RunId = "run-a", Overflow = OverflowPolicy.Wait };

    private static Envelope At(int second) => new() { Time = new UtcMicros(second * UtcMicros.PerSecond) };

    private static void Emit(JournalOptions options, int count)
    {
        using var journal = new JournalWriter(options, TimeProvider.System);
        EventJournal<Cost> costs = journal.Stream<Cost>();
        journal.Start();
        for (int i = 1; i <= count; i++) costs.Emit(new Cost { Envelope = At(i), AmountUsd = i });
        journal.Complete();
    }

    private void EmitBeforeStart(int count)
    {
        using var journal = new JournalWriter(Options() with { Overflow = OverflowPolicy.Drop, RingCapacity = 4 }, TimeProvider.System);
        EventJournal<Cost> costs = journal.Stream<Cost>();
        for (int i = 1; i <= count; i++) costs.Emit(new Cost { Envelope = At(i), AmountUsd = i });
        journal.Start();
        journal.Complete();
    }

    private List<(long Seq, long From, long To)> Gaps() =>
        [.. JournalPath.Of(_folder.Path, "telemetry_gap").SelectMany(p => File.ReadAllLines(p.File)).Select(l => JsonDocument.Parse(l).RootElement)
            .Where(e => e.GetProperty("event_type").GetString() == "telemetry_gap")
            .Select(e => (e.GetProperty("seq").GetInt64(), e.GetProperty("from_seq").GetInt64(), e.GetProperty("to_seq").GetInt64()))];
}
