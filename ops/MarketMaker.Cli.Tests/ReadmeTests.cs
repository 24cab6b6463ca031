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
            string runnable = command == "ops/run" ? $"ops/run --once --port {house.Port}" : command;
            (int code, string output) = await ShellAsync(runnable, house.Data);
            Assert.True(code == 0, $"`{command}` ended with {code}:\n{output}");
        }
    }

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
