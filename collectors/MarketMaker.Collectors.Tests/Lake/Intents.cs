using System.Text;
using System.Text.Json.Nodes;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Tests.Lake;

/// <summary>Lines of order_intent as the bot writes them.</summary>
internal static class Intents
{
    public const string Run = "0199-run";

    public static UtcMicros Start { get; } = new(1_757_015_216_000_000); // 2025-09-04T19:46:56Z

    /// <summary>Line <paramref name="seq"/>, one second apart, with its newline.</summary>
    public static string Line(long seq, string run = Run, Func<OrderIntent, OrderIntent>? with = null)
    {
        var readings = default(GuardDetails);
        readings[Guard.SpreadGuard] = new GuardReading(1.25, 3, GuardUnit.Bps, Passed: true);
        readings[Guard.NoEdge] = new GuardReading(-0.5, 0, GuardUnit.Bps, Passed: false);
        var intent = new OrderIntent
        {
            Envelope = new Envelope
            {
                Time = Start + (seq * UtcMicros.PerSecond), Seq = seq, RecvT = Start + (seq * UtcMicros.PerSecond) + 250, Venue = "hyperliquid",
                Symbol = seq % 2 == 0 ? "BTC" : "ETH", TsMonoNs = seq * 1_000_000_000,
            },
            IntentId = new EntityId(EntityKind.Intent, seq),
            Side = seq % 2 == 0 ? QuoteSide.Bid : QuoteSide.Ask,
            Decision = Decision.Pass,
            Price = 110_000.5m + seq,
            Size = 0.00012345m,
            LevelTicks = (int)(seq % 3),
            EdgeBpsAtEntry = 0.123 * seq,
            PFill1s = 0.25,
            QueueValueBps = -0.5,
            MidPrice = 110_001m,
            SpreadBps = 0.091,
            Inventory = -0.5m,
            TargetInventory = 0m,
            VetoReasonPrimary = Guard.NoEdge,
            VetoReasons = default(GuardSet).With(Guard.NoEdge),
            GuardDetails = readings,
            RepeatCount = 3,
            FirstT = Start,
        };
        var line = new JsonLine();
        new EventLineWriter<OrderIntent>(run).Write(with is null ? intent : with(intent), line);
        return Encoding.UTF8.GetString(line.Bytes);
    }

    public static string Lines(long from, long to, string run = Run) => string.Concat(Enumerable.Range((int)from, (int)(to - from + 1)).Select(i => Line(i, run)));

    /// <summary>A line with one field changed, removed (null text) or added; the text is JSON.</summary>
    public static string Changed(long seq, string field, string? json)
    {
        JsonObject line = JsonNode.Parse(Line(seq))!.AsObject();
        if (json is null) line.Remove(field);
        else line[field] = JsonNode.Parse(json);
        return line.ToJsonString() + "\n";
    }
}
