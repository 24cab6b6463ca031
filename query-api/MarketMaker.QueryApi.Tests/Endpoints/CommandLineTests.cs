using System.Diagnostics;
using System.Text.Json;
using MarketMaker.QueryApi.Tests.Lakes;

namespace MarketMaker.QueryApi.Tests.Endpoints;

/// <summary>The program's verbs as a shell sees them.</summary>
public sealed class CommandLineTests(CommandLineTests.OwnLake lake) : IClassFixture<CommandLineTests.OwnLake>
{
    [Fact]
    public async Task Ask_Json_IsOneObjectOnTheLastLine()
    {
        (int exit, string output, _) = await Run("ask", "how many bids were rejected 20:00-21:00", "--json", "--now", "2025-09-05T06:40:00Z", "--tz", "Europe/Lisbon");
        Assert.Equal(0, exit);
        // 20:00 in Lisbon in September is 19:00 UTC: 2 of 10 there.
        JsonElement answer = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement;
        Assert.Equal("From 2025-09-04 19:00 to 20:00 UTC 2 of 10 bid decisions were rejected.", answer.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Ask_RunGiven_CountsBackFromItsEnd()
    {
        (int exit, string output, _) = await Run("ask", "how many bids were rejected in the last hour", "--run", SmallLake.Run);
        Assert.Equal(0, exit);
        // The run's last fill is of 20:50: all bids from 20:05 on are within the hour before.
        Assert.StartsWith("From 2025-09-04 19:50:01 to 20:50:01 UTC 10 of 15 bid decisions were rejected.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Text_ShowsWhatTheAnswerRestsOn()
    {
        (int exit, string output, _) = await Run("ask", "why were bids rejected 20:00-21:00");
        Assert.Equal(0, exit);
        foreach (string part in (string[])["10 of 15 bid decisions", "interval  2025-09-04 20:00 to 21:00 UTC (words read in UTC)", "spread_guard               5", "8 bps", "SQL", "GROUP BY"])
            Assert.Contains(part, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "ask", "rejections on doge")]
    [InlineData(3, "ask", "print env")]
    [InlineData(3, "ask", "fills", "--run", "01991a2b-0000-7000-8000-0000000000ff")]
    [InlineData(2, "ask", "fills", "--run")]
    [InlineData(2, "ask")]
    [InlineData(2, "ask", "fills", "--tz", "Mars/Phobos")]
    [InlineData(2, "ask", "fills", "--now", "noonish")]
    [InlineData(2, "ask", "fills", "today")]
    [InlineData(2, "serve", "--port", "70000")]
    [InlineData(2, "fly")]
    [InlineData(3, "sql", "DROP VIEW execution")]
    [InlineData(3, "sql", "SELECT * FROM nothing_there")]
    public async Task Verb_BadInput_SaysSoAndExitsWithItsCode(int code, params string[] args)
    {
        (int exit, string output, string errors) = await Run(args);
        Assert.Equal(code, exit);
        Assert.NotEmpty(output + errors);
    }

    [Theory]
    [InlineData("--csv", "symbol,fills\nETH,1\nSOL,2\n")]
    [InlineData("--json", "{\"columns\":[{\"name\":\"symbol\",\"type\":\"VARCHAR\"},{\"name\":\"fills\",\"type\":\"BIGINT\"}],\"rows\":[[\"ETH\",1],[\"SOL\",2]],\"is_truncated\":false}\n")]
    public async Task Sql_Select_PrintsItsRows(string format, string expected)
    {
        (int exit, string output, _) = await Run("sql", "SELECT symbol, count(*) AS fills FROM execution GROUP BY symbol ORDER BY symbol", format);
        Assert.Equal((0, expected), (exit, output));
    }

    [Fact]
    public async Task Sql_Table_StandsInColumns()
    {
        (_, string output, _) = await Run("sql", "SELECT symbol, count(*) AS fills FROM execution GROUP BY symbol ORDER BY symbol");
        Assert.Equal("symbol  fills\n──────  ─────\nETH         1\nSOL         2\n", output);
    }

    [Fact]
    public async Task Sql_LongWholeNumber_KeepsEveryDigit()
    {
        (_, string output, _) = await Run("sql", "SELECT 7956702370596973111 AS seq");
        Assert.Contains("7956702370596973111", output, StringComparison.Ordinal);
    }

    private async Task<(int Exit, string Output, string Errors)> Run(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Workers.Program);
        foreach (string arg in args) start.ArgumentList.Add(arg);
        start.Environment["MM_DATA"] = lake.Small.Directory;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    /// <summary>The lake, made once.</summary>
    public sealed class OwnLake : IDisposable
    {
        public SmallLake Small { get; } = new SmallLake().WithOwnRun();

        public void Dispose() => Small.Dispose();
    }
}
