using MarketMaker.Lake.Tables;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Tests.Lake.Tables;

/// <summary>Every rule, each broken by one line: refused with the column, the value and the rule, while its neighbours are loaded.</summary>
public sealed class ValidationTests : IDisposable
{
    private readonly TempLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Theory]
    [InlineData("price", "-0.00000001", "price: '-0.00000001' is below the minimum 0")]
    [InlineData("price", "10000000000", "price: '10000000000' does not fit DECIMAL(18,8): its size must be below 10000000000")]
    [InlineData("price", "0.123456789", "price: '0.123456789' has more than 8 decimals: it would be rounded")]
    [InlineData("price", "1e10", "price: '1e10' does not fit DECIMAL(18,8): its size must be below 10000000000")]
    [InlineData("price", "1e-9", "price: '1e-9' has more than 8 decimals: it would be rounded")]
    [InlineData("price", "\"1\"", "price: '1' is not a number")]
    [InlineData("mid_price", "0", "mid_price: '0' is below the minimum 1E-08")]
    [InlineData("p_fill_1s", "1.0001", "p_fill_1s: '1.0001' is above the maximum 1")]
    [InlineData("p_fill_1s", "-0.1", "p_fill_1s: '-0.1' is below the minimum 0")]
    [InlineData("spread_bps", "1e999", "spread_bps: '1e999' is beyond the range of a double")]
    [InlineData("spread_bps", "true", "spread_bps: 'true' is not a number")]
    [InlineData("spread_bps", "[1]", "spread_bps: 'a list' is not a number")]
    [InlineData("level_ticks", "1.5", "level_ticks: '1.5' is not a whole number of 64 bits")]
    [InlineData("level_ticks", "3000000000", "level_ticks: '3000000000' is not a whole number of 32 bits")]
    [InlineData("repeat_count", "0", "repeat_count: '0' is below the minimum 1")]
    [InlineData("repeat_count", "null", "repeat_count: it is null and required")]
    [InlineData("repeat_count", null, "repeat_count: it is missing and required")]
    [InlineData("seq", "0", "seq: '0' is below the minimum 1")]
    [InlineData("schema_v", "2", "schema_v: '2' is above the maximum 1")]
    [InlineData("event_type", "\"execution\"", "event_type: 'execution' is not one of order_intent")]
    [InlineData("run_id", "7", "run_id: '7' is not a text")]
    [InlineData("side", "\"buy\"", "side: 'buy' is not one of bid, ask")]
    [InlineData("decision", "\"QUOTE\"", "decision: 'QUOTE' is not one of quote, take, cancel, pass")]
    [InlineData("veto_reasons", "\"no_edge\"", "veto_reasons: 'no_edge' is not a list")]
    [InlineData("guard_details", "[]", "guard_details: 'a list' is not an object")]
    [InlineData("guard_details", "{\"no_edge\":{\"passed\":1}}", "guard_details.no_edge.passed: '1' is not true or false")]
    [InlineData("guard_details", "{\"no_edge\":3}", "guard_details.no_edge: '3' is not an object")]
    [InlineData("@t", "\"yesterday\"", "@t: 'yesterday' is not a time such as 2025-09-04T19:46:56.673878Z")]
    [InlineData("@t", "\"2025-02-30T00:00:00Z\"", "@t: '2025-02-30T00:00:00Z' is not a time such as 2025-09-04T19:46:56.673878Z")]
    [InlineData("@t", "1757015216000", "@t: '1757015216000' is not a time such as 2025-09-04T19:46:56.673878Z")]
    [InlineData("@t", null, "@t: it is missing and required")]
    [InlineData("@t", "\"2025-09-05T12:05:00.000001Z\"", "@t: '2025-09-05T12:05:00.000001Z' is in the future: the collector's clock allows 2025-09-05T12:05:00.000000Z")]
    [InlineData("recv_t", "\"2025-09-05T12:05:01Z\"", "recv_t: '2025-09-05T12:05:01Z' is in the future: the collector's clock allows 2025-09-05T12:05:00.000000Z")]
    public void Line_BreaksARule_IsRefusedWithColumnValueAndRule(string field, string? json, string reason)
    {
        IngestResult result = _lake.Ingest("order_intent", Intents.Line(1) + Intents.Changed(2, field, json) + Intents.Line(3));
        Assert.Equal(new LineCounts(3, 2, 0, 1, 0, 0), result.Total);
        Assert.Equal(reason, _lake.Scalar("SELECT reason FROM quarantine"));
        Assert.Equal([1L, 3L], _lake.Query("SELECT seq FROM order_intent ORDER BY seq").Select(r => (long)r[0]!));
    }

    [Theory]
    [InlineData("", "line: it is empty")]
    [InlineData("   ", "line: it is empty")]
    [InlineData("[1]", "line: it is JSON but not an object")]
    [InlineData("{\"a\":1,\"a\":2}", "a: the field stands there twice")]
    [InlineData("{\"seq\":1,\"seq\":1}", "seq: the field stands there twice")]
    [InlineData("{\"guard_details\":{\"warmup\":null,\"warmup\":null}}", "guard_details.warmup: the field stands there twice")]
    [InlineData("{\"guard_details\":{\"x\":1,\"x\":1}}", "guard_details.x: the field stands there twice")]
    [InlineData("{\"run_id\":\"\\ud800\"}", "line: a text has an escape that is not Unicode (half of a surrogate pair)")]
    public void Line_IsNoEvent_IsRefused(string line, string reason)
    {
        Assert.Equal(new LineCounts(1, 0, 0, 1, 0, 0), _lake.Ingest("order_intent", line + "\n").Total);
        Assert.Equal(reason, _lake.Scalar("SELECT reason FROM quarantine"));
        Assert.Equal(Intents.Start.ToDateTimeOffset().UtcDateTime, _lake.Scalar("SELECT ts FROM quarantine"));
    }

    [Theory]
    [InlineData("{\"seq\":1", "line: it is not JSON")]
    [InlineData("{\"seq\":01}", "line: it is not JSON")]
    [InlineData("{\"seq\":NaN}", "line: it is not JSON")]
    [InlineData("{\"seq\":1}{\"seq\":2}", "line: it is not JSON")]
    [InlineData("{\"seq\":1,}", "line: it is not JSON")]
    [InlineData("{'seq':1}", "line: it is not JSON")]
    public void Line_IsNotJson_IsRefusedWithThePlace(string line, string reason)
    {
        _lake.Ingest("order_intent", line + "\n");
        Assert.StartsWith(reason, (string?)_lake.Scalar("SELECT reason FROM quarantine"), StringComparison.Ordinal);
        Assert.Contains("at byte ", (string?)_lake.Scalar("SELECT reason FROM quarantine"), StringComparison.Ordinal);
    }

    [Fact]
    public void Line_NotUtf8OrOverlong_IsKeptCut()
    {
        byte[] bytes = [.. "{\"run_id\":\""u8, 0xC3, 0x28, .. "\"}\n"u8, .. "x"u8, .. new byte[100_000].Select(_ => (byte)'y'), (byte)'\n'];
        using var ingest = new StreamIngest(_lake.Directory, _lake.Clock);
        IngestResult result = ingest.Ingest(new SourceSpan("f", "f", 0, bytes.Length, Intents.Start), "order_intent", bytes);
        Assert.Equal(2, result.Total.Quarantined);
        List<object?[]> rows = _lake.Query("SELECT reason, raw_line, length(raw_line) FROM quarantine ORDER BY seq");
        Assert.Equal(["line: it is not UTF-8", "{\"run_id\":\"\uFFFD(\"}"], rows[0][..2]);
        Assert.Equal(65_536L, rows[1][2]);
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("1e-8", "0.00000001")]
    [InlineData("9999999999.99999999", "9999999999.99999999")]
    [InlineData("0.1000000000000", "0.1")]
    [InlineData("1234.5e2", "123450")]
    [InlineData("12345000000000000e-8", "123450000")]
    [InlineData("-3.25E+0", "-3.25")]
    public void ExactDecimal_LegalNumber_IsTheSameNumber(string text, string value)
    {
        Assert.Null(ExactDecimal.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out long mantissa));
        Assert.Equal(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), mantissa / 100_000_000m);
    }

    [Fact]
    public void Line_FieldsInAnyOrderWithEscapes_IsTheSameEvent()
    {
        string line = Intents.Line(5).TrimEnd('\n', '}')[1..];
        // Whole fields cannot be cut at commas inside nested values: move the first three to the end instead.
        string[] first = line.Split(',', 4);
        string turned = "{" + first[3] + "," + first[2] + " , " + first[0].Replace("@t", "\\u0040t", StringComparison.Ordinal) + "," + first[1] + "}\n";
        turned = turned.Replace("\"BTC\"", "\"\\u0042TC\"", StringComparison.Ordinal).Replace("\"ETH\"", "\"\\u0045TH\"", StringComparison.Ordinal);
        _lake.Ingest("order_intent", Intents.Line(5));
        Assert.Equal(new LineCounts(1, 0, 1, 0, 0, 0), _lake.Ingest("order_intent", turned, "file-2").Total);
    }

    [Fact]
    public void Line_ExactlyAtTheClocksTolerance_IsLoaded()
    {
        string line = Intents.Changed(1, "@t", "\"2025-09-05T12:05:00.000000Z\"");
        Assert.Equal(1, _lake.Ingest("order_intent", line).Total.Rows);
        Assert.Equal(new UtcMicros(1_757_073_900_000_000).ToDateTimeOffset().UtcDateTime, _lake.Scalar("SELECT ts FROM order_intent"));
    }
}
