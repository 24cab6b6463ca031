namespace MarketMaker.Jobs.Scheduling;

/// <summary>Command line of the jobs program.</summary>
/// <param name="DataDirectory">The data directory.</param>
/// <param name="IsJson">Result as one JSON object on the last line of standard output, progress as JSON lines on standard error.</param>
/// <param name="EndsWithStandardInput">Stop as on Ctrl-C when standard input ends.</param>
internal sealed record JobsOptions(string DataDirectory, bool IsJson, bool EndsWithStandardInput)
{
    public const string Usage = """
        Usage: MarketMaker.Jobs run [--data DIR] [--json] [--exit-on-stdin-eof]
          run      compute every derived table whose inputs have changed, then end
          --data   data directory (default: MM_DATA, else ./data)
          --json   one JSON object on the last line of output; progress as JSON lines on standard error
        Exit codes: 0 done, 1 failed, 2 bad arguments, 130 cancelled.
        """;

    /// <summary>Parses the arguments.</summary>
    /// <exception cref="ArgumentException">One is not known or lacks its value.</exception>
    public static JobsOptions Parse(IReadOnlyList<string> arguments, string? dataFromEnvironment)
    {
        if (arguments.Count == 0 || arguments[0] != "run") throw new ArgumentException($"The verb is run.\n{Usage}");
        var options = new JobsOptions(string.IsNullOrEmpty(dataFromEnvironment) ? "data" : dataFromEnvironment, false, false);
        for (int i = 1; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--json" => options with { IsJson = true },
                "--exit-on-stdin-eof" => options with { EndsWithStandardInput = true },
                "--data" when i + 1 < arguments.Count => options with { DataDirectory = arguments[++i] },
                "--data" => throw new ArgumentException($"--data needs a directory.\n{Usage}"),
                _ => throw new ArgumentException($"'{arguments[i]}' is not an option.\n{Usage}"),
            };
        }

        return options with { DataDirectory = Path.GetFullPath(options.DataDirectory) };
    }
}
