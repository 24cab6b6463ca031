using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MarketMaker.Cli.Tests;

/// <summary>Port 0: any free one, and its address is printed.</summary>
public sealed class PortTests : IDisposable
{
    private readonly House _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Serve_PortZero_AnswersAtTheAddressItPrints()
    {
        using Process serve = _house.Start("serve", "--port", "0");
        _ = serve.StandardError.ReadToEndAsync();
        try
        {
            string said = (await serve.StandardOutput.ReadLineAsync())!;
            var url = new Uri(said[said.IndexOf("http://", StringComparison.Ordinal)..]);
            Assert.NotEqual(0, url.Port);
            using var client = new HttpClient();
            using HttpResponseMessage response = await client.GetAsync(new Uri(url, "/health"));
            Assert.True(response.IsSuccessStatusCode);
        }
        finally
        {
            // The launcher passes a plain SIGTERM on; killed itself, it would leave the server behind.
            using Process signal = Process.Start("kill", ["-TERM", $"{serve.Id}"]);
            await signal.WaitForExitAsync();
            await serve.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task Run_PortZero_SaysAddressAndWhatTheAnswerRestsOn()
    {
        (int code, string output, string errors) = await _house.RunAsync("run", "--once", "--minutes", "1", "--port", "0");
        Assert.True(code == 0, errors);
        Assert.Matches("http://127\\.0\\.0\\.1:[1-9][0-9]*", output);
        foreach (string fact in (string[])["\n  interval ", "\n  data      through ", "\n  rows ", "\n  SQL       ", "ops/mm ask \""])
            Assert.Contains(fact, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sql_ProductOfExactColumnsAndCopy_SayWhatToDoInstead()
    {
        await _house.RunOnceAsync("--minutes", "1");
        foreach ((string sql, string remedy) in ((string, string)[])
        [
            ("SELECT 90000::DECIMAL(18,8) * (SELECT 90000::DECIMAL(18,8) FROM order_intent LIMIT 1)", "::DOUBLE"),
            ("COPY execution TO 'fills.csv'", "--csv > FILE"),
            ("DROP VIEW execution", "--csv > FILE"),
        ])
        {
            (int code, string output, _) = await _house.RunAsync("sql", sql, "--json");
            Assert.Equal(3, code);
            Assert.Contains(remedy, (string?)JsonNode.Parse(output)!["error"]!["remedy"], StringComparison.Ordinal);
        }
    }
}
