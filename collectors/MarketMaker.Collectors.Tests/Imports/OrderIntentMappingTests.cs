using System.Text.Json;

namespace MarketMaker.Collectors.Tests.Imports;

public sealed class OrderIntentMappingTests
{
    private static string Line(string side, string codes) =>
        $$$"""{"ts_ist":"2025-11-21T18:05:00+05:30","bar_id_decision":22,"asset":"BTCUSDT","side":"{{{side}}}","intent_qty":0.25,"reason_codes":{{{codes}}},"market_conditions":{"spread_bps":0.0,"volume":7.5}}""";

    [Fact]
    public void Map_Hold_IsPassWithTheFailedChecksInTheirOrder()
    {
        // risk_ok stands first in the line and last in the order; spread_guard passed.
        JsonElement row = Mapped.Row("order_intent", Line("HOLD",
            """{"risk_ok":false,"liquidity_ok":true,"volatility_ok":false,"spread_guard":true,"band":false,"threshold":true}"""));

        Assert.Equal("pass", row.Text("decision"));
        Assert.Equal(JsonValueKind.Null, row.GetProperty("side").ValueKind);
        Assert.Equal("band", row.Text("veto_reason_primary"));
        Assert.Equal("volatility_ok", row.Text("veto_reason_secondary"));
        Assert.Equal("""["band","volatility_ok","risk_ok"]""", row.Raw("veto_reasons"));
        Assert.Equal(
            """{"threshold":{"value":null,"threshold":null,"unit":null,"passed":true},"band":{"value":null,"threshold":null,"unit":null,"passed":false},"spread_guard":{"value":null,"threshold":null,"unit":null,"passed":true},"volatility_ok":{"value":null,"threshold":null,"unit":null,"passed":false},"liquidity_ok":{"value":null,"threshold":null,"unit":null,"passed":true},"risk_ok":{"value":null,"threshold":null,"unit":null,"passed":false}}""",
            row.Raw("guard_details"));
    }

    [Fact]
    public void Map_Hold_TakesTimeInstrumentAndIdentityFromTheLine()
    {
        JsonElement row = Mapped.Row("order_intent", Line("HOLD", """{"threshold":false}"""));

        // 18:05 at +05:30 is 12:35 UTC.
        Assert.Equal("2025-11-21T12:35:00.000000Z", row.Text("@t"));
        Assert.Equal("2025-11-21T12:35:00.000000Z", row.Text("first_t"));
        Assert.Equal("BTCUSDT", row.Text("symbol"));
        Assert.Equal("order_intent", row.Text("event_type"));
        Assert.Equal("1", row.Raw("schema_v"));
        Assert.Equal("1", row.Raw("repeat_count"));
        Assert.Equal($"i{row.Raw("seq")}", row.Text("intent_id"));
        foreach (string unknown in (string[])["venue", "recv_t", "ts_mono_ns", "price", "size", "mid_price", "mode", "veto_reason_secondary"])
            Assert.Equal("null", row.Raw(unknown));
        Assert.Equal("0.0", row.Raw("spread_bps")); // zero is what the log says, and is not null
        Assert.Equal("0.25", row.Raw("intent_qty"));
        Assert.Equal("22", row.Raw("bar_id_decision"));
        Assert.Equal("""{"spread_bps":0.0,"volume":7.5}""", row.Raw("market_conditions"));
    }

    [Theory]
    [InlineData("BUY", "bid")]
    [InlineData("SELL", "ask")]
    public void Map_OrderDespiteAFailedCheck_IsTakeAndTheCheckStaysVisible(string side, string quoteSide)
    {
        JsonElement row = Mapped.Row("order_intent", Line(side, """{"threshold":true,"volatility_ok":false}"""));

        Assert.Equal("take", row.Text("decision"));
        Assert.Equal(quoteSide, row.Text("side"));
        Assert.Equal("null", row.Raw("veto_reason_primary"));
        Assert.Equal("[]", row.Raw("veto_reasons"));
        Assert.False(row.GetProperty("guard_details").GetProperty("volatility_ok").GetProperty("passed").GetBoolean());
    }

    [Theory]
    [InlineData("HOLD", """{"threshold":true,"risk_ok":true}""", "HOLD without a failing check: nothing says why nothing was done.")]
    [InlineData("HOLD", "null", "HOLD without a failing check: nothing says why nothing was done.")]
    [InlineData("LONG", """{"threshold":true}""", "side is \"LONG\": a side is BUY, SELL or HOLD.")]
    [InlineData("HOLD", """{"threshold":"no"}""", "reason_codes.threshold is \"no\": a reason code is true or false.")]
    public void Map_WhatIsNoDecision_IsRefusedWithItsReason(string side, string codes, string reason) =>
        Assert.Equal(reason, Mapped.Line("order_intent", Line(side, codes)).Refusal);
}
