using System.Text;
using System.Text.Json;
using MarketMaker.Collectors.Imports;
using MarketMaker.Collectors.Imports.MetaStacker;

namespace MarketMaker.Collectors.Tests.Imports;

public sealed class MappingFuzzTests
{
    private const int Seed = 20251121;

    private static readonly string[] Streams =
    [
        "order_intent", "signals", "ensemble", "ensemble_log", "costs", "health", "pnl_equity_log", "calibration", "execution", "execution_log",
        "market_ingest_log", "sizing_risk_log", "hyperliquid_fills", "repro", "kpi_scorecard", "unheard_of",
    ];

    private static readonly string[] Names =
    [
        "ts", "ts_ist", "exec_time_ist", "run_id", "asset", "symbol", "coin", "side", "price", "size", "fill_px", "fill_qty", "notional_usd", "costs", "cost_usd",
        "metrics", "equity", "equity_value", "execution", "qty", "fill_price", "model_out", "decision", "details", "pred_bma_bps", "pred_stack_bps", "reason_codes",
        "threshold", "band", "mid", "a", "b", "in_band_flag", "router", "event_id", "@t", "seq", "extra", "nan_fields", "level", "x y\\\"",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1.5", "1764565695615", "1e999", "-1e-400", "99999999999999999999999999999999", "0.123456789012345678901234567890",
        "NaN", "-Infinity", "\"\"", "\"HOLD\"", "\"BUY\"", "\"sell\"", "\"2025-11-21T12:45:00+05:30\"", "\"9998-01-01T00:00:00Z\"", "253402300799999", "\"2025-13-41T99:45:00+05:30\"", "\"\\u0000\\ud83d\"", "\"ü€\"", "[]", "[1,{}]",
    ];

    [Fact]
    public void Map_AnyLine_IsOneJsonLineOrARefusalAndNeverThrows()
    {
        var random = new Random(Seed);
        var format = new MetaStackerFormat();
        for (int i = 0; i < 20_000; i++)
        {
            byte[] line = Encoding.UTF8.GetBytes(Object(random, depth: 0));
            if (random.Next(4) == 0) line[random.Next(line.Length)] = (byte)random.Next(256);
            string stream = Streams[random.Next(Streams.Length)];
            try
            {
                MappedLine mapped = format.Map(new ForeignLine(stream, "p", line, 0));
                Assert.True(mapped.Refusal is null != mapped.Line.IsEmpty);
                if (mapped.Refusal is not null) continue;
                Assert.Equal(mapped.Line.Length - 1, mapped.Line.Span.IndexOf((byte)'\n'));
                using JsonDocument ours = JsonDocument.Parse(mapped.Line, new JsonDocumentOptions { AllowDuplicateProperties = false });
                Assert.Equal(mapped.TargetStream, ours.RootElement.GetProperty("event_type").GetString());
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {Seed}, line {i}, stream {stream}: {Encoding.UTF8.GetString(line)}", error);
            }
        }
    }

    [Fact]
    public void Import_AnyLines_AreAllAccountedFor()
    {
        var random = new Random(Seed);
        using var lake = new ImportedLake();
        foreach (string stream in Streams)
        {
            using var lines = new MemoryStream();
            for (int i = 0; i < 300; i++)
            {
                byte[] line = Encoding.UTF8.GetBytes(Object(random, depth: 0));
                if (random.Next(3) == 0) line[random.Next(line.Length)] = (byte)random.Next(256);
                lines.Write(line);
                if (i > 0) lines.WriteByte((byte)'\n'); // and the first line joins the second
            }

            lake.Write($"5m/logs/default/{stream}/{stream}.jsonl", lines.ToArray());
        }

        string[] first = lake.Import(); // asserts the balance of every stream
        Assert.Equal(Streams.Length, first.Length);
        Assert.True(lake.Query("SELECT count(*) FROM quarantine").Single() != "0");
        Assert.All(lake.Import(), account => Assert.Equal("0", account.Split(' ')[2]));
    }

    private static string Object(Random random, int depth)
    {
        IEnumerable<string> names = Names.OrderBy(_ => random.Next()).Take(random.Next(1, 12)).ToArray();
        if (depth == 0 && random.Next(3) > 0) names = names.Prepend("ts").Distinct();
        return "{" + string.Join(',', names.Select(name => $"\"{name}\":{Value(random, name, depth)}")) + "}";
    }

    private static string Value(Random random, string name, int depth) =>
        name == "ts" && random.Next(5) > 0 ? "1764565695615"
        : depth < 3 && random.Next(4) == 0 ? Object(random, depth + 1)
        : Values[random.Next(Values.Length)];
}
