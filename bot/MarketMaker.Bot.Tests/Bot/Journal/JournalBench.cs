using MarketMaker.Bot.Journal;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.Tests.Bot.Journal;

/// <summary>A started journal with one stream, in a folder of its own.</summary>
internal sealed class JournalBench : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    public JournalBench(Func<JournalOptions, JournalOptions>? change = null, string? folder = null, TimeProvider? clock = null)
    {
        Folder = folder ?? _folder.File("run");
        var options = new JournalOptions { Directory = Folder, RunId = "run-a", Overflow = OverflowPolicy.Wait, Disk = Disk };
        Writer = new JournalWriter(change?.Invoke(options) ?? options, clock ?? TimeProvider.System);
        Costs = Writer.Stream<Cost>();
        Signals = Writer.Stream<Signal>();
        Writer.Start();
    }

    public FaultyDisk Disk { get; } = new();

    public string Folder { get; }

    public JournalWriter Writer { get; }

    public EventJournal<Cost> Costs { get; }

    public EventJournal<Signal> Signals { get; }

    /// <summary>Emits costs at the given second.</summary>
    public void Emit(int count, int second = 1)
    {
        for (int i = 0; i < count; i++) Costs.Emit(At(second));
    }

    /// <summary>Emits costs, one at each of the given seconds.</summary>
    public void EmitAt(params int[] seconds)
    {
        foreach (int second in seconds) Costs.Emit(At(second));
    }

    /// <summary>Emits costs and waits until they are written.</summary>
    public void EmitAndAwait(int count, int second = 1)
    {
        Emit(count, second);
        Await(() => Costs.Depth == 0);
    }

    /// <summary>Emits signals one by one, each when the one before is written.</summary>
    public void EmitSignals(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Signals.Emit(new Signal { Envelope = At(1).Envelope, SignalName = "x" });
            Await(() => Signals.Depth == 0);
        }
    }

    public static void Await(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, Patience), "waited in vain");

    public static Cost At(int second) => new() { Envelope = new Envelope { Time = new UtcMicros(second * UtcMicros.PerSecond) }, AmountUsd = second };

    public string[] Files(string stream = "cost") =>
        [.. JournalPath.Of(Folder, stream).Select(p => Path.GetFileName(p.File))];

    public void Dispose()
    {
        Disk.Heal();
        Writer.Dispose();
        _folder.Dispose();
    }
}
