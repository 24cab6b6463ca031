using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MarketMaker.Cli.Processes;

/// <summary>Runs a program of the house on our own terminal and ends as it ends.</summary>
internal static class PassThrough
{
    private const int TailLines = 20;

    /// <param name="program">What to run.</param>
    /// <param name="arguments">With <c>--json</c> among them, a failure without a result becomes an error object on standard output.</param>
    /// <param name="cancellation">Passed on to the program.</param>
    /// <param name="writesTo">Data directory that it writes to; null when it needs none.</param>
    /// <param name="looksAfter">Data directory that must be there already; null when it need not.</param>
    /// <returns>Exit code of the program, or of the failure to start it.</returns>
    public static async Task<int> RunAsync(HouseProgram program, Arguments arguments, CancellationToken cancellation, DirectoryInfo? writesTo = null, DirectoryInfo? looksAfter = null)
    {
        bool isJson = arguments.All.Contains("--json");
        if (writesTo is not null && DataDirectory.Prepare(writesTo) is { } unusable) return unusable.Print(isJson);
        if (looksAfter is not null && DataDirectory.Find(looksAfter) is { } missing) return missing.Print(isJson);
        try
        {
            ProcessStartInfo info = program.StartInfo(arguments.All);
            info.RedirectStandardOutput = info.RedirectStandardError = isJson;
            using Process process = Process.Start(info)!;
            // Ctrl-C reaches the whole terminal group, so the program has it already; a plain SIGTERM to us is passed on here.
            using CancellationTokenRegistration passOn = cancellation.Register(() => Signals.Terminate(process));
            Failure? failure = isJson ? await CopyAsync(process) : null;
            await process.WaitForExitAsync(CancellationToken.None);
            int code = process.ExitCode > 128 && cancellation.IsCancellationRequested ? ExitCodes.Cancelled : process.ExitCode;
            return failure is null ? code : (failure with { ExitCode = code }).Print(isJson);
        }
        catch (FileNotFoundException error)
        {
            return Failure.Of(ExitCodes.Failed, error.Message).Print(isJson);
        }
    }

    // A program that fails after it printed a result has told its failure there.
    private static async Task<Failure?> CopyAsync(Process process)
    {
        bool hasResult = false;
        var said = new Queue<string>();
        Task output = CopyAsync(process.StandardOutput, line =>
        {
            hasResult |= line.Length > 0;
            Console.Out.WriteLine(line);
        });
        Task errors = CopyAsync(process.StandardError, line =>
        {
            Console.Error.WriteLine(line);
            if (line.StartsWith("{\"progress\"", StringComparison.Ordinal)) return;
            if (said.Count == TailLines) said.Dequeue();
            said.Enqueue(line);
        });
        await Task.WhenAll(output, errors, process.WaitForExitAsync());
        return process.ExitCode == ExitCodes.Done || hasResult ? null : Failure.Of(process.ExitCode, string.Join('\n', said));
    }

    private static async Task CopyAsync(StreamReader from, Action<string> take)
    {
        while (await from.ReadLineAsync() is { } line) take(line);
    }
}

/// <summary>Signals that .NET has no call for.</summary>
internal static partial class Signals
{
    private const int SigTerm = 15;

    /// <summary>Asks a process to end; nothing when it has ended.</summary>
    public static void Terminate(Process process)
    {
        if (!process.HasExited) _ = Kill(process.Id, SigTerm);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
