using System.Text.Json;
using MarketMaker.Collectors.Imports;

namespace MarketMaker.Collectors.Tests.Imports;

/// <summary>One hand-written line for every stream and layout besides order_intent.</summary>
public sealed class StreamMappingTests
{
    private const string Tail = "\"ts_ist\":\"2025-12-02T14:42:02.864551+05:30\",\"schema_v\":\"1\",\"bar_id\":7";
    private const string TailUtc = "2025-12-02T09:12:02.864551Z";

    [Theory]
    [InlineData("-742.9", "down", "742.9")]
    [InlineData("12.5", "up", "12.5")]
    [InlineData("0.0", "flat", "0.0")]
    public void EnsembleLog_SignedMove_BecomesSizeAndDirection(string stack, string direction, string magnitude)
    {
        JsonElement row = Mapped.Row("ensemble_log", $$"""{"run_id":"r-1","asset":"BTCUSDT","event_id":"e","pred_stack_bps":{{stack}},{{Tail}}}""");
        Assert.Equal(("signal", "ensemble", "r-1", TailUtc), (row.Text("event_type"), row.Text("signal_name"), row.Text("run_id"), row.Text("@t")));
        Assert.Equal((direction, magnitude), (row.Text("pred_direction"), row.Raw("pred_magnitude_bps")));
        Assert.Equal(("\"e\"", "7", "\"1\""), (row.Raw("event_id"), row.Raw("bar_id"), row.Raw("source_schema_v")));
    }

    [Fact]
    public void Signals_Nested_ReadsModelAndKeepsItWhole()
    {
        JsonElement row = Mapped.Row("signals",
            """{"ts":1763709300000,"symbol":"BTCUSDT","features":[0.0,-1.5e-13],"model_out":{"p_down":0.06,"p_up":0.13},"decision":{"dir":1,"details":{"chosen":null,"model_source":"bma","pred_bma_bps":-742.9}},"cohort":{"mood":0.0},"ts_ist":"2025-11-21T12:46:14.493638+05:30"}""");
        // 1763709300 s is 2025-11-21 07:15:00 UTC.
        Assert.Equal("2025-11-21T07:15:00.000000Z", row.Text("@t"));
        Assert.Equal(("bma", "down", "742.9", "0.13"),
            (row.Text("signal_name"), row.Text("pred_direction"), row.Raw("pred_magnitude_bps"), row.Raw("p_up")));
        Assert.Equal("""{"p_down":0.06,"p_up":0.13}""", row.Raw("model_out"));
        Assert.Equal("[0.0,-1.5e-13]", row.Raw("features"));
        Assert.Equal("\"2025-11-21T12:46:14.493638+05:30\"", row.Raw("ts_ist"));
    }

    [Fact]
    public void Signals_TestRow_LoadsWhatItSays()
    {
        JsonElement row = Mapped.Row("signals",
            """{"ts":1763709300000,"symbol":"BTCUSDT","features":{"close":100.0},"model_out":{"pred_bps":50.0},"decision":{"dir":1,"alpha":100.0},"cohort":"A","ts_ist":"2025-12-01T10:38:15.746359+05:30"}""");
        Assert.Equal(("signals", "up", "50.0", "null"),
            (row.Text("signal_name"), row.Text("pred_direction"), row.Raw("pred_magnitude_bps"), row.Raw("p_up")));
    }

    [Fact]
    public void Ensemble_TestRow_HasNoPrediction()
    {
        JsonElement row = Mapped.Row("ensemble", """{"ts":1763709300000,"symbol":"B","predictions":{"raw":[1,2,3]},"ts_ist":"2025-12-01T10:38:15+05:30"}""");
        Assert.Equal(("null", "null", """{"raw":[1,2,3]}"""), (row.Raw("pred_direction"), row.Raw("pred_magnitude_bps"), row.Raw("predictions")));
    }

    [Fact]
    public void Costs_Parts_BecomeOneTotal()
    {
        JsonElement row = Mapped.Row("costs",
            """{"ts":1763683200000,"symbol":"B","costs":{"trade_notional":928.73,"fee_bps":5.0,"cost_usd":5.51,"cost_bps_total":59.4,"fee_usd":0.46},"ts_ist":"2025-11-21T12:47:36+05:30"}""");
        Assert.Equal(("cost", "total", "5.51", "59.4"), (row.Text("event_type"), row.Text("kind"), row.Raw("amount_usd"), row.Raw("rate_bps")));
    }

