using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MarketMaker.Cli.Processes;

/// <summary>Runs a program of the house on our own terminal and ends as it ends.</summary>
internal static class PassThrough
{
    /// <summary>Exit code of the program; 1 with a message when it could not be started.</summary>
    public static async Task<int> RunAsync(HouseProgram program, Arguments arguments, CancellationToken cancellation)
    {
        Process process;
        try
        {
            process = Process.Start(program.StartInfo(arguments.All))!;
        }
        catch (FileNotFoundException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }

        using (process)
        {
            // Ctrl-C reaches the whole terminal group, so the program has it already; a plain SIGTERM to us is passed on here.
            using CancellationTokenRegistration passOn = cancellation.Register(() => Signals.Terminate(process));
            await process.WaitForExitAsync(CancellationToken.None);
            return process.ExitCode > 128 && cancellation.IsCancellationRequested ? 130 : process.ExitCode;
        }
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
