using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MarketMaker.Cli.Tests;

/// <summary>Every command in the README's code blocks works, in the order it stands there.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task Readme_Commands_Work()
    {
        string readme = await File.ReadAllTextAsync(Path.Combine(House.Root, "README.md"));
        string[] commands = [.. ShellBlock().Matches(readme).SelectMany(b => b.Groups[1].Value.Split('\n')).Select(c => c.Trim()).Where(c => c.Length > 0)];
        Assert.Contains("ops/run", commands);
        Assert.Contains("ops/test", commands);

        using var house = new House();
        foreach (string command in commands)
        {
            // The test command is what runs this test; the run must end by itself and keep off a port that may be taken.
            if (command == "ops/test") continue;
            string runnable = Runnable(command, house);
            (int code, string output) = await ShellAsync(runnable, house.Data);
            Assert.True(code == 0, $"`{command}` ended with {code}:\n{output}");
        }
    }

    // What stands for the reader's own files is made here, in the test's folder.
    private static string Runnable(string command, House house)
    {
        string settings = Path.Combine(house.Data, "mm.yaml");
        string logs = Path.Combine(house.Data, "bot", "logs");
        string app = Path.Combine(house.Data, "app.clef");
        if (command.Contains("LOGS", StringComparison.Ordinal))
        {
            string stream = Directory.CreateDirectory(Path.Combine(logs, "default", "repro")).FullName;
            File.WriteAllText(Path.Combine(stream, "repro.jsonl"), "{\"ts\":1763700000000,\"version\":1}\n");
            string fills = Directory.CreateDirectory(Path.Combine(logs, "default", "hyperliquid_fills")).FullName;
            File.WriteAllText(
                Path.Combine(fills, "hyperliquid_fills.jsonl"),
                """{"run_id":"r","asset":"BTCUSDT","ts":1764666000001,"coin":"BTC","side":"sell","price":86537.0,"size":3,"event_id":"1:x"}""" + "\n");
        }

        File.WriteAllText(app, "{\"@t\":\"2025-11-21T11:00:00Z\",\"@mt\":\"hello\"}\n");
        string run = command.StartsWith("ops/run", StringComparison.Ordinal) ? $" --port {house.Port}" : "";
        if (command == "ops/run") run += " --once";
        string text = command.Replace("mm.yaml", settings, StringComparison.Ordinal).Replace("LOGS", logs, StringComparison.Ordinal)
            .Replace("app.clef", app, StringComparison.Ordinal);
        if (text.Contains("FILE", StringComparison.Ordinal))
            text = text.Replace("FILE", Directory.GetFiles(Path.Combine(house.Data, "tapes"), "*.jsonl.gz")[0], StringComparison.Ordinal);
        if (text.Contains(" RUN ", StringComparison.Ordinal)) text = text.Replace(" RUN ", $" {FirstRunId(house)} ", StringComparison.Ordinal);
        return text + run;
    }

    private static string FirstRunId(House house) => (string)System.Text.Json.Nodes.JsonNode.Parse(
        File.ReadAllText(Directory.GetFiles(Path.Combine(house.Data, "journal"), "run.json", SearchOption.AllDirectories).Order().First()))!["run_id"]!;

    private static async Task<(int Code, string Output)> ShellAsync(string command, string data)
    {
        var info = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = House.Root };
        info.ArgumentList.Add("-c");
        info.ArgumentList.Add(command);
        info.Environment["MM_DATA"] = data;
        using Process shell = Process.Start(info)!;
        Task<string> output = shell.StandardOutput.ReadToEndAsync();
        Task<string> errors = shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return (shell.ExitCode, await output + await errors);
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();
}