    [Fact]
    public void Costs_AttributionOfProfit_IsALogLineSoThatNoCostCountsTwice()
    {
        JsonElement row = Mapped.Row("costs",
            """{"ts":1763683200000,"symbol":"B","costs":{"pnl_attrib":{"fees":0.46,"impact":5.05,"total":5.51}},"ts_ist":"2025-11-21T12:47:36+05:30"}""");
        Assert.Equal(("bot_log", "costs"), (row.Text("event_type"), row.Text("template")));
        Assert.Equal("""{"pnl_attrib":{"fees":0.46,"impact":5.05,"total":5.51}}""", row.Raw("costs"));
    }

    [Fact]
    public void Costs_WithoutAmount_IsRefused() => Assert.Equal("costs.cost_usd is absent: a cost needs its amount.",
        Mapped.Line("costs", """{"ts":1763683200000,"symbol":"B","costs":{"trade_notional":123.5,"impact_bps":5.0}}""").Refusal);

    [Fact]
    public void Health_Nested_EquityToEightDecimalsAndMetricsWhole()
    {
        JsonElement row = Mapped.Row("health",
            """{"ts":1763683200000,"symbol":"B","metrics":{"equity":9994.300410129328,"ws_staleness_ms":null,"ws_reconnects":3},"ts_ist":"2025-11-21T12:47:36+05:30"}""");
        Assert.Equal(("on_change", "9994.30041013", "null", "null"),
            (row.Text("snapshot_trigger"), row.Raw("equity_usd"), row.Raw("ws_staleness_ms"), row.Raw("ws_reconnects_1h")));
        Assert.Equal("""{"equity":9994.300410129328,"ws_staleness_ms":null,"ws_reconnects":3}""", row.Raw("metrics"));
    }

    [Fact]
    public void PnlEquityLog_Flat_IsAHealthSnapshot()
    {
        JsonElement row = Mapped.Row("pnl_equity_log", $$"""{"run_id":"r","asset":"B","pnl_total_usd":-5.65,"equity_value":9994.35,{{Tail}}}""");
        Assert.Equal(("health_snapshot", "9994.35", "-5.65"), (row.Text("event_type"), row.Raw("equity_usd"), row.Raw("pnl_total_usd")));
        Assert.False(row.TryGetProperty("equity_value", out _));
    }

    [Theory]
    [InlineData("calibration")]
    [InlineData("calibration_log")]
    public void Calibration_BothStreams_MapAlike(string stream)
    {
        JsonElement row = Mapped.Row(stream,
            $$"""{"asset":"B","a":0.0,"b":1.0,"pred_raw_bps":7.25,"pred_cal_bps":742.9005876545377,"in_band_flag":false,"band_bps":15.0,"realized_bps":0.5,"prediction_error":1.0,{{Tail}}}""");
        Assert.Equal(("0.0", "1.0", "7.25", "742.9005876545377"), (row.Raw("a"), row.Raw("b"), row.Raw("pred_raw_bps"), row.Raw("pred_cal_bps")));
        Assert.Equal(("false", "15.0", "0.5", "1.0"), (row.Raw("in_band"), row.Raw("band_bps"), row.Raw("realized_bps"), row.Raw("prediction_error")));
    }

    [Fact]
    public void Calibration_FoldRow_LoadsWithoutSymbol()
    {
        JsonElement row = Mapped.Row("calibration", """{"fold":0,"a":0.1,"b":0.001,"ts_ist":"2025-12-01T10:38:15.782282+05:30"}""");
        Assert.Equal(("0", "null", "0.1"), (row.Raw("fold"), row.Raw("symbol"), row.Raw("a")));
    }

    [Fact]
    public void ExecutionLog_Flat_IsAFillOfItsRouter()
    {
        JsonElement row = Mapped.Row("execution_log",
            $$"""{"run_id":"r","asset":"BTCUSDT","event_id":"17:B:x:1","exec_time_ist":"2025-12-02T14:42:00.500000+05:30","side":"BUY","order_type":"MARKET","limit_px":null,"fill_px":100.5,"fill_qty":0.5,"slip_bps":null,"router":"BINANCE",{{Tail}}}""");
        Assert.Equal(("execution", "2025-12-02T09:12:00.500000Z", "binance", "buy", "taker"),
            (row.Text("event_type"), row.Text("@t"), row.Text("venue"), row.Text("side"), row.Text("liquidity")));
        // 100.5 · 0.5 = 50.25
        Assert.Equal(("17:B:x:1", "100.5", "0.5", "50.25", "null"),
            (row.Text("fill_id"), row.Raw("fill_price"), row.Raw("fill_size"), row.Raw("notional_usd"), row.Raw("slippage_bps")));
        Assert.Equal("null", row.Raw("limit_px"));
    }

