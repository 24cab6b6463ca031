using System.Globalization;
using MarketMaker.Jobs.SessionSummary;
using MarketMaker.Lake.Native;

namespace MarketMaker.Jobs.Tests.SessionSummary;

/// <summary>The SQL over hand-made events; every expected number is worked out beside it.</summary>
public sealed class SessionSummarySqlTests : IDisposable
{
    private readonly DuckDBConnection _connection = new();

    public SessionSummarySqlTests()
    {
        _connection.Open();
        Execute("""
            CREATE TABLE order_intent (run_id VARCHAR, symbol VARCHAR, side VARCHAR, ts TIMESTAMPTZ, repeat_count INTEGER, veto_reason_primary VARCHAR, toxicity VARCHAR);
            CREATE TABLE execution (run_id VARCHAR, symbol VARCHAR, side VARCHAR, ts TIMESTAMPTZ, notional_usd DECIMAL(18,8), fee_usd DECIMAL(18,8), realized_pnl_usd DECIMAL(18,8));
            """);
    }

    public void Dispose() => _connection.Dispose();

    private void Execute(string sql)
    {
        using var command = new DuckDBCommand(sql, _connection);
        command.ExecuteNonQuery();
    }

    private void Intent(string run, string? symbol, string? side, string time, int repeat, string? veto, string? toxicity = null) =>
        Execute($"INSERT INTO order_intent VALUES ({Quote(run)}, {Quote(symbol)}, {Quote(side)}, '2025-09-04 {time}Z', {repeat}, {Quote(veto)}, {Quote(toxicity)})");

    private void Fill(string run, string symbol, string side, string time, decimal notional, decimal? fee, decimal? pnl) =>
        Execute(string.Create(CultureInfo.InvariantCulture,
            $"INSERT INTO execution VALUES ({Quote(run)}, {Quote(symbol)}, {Quote(side)}, '2025-09-04 {time}Z', {notional}, {(object?)fee ?? "NULL"}, {(object?)pnl ?? "NULL"})"));

    private static string Quote(string? text) => text is null ? "NULL" : $"'{text}'";

    // run symbol side hour | decisions rejections rate top | fills notional fee pnl | uptime
    private List<string> Summarise()
    {
        Execute(SessionSummarySql.DayOf(new DateOnly(2025, 9, 4)));
        using var command = new DuckDBCommand(SessionSummarySql.Text, _connection);
        using DuckDBDataReader reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            object?[] values = new object?[reader.FieldCount];
            for (int i = 0; i < values.Length; i++)
                values[i] = reader.IsDBNull(i) ? "-" : i == 3 ? reader.GetDateTime(i).ToString("HH", CultureInfo.InvariantCulture) : reader.GetValue(i);
            rows.Add(string.Join(' ', values.Select(v => v is decimal d ? d.ToString("0.####", CultureInfo.InvariantCulture) : Convert.ToString(v, CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    [Fact]
    public void Decisions_AreWeightedByRepeatCount()
    {
        Intent("r", "BTC", "bid", "14:00:00", 6, null, "benign");
        Intent("r", "BTC", "bid", "14:30:00", 3, "spread_guard", "toxic");
        Intent("r", "BTC", "bid", "14:59:59.999999", 1, "no_edge", "normal");
        // 6 + 3 + 1 = 10 decisions, 3 + 1 = 4 of them vetoed, 6 + 1 = 7 of them not toxic.
        Assert.Equal(["r BTC bid 14 10 4 0.4 spread_guard 0 0 0 0 0.7"], Summarise());
    }

    [Fact]
    public void TopVetoReason_IsTheHeaviest_AndTheFirstOfEquals()
    {
        Intent("r", "BTC", "bid", "10:00:00", 1, "warmup");
        Intent("r", "BTC", "bid", "10:01:00", 1, "warmup");
        Intent("r", "BTC", "bid", "10:02:00", 5, "no_edge"); // one row, but five decisions
        Intent("r", "BTC", "ask", "10:00:00", 2, "warmup");
        Intent("r", "BTC", "ask", "10:01:00", 2, "no_edge");
        // Toxicity was never judged, so the share is unknown and not 0 or 1.
        Assert.Equal(["r BTC ask 10 4 4 1 no_edge 0 0 0 0 -", "r BTC bid 10 7 7 1 no_edge 0 0 0 0 -"], Summarise());
    }

    [Fact]
    public void HoursSidesSymbolsAndRuns_AreSeparateRows_AndNullIsOneOfThem()
    {
        Intent("r", "BTC", "bid", "10:59:59.999999", 1, null);
        Intent("r", "BTC", "bid", "11:00:00", 1, null);
        Intent("r", "ETH", "bid", "11:00:00", 1, null);
        Intent("q", "BTC", null, "11:00:00", 1, "threshold");
        Intent("q", "BTC", null, "11:05:00", 1, "threshold");
        Intent("q", null, null, "11:05:00", 1, "threshold");
        Assert.Equal(
            [
                "q - - 11 1 1 1 threshold 0 0 0 0 -", "q BTC - 11 2 2 1 threshold 0 0 0 0 -",
                "r BTC bid 10 1 0 0 - 0 0 0 0 -", "r BTC bid 11 1 0 0 - 0 0 0 0 -", "r ETH bid 11 1 0 0 - 0 0 0 0 -",
            ],
            Summarise());
    }

    [Fact]
    public void Fills_JoinTheirSideAndHour_AndStandAloneWithoutDecisions()
    {
        Intent("r", "BTC", "bid", "10:00:00", 4, null, "benign");
        Fill("r", "BTC", "buy", "10:10:00", 100.25m, 0.02m, 0m);
        Fill("r", "BTC", "buy", "10:20:00", 50.50m, -0.01m, 0m);
        Fill("r", "BTC", "sell", "10:30:00", 151m, 0.03m, 1.5m);
        // buys: 100.25 + 50.50 = 150.75 notional, 0.02 − 0.01 = 0.01 fees; no ask decision: its rate is unknown.
        Assert.Equal(["r BTC ask 10 0 0 - - 1 151 0.03 1.5 -", "r BTC bid 10 4 0 0 - 2 150.75 0.01 0 1"], Summarise());
    }

    [Fact]
    public void Fills_WithAnUnknownFeeOrProfit_MakeTheSumUnknown()
    {
        Fill("r", "BTC", "buy", "10:00:00", 10m, 0.5m, null);
        Fill("r", "BTC", "buy", "10:00:01", 20m, null, null);
        Assert.Equal(["r BTC bid 10 0 0 - - 2 30 - - -"], Summarise());
    }

    [Fact]
    public void Events_OfOtherDays_AreNotCounted()
    {
        Execute("INSERT INTO order_intent VALUES ('r', 'BTC', 'bid', '2025-09-05 00:00:00Z', 1, NULL, NULL), ('r', 'BTC', 'bid', '2025-09-03 23:59:59.999999Z', 1, NULL, NULL)");
        Assert.Empty(Summarise());
    }
}
