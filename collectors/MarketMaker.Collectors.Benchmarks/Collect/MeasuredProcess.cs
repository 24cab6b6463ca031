using System.Diagnostics;
using System.Globalization;

namespace MarketMaker.Collectors.Benchmarks.Collect;

/// <summary>What a process took, start and end included.</summary>
/// <param name="CpuS">Processor time, user and system, as last seen while it ran (every 5 ms).</param>
/// <param name="PeakMb">Largest resident memory.</param>
internal sealed record MeasuredProcess(double WallS, double CpuS, double PeakMb)
{
    public static MeasuredProcess Run(string[] command, int threads)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in command[1..]) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_PROCESSOR_COUNT"] = threads.ToString(CultureInfo.InvariantCulture);
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        double cpu = 0;
        double peak = 0;
        while (!process.WaitForExit(5))
        {
            try
            {
                process.Refresh();
                (cpu, peak) = (process.TotalProcessorTime.TotalSeconds, Math.Max(peak, process.PeakWorkingSet64 / 1e6));
            }
            catch (InvalidOperationException)
            {
                break; // it ended in this moment
            }
        }

        process.WaitForExit();
        double wall = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {output.Result}");
        return new MeasuredProcess(wall, cpu, peak);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{WallS,6:0.00} s ({CpuS:0.00} s processor, {PeakMb:0} MB)");
}