    [Fact]
    public void ExecutionLog_MoreDigitsThanTheColumn_RoundsAndKeepsTheOriginal()
    {
        JsonElement row = Mapped.Row("execution_log", $$"""{"asset":"B","side":"SELL","fill_px":82277.15213999999,"fill_qty":0.012345678912,{{Tail}}}""");
        Assert.Equal(("82277.15214", "0.01234568", "0.012345678912"), (row.Raw("fill_price"), row.Raw("fill_size"), row.Raw("fill_qty")));
        // 82277.15213999999 · 0.012345678912 = 1015.767…: computed from the original digits.
        Assert.Equal(Math.Round(82277.15213999999m * 0.012345678912m, 8), row.GetProperty("notional_usd").GetDecimal());
        Assert.Equal($"f{row.Raw("seq")}", row.Text("fill_id"));
    }

    [Fact]
    public void Execution_Nested_TakesItsNotionalAsStated()
    {
        JsonElement row = Mapped.Row("execution",
            """{"ts":1764565695615,"symbol":"B","execution":{"side":"BUY","qty":1.23,"fill_price":100.1,"notional_usd":123.5},"risk_state":{"realized_pnl":-1.0},"ts_ist":"2025-12-01T10:38:15+05:30"}""");
        Assert.Equal(("1.23", "100.1", "123.5", """{"realized_pnl":-1.0}"""),
            (row.Raw("fill_size"), row.Raw("fill_price"), row.Raw("notional_usd"), row.Raw("risk_state")));
    }

    [Fact]
    public void MarketIngestLog_KeepsNoCounters_SoTheyAreNull()
    {
        JsonElement row = Mapped.Row("market_ingest_log", $$"""{"run_id":"r","asset":"B","mid":86643.0,"spread_bps":null,"range_bps":33.1,{{Tail}}}""");
        Assert.Equal(("86643", "null", "null", "null", "33.1"),
            (row.Raw("mid_price"), row.Raw("spread_bps"), row.Raw("feed"), row.Raw("message_count"), row.Raw("range_bps")));
    }

    [Fact]
    public void SizingRiskLog_HasNoColumnOfOurs_AllExtra()
    {
        JsonElement row = Mapped.Row("sizing_risk_log", $$"""{"run_id":"r","asset":"B","target_vol_ann":0.15,"position_after":0.037,{{Tail}}}""");
        Assert.Equal(("sizing_risk", "0.15", "0.037", "null"),
            (row.Text("event_type"), row.Raw("target_vol_ann"), row.Raw("position_after"), row.Raw("target_inventory")));
    }

    [Fact]
    public void HyperliquidFills_EventTimeIsTheVenues_WriteTimeIsReceipt()
    {
        JsonElement row = Mapped.Row("hyperliquid_fills",
            $$"""{"run_id":"r","asset":"BTCUSDT","ts":1764666149744,"address":"0xab","coin":"BTC","side":"sell","price":86537.0,"size":0.00876,{{Tail}}}""");
        // 1764666149.744 s is 2025-12-02 09:02:29.744 UTC.
        Assert.Equal(("2025-12-02T09:02:29.744000Z", TailUtc), (row.Text("@t"), row.Text("recv_t")));
        Assert.Equal(("hyperliquid", "BTC", "\"BTCUSDT\"", "0xab", "sell"),
            (row.Text("venue"), row.Text("symbol"), row.Raw("asset"), row.Text("address"), row.Text("side")));
        // 86537 · 0.00876 = 758.06412
        Assert.Equal(("86537", "0.00876", "758.06412", "1", "null"),
            (row.Raw("price"), row.Raw("size"), row.Raw("size_usd"), row.Raw("sample_weight"), row.Raw("is_own")));
    }

    [Theory]
    [InlineData("repro")]
    [InlineData("feature_log")]
    [InlineData("kpi_scorecard")]
    public void StreamsWeHaveNoTableFor_AreLogLinesWithAllTheirFields(string stream)
    {
        JsonElement row = Mapped.Row(stream, $$$"""{"asset":"B","spread_bps":5.26,"level":"high","gates":{"dd_pass":true},{{{Tail}}}}""");
        Assert.Equal(("bot_log", "information", stream), (row.Text("event_type"), row.Text("level"), row.Text("template")));
        Assert.Equal(("5.26", "\"high\"", """{"dd_pass":true}"""), (row.Raw("spread_bps"), row.Raw("source_level"), row.Raw("gates")));
    }

    [Fact]
    public void Map_UnknownStream_IsRefusedWithTheKnownOnes()
    {
        MappedLine line = Mapped.Line("trades", "{}");
        Assert.Null(line.TargetStream);
        Assert.StartsWith("Stream 'trades' is none of this bot's: order_intent, signals,", line.Refusal, StringComparison.Ordinal);
    }
}
