using System.Text;
using System.Text.Json;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Tests.Events;

public sealed class EventLineWriterTests
{
    private static readonly UtcMicros Time = new(1_757_015_216_673_878); // 2025-09-04T19:46:56.673878Z

    [Fact]
    public void Write_Cost_IsTheContractsLine()
    {
        var source = new Cost
        {
            Envelope = new Envelope { Time = Time, Seq = 3, Venue = "hyperliquid", Symbol = "BTC", TsMonoNs = 12 },
            TradeId = new EntityId(EntityKind.Trade, 7), Kind = CostKind.Fee, AmountUsd = 1.2300m, RateBps = 1.5,
        };

        Assert.Equal(
            """{"@t":"2025-09-04T19:46:56.673878Z","event_type":"cost","schema_v":1,"run_id":"r","seq":3,"recv_t":null,"venue":"hyperliquid","symbol":"BTC","ts_mono_ns":12,"trade_id":"t7","fill_id":null,"kind":"fee","amount_usd":1.23,"rate_bps":1.5}""" + "\n",
            Line(source));
    }

    [Fact]
    public void Write_NotANumber_IsNullAndNamed()
    {
        var source = new Cost { Envelope = new Envelope { Time = Time, Seq = 1 }, AmountUsd = 0m, RateBps = double.NaN };

        JsonElement line = JsonDocument.Parse(Line(source)).RootElement;

        Assert.Equal(JsonValueKind.Null, line.GetProperty("rate_bps").ValueKind);
        Assert.Equal("""["rate_bps"]""", line.GetProperty("nan_fields").GetRawText());
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.00004, "0")]
    [InlineData(1.5, "1.5")]
    [InlineData(-1.25, "-1.25")]
    [InlineData(0.00005, "0")]
    [InlineData(0.00025, "0.0002")]
    [InlineData(12345.6789, "12345.6789")]
    [InlineData(-0.0001, "-0.0001")]
    [InlineData(1e18, "1E+18")]
    public void Write_Estimate_KeepsItsDeclaredDecimals(double value, string expected)
    {
        // rate_bps declares four decimals; half to even.
        var source = new Cost { Envelope = new Envelope { Time = Time, Seq = 1 }, RateBps = value };
        Assert.EndsWith($"\"rate_bps\":{expected}}}\n", Line(source));
    }

    [Fact]
    public void Write_Intent_NamesGuardsInOrderWithTheirReadings()
    {
        GuardDetails details = default;
        details[Guard.StaleData] = new GuardReading(1200, 1000, GuardUnit.Ms, Passed: false);
        details[Guard.SpreadGuard] = new GuardReading(double.NaN, 5, GuardUnit.Bps, Passed: false);
        var source = new OrderIntent
        {
            Envelope = new Envelope { Time = Time, Seq = 1 },
            VetoReasons = default(GuardSet).With(Guard.SpreadGuard).With(Guard.StaleData),
            GuardDetails = details,
        };

        JsonElement line = JsonDocument.Parse(Line(source)).RootElement;

        Assert.Equal("""["guard_details.spread_guard"]""", line.GetProperty("nan_fields").GetRawText());
        Assert.Equal("""["stale_data","spread_guard"]""", line.GetProperty("veto_reasons").GetRawText());
        Assert.Equal(
            """{"stale_data":{"value":1200,"threshold":1000,"unit":"ms","passed":false},"spread_guard":{"value":null,"threshold":5,"unit":"bps","passed":false}}""",
            line.GetProperty("guard_details").GetRawText());
    }

    [Fact]
    public void Append_ReadingsThatChangeAndComeBack_AreTheOnesOfTheirOwnLine()
    {
        GuardReading calm = new(1, 2, GuardUnit.Bps, Passed: true);
        GuardReading[] changes = [calm, calm with { Threshold = 3 }, calm with { Unit = GuardUnit.Ms }, calm with { Passed = false }, calm, calm with { IsEvaluated = false }];
        var line = new JsonLine();
        var writer = new EventLineWriter<OrderIntent>("r");
        foreach (GuardReading reading in changes)
        {
            GuardDetails details = default;
            details[Guard.Warmup] = reading;
            var source = new OrderIntent { Envelope = new Envelope { Time = Time, Seq = 1 }, GuardDetails = details };
            writer.Append(in source, source.Envelope, line);
        }

        string[] lines = Encoding.UTF8.GetString(line.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            [
                """{"warmup":{"value":1,"threshold":2,"unit":"bps","passed":true}}""",
                """{"warmup":{"value":1,"threshold":3,"unit":"bps","passed":true}}""",
                """{"warmup":{"value":1,"threshold":2,"unit":"ms","passed":true}}""",
                """{"warmup":{"value":1,"threshold":2,"unit":"bps","passed":false}}""",
                """{"warmup":{"value":1,"threshold":2,"unit":"bps","passed":true}}""",
                "{}",
            ],
            lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("guard_details").GetRawText()));
    }

    [Fact]
    public void Write_GuardThatDoesNotApply_IsNullAndNotNamedAsNotANumber()
    {
        GuardDetails details = default;
        details[Guard.MinOrderInterval] = GuardReading.NotApplicable(500, GuardUnit.Ms);
        details[Guard.RateLimit] = new GuardReading(3, double.PositiveInfinity, GuardUnit.Count, Passed: true);
        details[Guard.NoEdge] = new GuardReading(double.NegativeInfinity, 0, GuardUnit.Bps, Passed: false);
        JsonElement line = JsonDocument.Parse(Line(new OrderIntent { Envelope = new Envelope { Time = Time, Seq = 1 }, GuardDetails = details })).RootElement;

        Assert.Equal("""{"value":null,"threshold":500,"unit":"ms","passed":true}""", line.GetProperty("guard_details").GetProperty("min_order_interval").GetRawText());
        Assert.Equal("""["guard_details.rate_limit","guard_details.no_edge"]""", line.GetProperty("nan_fields").GetRawText());
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("quote \" backslash \\ newline \n tab \t null \0 é 漢 😀 </script>")]
    public void Write_AnyText_ComesBackAsItWas(string text)
    {
        var source = new BotLog { Envelope = new Envelope { Time = Time, Seq = 1 }, Message = text };
        string line = Line(source);
        Assert.Equal(text, JsonDocument.Parse(line).RootElement.GetProperty("message").GetString());
        Assert.Equal(1, line.Count(c => c == '\n'));
    }

    [Fact]
    public void Write_EveryStream_HasExactlyTheColumnsOfItsSchema()
    {
        Check<OrderIntent>();
        Check<OrderEvent>();
        Check<Execution>();
        Check<Cost>();
        Check<HealthSnapshot>();
        Check<MarketIngest>();
        Check<TelemetryGap>();
        Check<BotLog>();
        Check<Signal>();
        Check<Calibration>();
        Check<SizingRisk>();
        Check<HyperliquidFill>();
        Check<Quarantine>();
        Check<JobRun>();
        Check<QueryAudit>();

        static void Check<T>()
            where T : struct, IEvent
        {
            var source = default(T);
            source.Envelope = new Envelope { Time = Time, Seq = 1 };
            string[] names = [.. JsonDocument.Parse(Line(source)).RootElement.EnumerateObject().Select(p => p.Name)];
            Assert.Equal(Catalogue.Of<T>().Columns.Where(c => !c.IsLineage && c.Name != "nan_fields").Select(c => c.JsonName), names);
        }
    }

    [Fact]
    public void Write_ReusedLine_AllocatesNothing()
    {
        var writer = new EventLineWriter<OrderIntent>("run");
        var line = new JsonLine();
        var source = new OrderIntent { Envelope = new Envelope { Time = Time, Seq = 1, Venue = "hyperliquid", Symbol = "BTC" }, MidPrice = 109755.5m, SpreadBps = 0.09 };
        for (int i = 0; i < 100; i++) writer.Write(in source, line);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) writer.Write(in source, line);

        // Two short texts are escaped per line by the framework, which allocates only when there is something to escape.
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Line<T>(in T source)
        where T : struct, IEvent
    {
        var line = new JsonLine();
        new EventLineWriter<T>("r").Write(in source, line);
        return Encoding.UTF8.GetString(line.Bytes);
    }
}
