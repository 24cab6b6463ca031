using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace MarketMaker.Cli.Tests;

/// <summary>What a command says, and how it ends, when it cannot do its work.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly House _house = new();

    public void Dispose() => _house.Dispose();

    [Theory]
    [InlineData("--port", "run", "--once", "--port", "abc")]
    [InlineData("--port", "serve", "--port", "abc")]
    [InlineData("--port", "serve", "--port", "65536")]
    [InlineData("--port", "serve", "--port", "-1")]
    [InlineData("--minutes", "replay", "--minutes", "abc")]
    [InlineData("--minutes", "replay", "--minutes", "0")]
    [InlineData("--seed", "replay", "--seed", "abc")]
    [InlineData("--speed", "replay", "--speed", "fast")]
    [InlineData("--tape", "replay", "--tape", "no-such-tape")]
    [InlineData("--config", "replay", "--config", "no-such-file")]
    [InlineData("--bogus", "jobs", "--bogus")]
    [InlineData("fly", "fly")]
    public async Task Command_BadArgument_IsNamedInOneLineAndEndsWithTwo(string named, params string[] arguments)
    {
        (int code, string output, string errors) = await House.RunPlainAsync(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(named, Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);

        (code, output, _) = await House.RunPlainAsync([.. arguments, "--json"]);
        Assert.Equal(2, code);
        JsonObject error = Error(output);
        Assert.Equal("bad_arguments", (string?)error["code"]);
        Assert.Contains(named, (string?)error["message"], StringComparison.Ordinal);
        Assert.StartsWith("See: mm ", (string?)error["remedy"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("run")]
    [InlineData("replay")]
    [InlineData("import")]
    [InlineData("fills")]
    [InlineData("fills", "report")]
    [InlineData("collect")]
    [InlineData("jobs")]
    [InlineData("ask")]
    [InlineData("sql")]
    [InlineData("serve")]
    [InlineData("schemas")]
    [InlineData("settings")]
    [InlineData("complete")]
    [InlineData("quarantine", "list")]
    [InlineData("raw")]
    [InlineData("compact")]
    public async Task Help_OfEveryVerb_EndsWithZeroAndSaysExamplesAndExitCodes(params string[] verb)
    {
        (int code, string output, _) = await House.RunPlainAsync([.. verb, "--help"]);
        Assert.Equal(0, code);
        Assert.Contains("Examples:\n  mm ", output.Replace("  Examples:\n    mm", "Examples:\n  mm", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (string exitCode in (string[])["\n  0    ", "\n  1    ", "\n  2    ", "\n  3    ", "\n  130  "]) Assert.Contains(exitCode, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/null/x", "run", "--once", "--minutes", "1")]
    [InlineData("/proc/x", "run", "--once", "--minutes", "1")]
    [InlineData("/dev/null/x", "replay", "--minutes", "1")]
    [InlineData("/proc/x", "replay", "--minutes", "1")]
    [InlineData("/dev/null", "collect")]
    [InlineData("/proc/x", "jobs")]
    [InlineData("/dev/null/x", "serve", "--port", "0")]
    public async Task Command_DataDirectoryThatCannotBe_IsNamedAndEndsWithTwo(string data, params string[] arguments)
    {
        (int code, string output, string errors) = await House.RunOverAsync(data, arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith($"--data {data} cannot be used: ", Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("quarantine", "list")]
    [InlineData("quarantine", "retry")]
    [InlineData("raw", "order_intent", "run", "1")]
    [InlineData("compact")]
    public async Task Upkeep_OfNoDirectory_SaysSoEndsWithThreeAndMakesNothing(params string[] arguments)
    {
        string missing = Path.Combine(_house.Data, "none");
        (int code, string output, _) = await House.RunOverAsync(missing, [.. arguments, "--json"]);
        Assert.Equal((3, "no_data"), (code, (string?)Error(output)["code"]));
        Assert.False(Directory.Exists(missing));
    }

    [Theory]
    [InlineData("ask", "fills")]
    [InlineData("sql", "SELECT 1")]
    public async Task Question_OfNoData_SaysSoEndsWithThreeAndMakesNothing(params string[] question)
    {
        string missing = Path.Combine(_house.Data, "none");
        (int code, string output, string errors) = await House.RunOverAsync(missing, question);
        Assert.Equal((3, ""), (code, output));
        Assert.StartsWith($"There is no data in {missing}", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(missing));

        (code, output, _) = await _house.RunAsync([.. question, "--json"]);
        Assert.Equal((3, "no_data"), (code, (string?)Error(output)["code"]));
        Assert.Empty(Directory.GetFileSystemEntries(_house.Data));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage\nmore of it\n")]
    public async Task Run_TapeThatIsNone_DoesNotAskToRunAgain(string content)
    {
        string tape = Path.Combine(_house.Data, "tape.jsonl");
        await File.WriteAllTextAsync(tape, content);
        (int code, _, string errors) = await _house.RunAsync("run", "--once", "--port", "0", "--tape", tape);
        Assert.Equal(3, code);
        Assert.Contains(tape, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("run the same command again", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_UnknownConfigurationKey_DoesNotAskToRunAgain()
    {
        string config = Path.Combine(_house.Data, "mm.yaml");
        await File.WriteAllTextAsync(config, "nosuchkey: 1\n");
        (int code, string output, _) = await _house.RunAsync("run", "--once", "--json", "--port", "0", "--config", config);
        JsonObject error = Error(output);
        Assert.Equal((2, "bad_arguments"), (code, (string?)error["code"]));
        Assert.Contains("nosuchkey", (string?)error["message"], StringComparison.Ordinal);
        Assert.DoesNotContain("again", (string?)error["remedy"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "--once", "--minutes", "1")]
    [InlineData("serve")]
    public async Task Port_InUse_IsNamedWithAWayOut(params string[] arguments)
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        int port = ((IPEndPoint)holder.LocalEndpoint).Port;
        (int code, string output, _) = await _house.RunAsync([.. arguments, "--json", "--port", $"{port}"]);
        JsonObject error = Error(output);
        Assert.Equal((2, "bad_port"), (code, (string?)error["code"]));
        Assert.Contains($"Port {port} ", (string?)error["message"], StringComparison.Ordinal);
        Assert.Contains("0 for any free one", (string?)error["remedy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schemas_UnknownTable_NamesThoseThereAre()
    {
        (int code, string output, _) = await House.RunPlainAsync("schemas", "nothing", "--json");
        Assert.Equal(2, code);
        Assert.Contains("order_intent", (string?)Error(output)["remedy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_Json_HasWhatThePageSays()
    {
        (_, string page, _) = await House.RunPlainAsync("settings");
        (int code, string output, _) = await House.RunPlainAsync("settings", "--json");
        Assert.Equal(0, code);
        JsonArray settings = JsonNode.Parse(output)!["settings"]!.AsArray();
        // Sections have no value; every other line is a setting.
        Assert.Equal(page.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(l => !l.TrimEnd().EndsWith(':')), settings.Count);
        JsonNode maker = settings.Single(s => (string?)s!["key"] == "bot.fees.maker_bps")!;
        Assert.Contains($"maker_bps: {maker["default"]} ", page, StringComparison.Ordinal);
        Assert.Contains($"# {maker["minimum"]} … {maker["maximum"]}. {(string?)maker["meaning"]}\n", page, StringComparison.Ordinal);
        JsonNode overflow = settings.Single(s => (string?)s!["key"] == "bot.journal.overflow")!;
        Assert.Equal(("wait", null, """["wait","drop"]"""), ((string?)overflow["default"], (string?)overflow["minimum"], overflow["choices"]!.ToJsonString()));
        Assert.Equal(settings.Count, settings.Select(s => (string?)s!["key"]).Distinct(StringComparer.Ordinal).Count());
    }

    private static JsonObject Error(string output) => JsonNode.Parse(Assert.Single(output.TrimEnd().Split('\n')))!["error"]!.AsObject();
}
