using System.Globalization;
using MarketMaker.Lake.Partitions;

namespace MarketMaker.QueryApi.Commands;

/// <summary>Arguments that cannot be used; the message says which, and what would do.</summary>
internal sealed class BadArgumentsException(string message) : Exception(message);

/// <summary>The arguments of a verb: at most one text, options with a value, and switches.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string?> _options = new(StringComparer.Ordinal);

    /// <param name="args">What follows the verb.</param>
    /// <param name="takesText">The verb takes a text, such as a question.</param>
    /// <param name="valued">Options that take a value.</param>
    /// <param name="switches">Options that take none.</param>
    /// <exception cref="BadArgumentsException">Something is unknown, missing or given twice.</exception>
    public CommandLine(IReadOnlyList<string> args, bool takesText, string[] valued, string[] switches)
    {
        for (int i = 0; i < args.Count; i++)
        {
            string arg = args[i];
            if (!arg.StartsWith("--", StringComparison.Ordinal))
            {
                if (!takesText || Text is not null) throw new BadArgumentsException($"'{arg}' is one argument too many. Put a question or SQL in quotes.");
                Text = arg;
                continue;
            }

            int equals = arg.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? arg : arg[..equals];
            if (!valued.Contains(name) && !switches.Contains(name))
                throw new BadArgumentsException($"There is no option '{name}' here. There are: {string.Join(", ", valued.Concat(switches))}.");
            string? value = equals < 0 ? null : arg[(equals + 1)..];
            if (valued.Contains(name) && value is null)
                value = i + 1 < args.Count ? args[++i] : throw new BadArgumentsException($"{name} needs a value.");
            if (!_options.TryAdd(name, value)) throw new BadArgumentsException($"{name} is given twice.");
        }
    }

    /// <summary>The text; null when there is none.</summary>
    public string? Text { get; }

    public bool Has(string option) => _options.ContainsKey(option);

    public string? Value(string option) => _options.GetValueOrDefault(option);

    /// <summary>The data directory: <c>--data</c>, else the variable MM_DATA, else <c>./data</c>.</summary>
    public string Data => Value("--data") ?? Environment.GetEnvironmentVariable("MM_DATA") ?? "data";

    /// <summary>The data directory of a verb that only reads: it must hold something, and is left as it is when it does not.</summary>
    /// <exception cref="NoDataException">There is no such directory, or nothing has been recorded in it yet.</exception>
    public LakeDirectory FilledLake()
    {
        var lake = new LakeDirectory(Data);
        if (!Directory.Exists(lake.Data))
            throw new NoDataException($"There is no data in {lake.Data}: there is no such directory.", "Make it with ops/run, or name the right one with --data or MM_DATA.");
        // The pipeline's own journal says that somebody asked or worked here, not that anything was recorded.
        bool isFilled = Files(lake.Lake, "manifest.json").Any() || Files(lake.Journal, "*.jsonl*").Any(f => !f.StartsWith(Path.Combine(lake.Journal, "_pipeline"), StringComparison.Ordinal));
        return isFilled ? lake : throw new NoDataException($"There is no data yet in {lake.Data}.", "Fill it with ops/run, or with ops/mm import (logs of another program).");
    }

    private static IEnumerable<string> Files(string directory, string pattern) =>
        Directory.Exists(directory) ? Directory.EnumerateFiles(directory, pattern, SearchOption.AllDirectories) : [];

    /// <summary>A port.</summary>
    /// <exception cref="BadArgumentsException">It is none.</exception>
    public int Port(int standard) => Value("--port") is not { } text ? standard
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= 65_535 ? port
        : throw new BadArgumentsException($"--port is '{text}': a port lies between 0 (any free one) and 65535.");

    /// <summary>The present: <c>--now</c>, else the clock.</summary>
    /// <exception cref="BadArgumentsException">It is no time.</exception>
    public TimeProvider Clock() => Value("--now") is not { } text ? TimeProvider.System
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset now) ? new PinnedClock(now)
        : throw new BadArgumentsException($"--now is '{text}': write it like 2026-11-20T06:40:00Z.");

    /// <summary>A clock that stands still; elapsed time is measured as usual.</summary>
    private sealed class PinnedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
