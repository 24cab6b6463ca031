using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.Benchmarks.Journal;

/// <summary>Events as a replay of a recording has them: every column that it fills is filled, values change from event to event.</summary>
internal static class Samples
{
    /// <summary>How many differ before they come again: more than a processor keeps near.</summary>
    public const int Count = 1024;

    private const long StartUs = 1_757_015_216_673_878;

    private static readonly string[] Symbols = ["BTC", "ETH", "SOL", "WLFI"];

    public static OrderEvent[] OrderEvents() => Make((i, random) => new OrderEvent
    {
        Envelope = At(i), OrderId = new EntityId(EntityKind.Order, 100_000 + i), ClientOrderId = new EntityId(EntityKind.ClientOrder, 100_000 + i),
        IntentId = new EntityId(EntityKind.Intent, 200_000 + i), Action = (OrderAction)(i % 5), Reason = i % 3 == 0 ? "requote" : null,
        LatencyMs = i % 2 == 0 ? 300 + random.NextDouble() : null, Side = (QuoteSide)(i % 2), Price = 109_755m + (random.Next(1000) / 10m), Size = random.Next(1, 100_000) / 100_000m,
    });

    public static Execution[] Executions() => Make((i, random) => new Execution
    {
        Envelope = At(i) with { RecvT = new UtcMicros(StartUs + (i * 1000) + 390_004) }, FillId = new EntityId(EntityKind.Fill, i + 1),
        OrderId = new EntityId(EntityKind.Order, 100_000 + i), IntentId = new EntityId(EntityKind.Intent, 200_000 + i), TradeId = new EntityId(EntityKind.Trade, 1 + (i / 3)),
        Side = (TradeSide)(i % 2), Liquidity = Liquidity.Maker, FillPrice = 109_755m + (random.Next(1000) / 10m), FillSize = random.Next(1, 100_000) / 100_000m,
        NotionalUsd = random.Next(1, 100_000_000) / 100_000m, FeeUsd = random.Next(1, 10_000_000) / 100_000_000m, IsEntry = i % 2 == 0, IsExit = i % 2 == 1,
        PositionBefore = random.Next(-100_000, 100_000) / 100_000m, PositionAfter = random.Next(-100_000, 100_000) / 100_000m,
        RealizedPnlUsd = random.Next(-100_000_000, 100_000_000) / 100_000_000m, ExitReason = ExitReason.QuoteFill, MidAtFill = 109_755.5m, SlippageBps = random.NextDouble() - 0.5,
        Mode = ExecutionMode.Maker, Toxicity = Toxicity.Benign, Regime = Regime.Normal, FillCause = FillCause.TradeThrough, QueueAheadAtEntry = 1.25m, BookAgeMs = random.NextDouble() * 100,
    });

    /// <summary>Decisions with all twelve readings.</summary>
    public static OrderIntent[] Intents() => Make((i, random) => new OrderIntent
    {
        Envelope = At(i), IntentId = new EntityId(EntityKind.Intent, 200_000 + i), Side = (QuoteSide)(i % 2), Decision = Decision.Quote, Mode = ExecutionMode.Maker,
        Price = 109_755m + (random.Next(1000) / 10m), Size = random.Next(1, 100_000) / 100_000m, LevelTicks = random.Next(20),
        EdgeBpsAtEntry = random.NextDouble() * 3, PFill1s = random.NextDouble(), QueueValueBps = random.NextDouble(), Toxicity = Toxicity.Benign, Regime = Regime.Normal,
        MidPrice = 109_755.5m, SpreadBps = random.NextDouble(), Inventory = random.Next(-1000, 1000) / 100_000m, TargetInventory = 0,
        GuardDetails = Readings(random), RepeatCount = 1 + random.Next(20), FirstT = new UtcMicros(StartUs + (i * 1000) - random.Next(2_000_000)),
    });

    private static GuardDetails Readings(Random random)
    {
        double[] thresholds = [1, 2000, 200, 0.022778, 1000, 9500, 1, 1.2, 500, 1, 0, 300];
        bool[] isSteady = [true, false, false, false, false, false, false, false, false, false, false, true];
        GuardUnit[] units =
        [
            GuardUnit.Bool, GuardUnit.Ms, GuardUnit.Usd, GuardUnit.Base, GuardUnit.Ms, GuardUnit.Count, GuardUnit.Bps, GuardUnit.BpsPerSqrtS, GuardUnit.Usd, GuardUnit.Ratio, GuardUnit.Bps,
            GuardUnit.Count,
        ];
        GuardDetails details = default;
        for (int i = 0; i < GuardSet.OwnCount; i++)
            details[(Guard)i] = new GuardReading(isSteady[i] ? thresholds[i] : thresholds[i] * random.NextDouble(), thresholds[i], units[i], Passed: true);
        return details;
    }

    private static Envelope At(int i) => new()
    {
        Time = new UtcMicros(StartUs + (i * 1000)), Seq = i + 1, Venue = "hyperliquid", Symbol = Symbols[i % Symbols.Length], TsMonoNs = (StartUs + (i * 1000)) * 1000,
    };

    private static T[] Make<T>(Func<int, Random, T> make)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Count).Select(i => make(i, random))];
    }
}
