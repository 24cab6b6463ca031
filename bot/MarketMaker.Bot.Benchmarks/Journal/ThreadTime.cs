using System.Globalization;

namespace MarketMaker.Bot.Benchmarks.Journal;

/// <summary>Processor time of a thread of this process, from the kernel; it does not grow while another process has the processor.</summary>
internal static class ThreadTime
{
    private const double TicksPerS = 100; // USER_HZ, fixed for programs

    /// <summary>Seconds the named thread has used; NaN where the kernel does not say.</summary>
    public static double OfS(string threadName)
    {
        if (!Directory.Exists("/proc/self/task")) return double.NaN;
        foreach (string task in Directory.GetDirectories("/proc/self/task"))
        {
            if (File.ReadAllText(Path.Combine(task, "comm")).TrimEnd() != threadName) continue;
            string stat = File.ReadAllText(Path.Combine(task, "stat"));
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerS;
        }

        return double.NaN;
    }
}
