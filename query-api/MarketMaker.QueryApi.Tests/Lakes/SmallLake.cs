using System.Text;
using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Tests.Lakes;

/// <summary>A lake of a few events, each written down here, in a directory of its own.</summary>
public sealed class SmallLake : IDisposable
{
    /// <summary>The run of our own bot.</summary>
    public const string Run = "01991a2b-0000-7000-8000-000000000001";

    /// <summary>The imported file.</summary>
    public const string ImportedRun = "import:00112233445566aa";

    private readonly StreamIngest _ingest;
    private int _files;

    public SmallLake()
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("mm-query-").FullName;
        Lake = new LakeDirectory(Directory);
        _ingest = new StreamIngest(Lake, TimeProvider.System);
    }

    /// <summary>The data directory.</summary>
    public string Directory { get; }

    public LakeDirectory Lake { get; }

    public void Dispose()
    {
        _ingest.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    /// <summary>Our own bot on 2025-09-04, 19:10 to 20:50: the events that the expected answers are worked out from.</summary>
    /// <remarks>
    /// Bids 20–21 h: 3+2+4+1 = 10 of 15 decisions rejected; 19–20 h: 2 of 10. Asks 20–21 h: 4 of 10.
    /// Fills: 3, 400 + 402 + 400 = 1,202 USD; fees 0.06 + 0.0603 + 0.06 = 0.1803; realised 2; net 1.8197.
    /// </remarks>
    public SmallLake WithOwnRun()
    {
        Write(Run,
        [
            Decision("19:10", "SOL", QuoteSide.Bid, 8),
            Decision("19:20", "SOL", QuoteSide.Bid, 2, (Guard.SpreadGuard, 9, 8)),
            Decision("20:05", "SOL", QuoteSide.Bid, 3, (Guard.SpreadGuard, 12, 8), (Guard.VolatilityGuard, 30, 25)),
            Decision("20:10", "SOL", QuoteSide.Bid, 2, (Guard.SpreadGuard, 16, 8)),
            Decision("20:15", "SOL", QuoteSide.Ask, 6),
            Decision("20:20", "SOL", QuoteSide.Bid, 4, (Guard.VolatilityGuard, 40, 25)),
            Decision("20:25", "ETH", QuoteSide.Ask, 4, (Guard.SpreadGuard, 10, 8)),
            Decision("20:30", "ETH", QuoteSide.Bid, 5),
            Decision("20:40", "ETH", QuoteSide.Bid, 1, (Guard.NoEdge, -0.5, 0)),
        ]);
        Write(Run,
        [
            Fill("20:12", "SOL", TradeSide.Buy, 200m, 2m, 0.06m, 0m, 1),
            Fill("20:35", "SOL", TradeSide.Sell, 201m, 2m, 0.0603m, 2m, 1),
            Fill("20:50", "ETH", TradeSide.Buy, 4000m, 0.1m, 0.06m, 0m, 2),
        ]);
        Write(Run, [Order("20:11", OrderAction.Submit), Order("20:13", OrderAction.Submit), Order("20:14", OrderAction.Reject)]);
        return this;
    }

    /// <summary>An imported log of 2025-11-21 11:00 to 12:10: verdicts without values, decisions to do nothing without a side.</summary>
    public SmallLake WithImportedLog()
    {
        string[] lines =
        [
            Imported(1, "2025-11-21T10:30:00", null, "threshold"),
            Imported(2, "2025-11-21T11:00:00", null, "threshold", "band", "volatility_ok"),
            Imported(3, "2025-11-21T11:05:00", null, "threshold", "volatility_ok"),
            Imported(4, "2025-11-21T11:10:00", null, "band"),
            Imported(5, "2025-11-21T12:10:00", "bid"),
            Imported(6, "2025-11-21T13:00:00", null, "risk_ok"),
        ];
        Ingest("order_intent", Encoding.UTF8.GetBytes(string.Concat(lines)));
        return this;
    }

    /// <summary>A line meant for order_intent that is none, at 20:07.</summary>
    public SmallLake WithRefusedLine()
    {
        Ingest("order_intent", Encoding.UTF8.GetBytes("{\"@t\":\"2025-09-04T20:07:00.000000Z\",\"event_type\":\"order_intent\",\"oops\n"));
        return this;
    }

    /// <summary>One fill whose fee nobody recorded.</summary>
    public SmallLake WithFillOfUnknownFee()
    {
        Write(Run, [Fill("20:12", "SOL", TradeSide.Buy, 200m, 2m, null, 0m, 1)]);
        return this;
    }

    /// <summary>Loads events as lines of one journal file.</summary>
    public void Write<TEvent>(string run, IReadOnlyList<TEvent> events)
        where TEvent : struct, IEvent
    {
        var writer = new EventLineWriter<TEvent>(run);
        var line = new JsonLine();
        using var bytes = new MemoryStream();
        for (int i = 0; i < events.Count; i++)
        {
            TEvent one = events[i];
            one.Envelope = one.Envelope with { Seq = i + 1 };
            writer.Write(in one, line);
            bytes.Write(line.Bytes);
        }

        Ingest(writer.Schema.Name, bytes.ToArray());
    }

    /// <summary>A decision of 2025-09-04.</summary>
    /// <param name="failed">Guards that failed, the first one first.</param>
    public static OrderIntent Decision(string time, string symbol, QuoteSide side, int repeats, params (Guard Guard, double Value, double Threshold)[] failed)
    {
        var details = new GuardDetails();
        GuardSet vetoes = default;
        foreach ((Guard guard, double value, double threshold) in failed)
        {
            details[guard] = new GuardReading(value, threshold, GuardUnit.Bps, Passed: false);
            vetoes = vetoes.With(guard);
        }

        UtcMicros at = At(time);
        return new OrderIntent
        {
            Envelope = new Envelope { Time = at, Venue = "hyperliquid", Symbol = symbol, TsMonoNs = at.Value * 1000 },
            IntentId = new EntityId(EntityKind.Intent, at.Value % 1_000_000_007),
            Side = side,
            Decision = failed.Length == 0 ? Schemas.Events.Decision.Quote : Schemas.Events.Decision.Pass,
            VetoReasonPrimary = failed.Length > 0 ? failed[0].Guard : null,
            VetoReasonSecondary = failed.Length > 1 ? failed[1].Guard : null,
            VetoReasons = vetoes,
            GuardDetails = details,
            RepeatCount = repeats,
            FirstT = at,
        };
    }

    public static Execution Fill(string time, string symbol, TradeSide side, decimal price, decimal size, decimal? feeUsd, decimal pnlUsd, long trade) => new()
    {
        Envelope = new Envelope { Time = At(time), Venue = "hyperliquid", Symbol = symbol, TsMonoNs = 1 },
        FillId = new EntityId(EntityKind.Fill, At(time).Value % 1_000_003), TradeId = new EntityId(EntityKind.Trade, trade), Side = side, Liquidity = Liquidity.Maker,
        FillPrice = price, FillSize = size, NotionalUsd = price * size, FeeUsd = feeUsd, RealizedPnlUsd = pnlUsd,
    };

    private static OrderEvent Order(string time, OrderAction action) => new()
    {
        Envelope = new Envelope { Time = At(time), Venue = "hyperliquid", Symbol = "SOL", TsMonoNs = 1 },
        OrderId = new EntityId(EntityKind.Order, 1), ClientOrderId = new EntityId(EntityKind.ClientOrder, 1), Action = action, Side = QuoteSide.Bid, Price = 200m, Size = 2m,
    };

    private static string Imported(int seq, string time, string? side, params string[] failed)
    {
        string Quote(string? text) => text is null ? "null" : $"\"{text}\"";
        string details = string.Join(',', failed.Select(f => $"\"{f}\":{{\"value\":null,\"threshold\":null,\"unit\":null,\"passed\":false}}"));
        return $"{{\"@t\":\"{time}.000000Z\",\"event_type\":\"order_intent\",\"schema_v\":1,\"run_id\":\"{ImportedRun}\",\"seq\":{seq},\"recv_t\":null,"
            + $"\"venue\":\"binance\",\"symbol\":\"BTCUSDT\",\"ts_mono_ns\":null,\"intent_id\":\"i{seq}\",\"side\":{Quote(side)},"
            + $"\"decision\":\"{(failed.Length == 0 ? "take" : "pass")}\",\"veto_reason_primary\":{Quote(failed.ElementAtOrDefault(0))},"
            + $"\"veto_reason_secondary\":{Quote(failed.ElementAtOrDefault(1))},\"veto_reasons\":[{string.Join(',', failed.Select(Quote))}],"
            + $"\"guard_details\":{{{details}}},\"repeat_count\":1,\"first_t\":\"{time}.000000Z\"}}\n";
    }

    private void Ingest(string stream, byte[] lines)
    {
        string file = $"file-{++_files}";
        _ingest.Ingest(new SourceSpan(file, $"{stream}.jsonl", 0, lines.Length, At("19:00")), stream, lines);
    }

    /// <summary>A time of 2025-09-04, such as 20:05.</summary>
    public static UtcMicros At(string time) =>
        UtcMicros.TryParse(Encoding.ASCII.GetBytes($"2025-09-04T{time}:00Z"), out UtcMicros at) ? at : throw new ArgumentException(time, nameof(time));
}
