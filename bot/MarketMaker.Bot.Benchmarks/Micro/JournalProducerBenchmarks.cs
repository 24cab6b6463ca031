using BenchmarkDotNet.Attributes;
using MarketMaker.Bot.Journal;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.Benchmarks.Micro;

/// <summary>What a decision pays to be journalled: a copy into the ring, against formatting the line itself.</summary>
[MemoryDiagnoser]
public class JournalProducerBenchmarks : IDisposable
{
    private const int Events = 4096;

    private readonly JsonLine _line = new();
    private readonly EventLineWriter<OrderIntent> _lines = new("00000000-0000-7000-8000-000000000000");
    private OrderIntent _intent;
    private string _directory = "";
    private JournalWriter? _journal;
    private EventJournal<OrderIntent>? _intents;

    [GlobalSetup]
    public void Begin()
    {
        _intent = new OrderIntent
        {
            Envelope = new Envelope { Time = new UtcMicros(1_757_015_216_673_878), Seq = 1, Venue = "hyperliquid", Symbol = "BTC", TsMonoNs = 1 },
            IntentId = new EntityId(EntityKind.Intent, 123_456), Side = QuoteSide.Bid, Price = 109_755.0m, Size = 0.0045m, MidPrice = 109_755.5m,
            EdgeBpsAtEntry = 1.234, QueueValueBps = 0.5, PFill1s = 0.0123, SpreadBps = 0.091, RepeatCount = 3,
        };
        for (int i = 0; i < GuardSet.OwnCount; i++)
        {
            GuardDetails details = _intent.GuardDetails;
            details[(Guard)i] = new GuardReading(12.5, 100, GuardUnit.Bps, Passed: true);
            _intent = _intent with { GuardDetails = details };
        }

        _directory = Directory.CreateTempSubdirectory("mm-bench-").FullName;
        _journal = new JournalWriter(new JournalOptions { Directory = _directory, RunId = "bench", Overflow = OverflowPolicy.Wait }, TimeProvider.System);
        _intents = _journal.Stream<OrderIntent>();
        _journal.Start();
    }

    /// <summary>The ring is empty when a measured batch begins, and holds a whole one: the writer's pace is not measured.</summary>
    [IterationSetup(Target = nameof(Emit))]
    public void AwaitWriter() => SpinWait.SpinUntil(() => _intents!.Depth == 0);

    [GlobalCleanup]
    public void End()
    {
        _journal!.Complete();
        Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _journal?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public void Emit()
    {
        for (int i = 0; i < Events; i++) _intents!.Emit(in _intent);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public void FormatOnTheSameThread()
    {
        for (int i = 0; i < Events; i++) _lines.Write(in _intent, _line);
    }
}
