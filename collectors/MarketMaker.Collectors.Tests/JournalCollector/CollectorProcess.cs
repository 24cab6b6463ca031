using System.Diagnostics;

namespace MarketMaker.Collectors.Tests.JournalCollector;

/// <summary>The collector as a process of its own.</summary>
internal static class CollectorProcess
{
    public static Process Start(string data, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
        };
        foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, "MarketMaker.Collectors.dll"), "follow", "--data", data, .. arguments])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string data, params string[] arguments)
    {
        using Process process = Start(data, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
