using System.Text;
using System.Text.Json;
using MarketMaker.Collectors.Imports;
using MarketMaker.Collectors.Imports.MetaStacker;

namespace MarketMaker.Collectors.Tests.Imports;

public sealed class BadLineTests
{
    [Theory]
    [InlineData("", "The line is empty.")]
    [InlineData("  ", "The line is empty.")]
    [InlineData("{\"note\":\"\\ud83d\"}", "A text of the line holds half a character (an escaped surrogate without its other half).")]
    [InlineData("[1]", "The line is a JSON array, not an object.")]
    [InlineData("\"oops\"", "The line is a JSON string, not an object.")]
    [InlineData("""{"a":1.0,"b":2.0}""", "The line has no time: neither ts nor ts_ist is given.")]
    [InlineData("""{"fold":0,"ts_ist":null,"ts":null}""", "The line has no time: neither ts nor ts_ist is given.")]
    [InlineData("""{"ts_ist":"2025-11-21T12:45:00"}""", "ts_ist is \"2025-11-21T12:45:00\": a time is ISO-8601 with its UTC offset.")]
    [InlineData("""{"ts":-5}""", "ts is -5: a time is Unix milliseconds between 1970 and 9999.")]
    [InlineData("""{"ts":1e3000}""", "ts is 1e3000: a time is Unix milliseconds between 1970 and 9999.")]
    [InlineData("""{"ts":true}""", "ts is true: a time is ISO-8601 with its UTC offset.")]
    [InlineData("""{"ts":1764565695615,"a":"x"}""", "a is \"x\": a needs a number.")]
    [InlineData("""{"ts":1764565695615,"in_band_flag":1}""", "in_band_flag is 1: in_band needs true or false.")]
    [InlineData("""{"ts":1764565695615,"asset":5}""", "asset is 5: symbol needs a text.")]
    public void Map_BadLine_IsRefusedWithFieldValueAndRule(string line, string reason) =>
        Assert.Equal(reason, Mapped.Line("calibration", line).Refusal);

    [Theory]
    [InlineData("""{"a":1.0,"ts_ist":"2025""")]
    [InlineData("""{"a":1.0,"a":2.0,"ts":1764565695615}""")]
    [InlineData("""{"a":1.0} {"a":2.0}""")]
    [InlineData("""{'a':1.0}""")]
    public void Map_NotJson_IsRefusedAsSuch(string line) =>
        Assert.StartsWith("The line is not JSON: ", Mapped.Line("calibration", line).Refusal, StringComparison.Ordinal);

    [Fact]
    public void Map_DeepNesting_IsRefusedNotACrash() => Assert.StartsWith("The line is not JSON: ",
        Mapped.Line("calibration", "{\"a\":" + new string('[', 10_000) + new string(']', 10_000) + "}").Refusal, StringComparison.Ordinal);

    [Fact]
    public void Map_NotUtf8_IsRefused()
    {
        byte[] line = [.. "{\"a\":\""u8, 0xFF, .. "\"}"u8];
        Assert.Equal("The line is not UTF-8.", new MetaStackerFormat().Map(new ForeignLine("calibration", "p", line, 0)).Refusal);
    }

    [Fact]
    public void Map_NanAndInfinity_BecomeNullAndAreNamed()
    {
        JsonElement row = Mapped.Row("calibration",
            """{"ts":1764565695615,"a":NaN,"b":-Infinity,"pred_raw_bps":1e999,"pred_cal_bps":2.5,"note":"NaN \" Infinity","seen":[Infinity]}""");
        Assert.Equal(("null", "null", "null", "2.5"), (row.Raw("a"), row.Raw("b"), row.Raw("pred_raw_bps"), row.Raw("pred_cal_bps")));
        Assert.Equal("""["a","b","pred_raw_bps"]""", row.Raw("nan_fields"));
        Assert.Equal("NaN \" Infinity", row.Text("note")); // words inside a text are text
        Assert.Equal("""["Infinity"]""", row.Raw("seen"));
    }

    [Fact]
    public void Identity_SameLineSamePath_IsTheSameWhereverItStands()
    {
        byte[] line = Encoding.UTF8.GetBytes("{}");
        Assert.Equal(new ForeignLine("s", "p", line, 0).Identity, new ForeignLine("s", "p", line, 99).Identity);
        Assert.NotEqual(new ForeignLine("s", "p", line, 0).Identity, new ForeignLine("s", "q", line, 0).Identity);
        // sha256sum of the three bytes "p\n" + "{}": first 8 bytes read big-endian with the top bit cleared.
        byte[] hash = System.Security.Cryptography.SHA256.HashData("p\n{}"u8);
        long expected = 0;
        for (int i = 0; i < 8; i++) expected = (expected << 8) | (i == 0 ? hash[i] & 0x7FL : hash[i]);
        Assert.Equal(expected, LineIdentity.Of("p", line).Seq);
        Assert.Equal(Convert.ToHexStringLower(hash), LineIdentity.Of("p", line).Hex);
    }

    [Fact]
    public void RunId_LineWithoutOne_IsOnePerSourcePath()
    {
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Mapped.SourcePath)));
        JsonElement row = Mapped.Row("calibration", """{"ts":1764565695615}""");
        Assert.Equal("import:" + hash[..16], row.Text("run_id"));
    }

    [Theory]
    [InlineData("/data/bot", "/data/bot/5m/logs/default/signals/signals.jsonl", "5m/logs/default/signals/signals.jsonl")]
    [InlineData("/data/bot/5m", "/data/bot/5m/logs/default/signals/signals.jsonl", "5m/logs/default/signals/signals.jsonl")]
    [InlineData("/else/copy/5m/logs", "/else/copy/5m/logs/default/signals/signals.jsonl", "5m/logs/default/signals/signals.jsonl")]
    [InlineData("/data/bot", "/data/bot/logs/5m/costs/costs.jsonl", "logs/5m/costs/costs.jsonl")]
    [InlineData("/var/logs/bot", "/var/logs/bot/24h/logs/costs/costs.jsonl", "24h/logs/costs/costs.jsonl")]
    [InlineData("/data", "/data/flat/costs.jsonl", "flat/costs.jsonl")]
    public void SourcePath_IsTheSameFromEveryRoot(string root, string path, string expected) =>
        Assert.Equal(expected, new MetaStackerFormat().SourcePathOf(root, path));
}
