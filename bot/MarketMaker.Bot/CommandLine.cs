using MarketMaker.Bot.Configuration;
using MarketMaker.Bot.Journal;
using MarketMaker.Bot.Replay;

namespace MarketMaker.Bot;

/// <summary>The verbs of the bot.</summary>
internal static class CommandLine
{
    private const string Help = """
        MarketMaker.Bot: trades, and journals every decision.

        replay   Play a tape through the strategy and the simulated exchange, into the journal.
          --tape FILE           recording to play (.jsonl or .jsonl.gz)
          --generate            play a generated market instead; --seed N, --minutes N
          --data DIR            data folder; default: MM_DATA, or ./data
          --speed max|1x|Nx     default max
          --config mm.yaml      default: built-in values
          --new-run             start again although this tape and configuration have a run
          --exit-on-stdin-eof   stop, as on Ctrl-C, when standard input ends
          --json                result as one JSON object on the last line, progress as JSON lines on standard error

        hash     Print the hash of a run's decisions: equal for two replays of one tape and configuration.
          --data DIR  --run KEY

        settings Print every setting with its default, range and meaning: a configuration file to start from.

        Exit codes: 0 done, 1 failed, 2 bad arguments or configuration, 3 bad input, 130 stopped (the same command goes on).
        """;

    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        try
        {
            var arguments = new Arguments(args);
            switch (arguments.Verb)
            {
                case "replay":
                    return ReplayCommand.Run(ReplayOptions.Parse(arguments), output, errors);
                case "hash":
                    return Hash(arguments, output);
                case "settings":
                    arguments.ThrowIfAnyLeft();
                    output.Write(SettingsPage.Text());
                    return ExitCodes.Done;
                case "help" or "--help" or "-h":
                    output.WriteLine(Help);
                    return ExitCodes.Done;
                default:
                    errors.WriteLine(arguments.Verb is null ? "No verb given." : $"Unknown verb '{arguments.Verb}'.");
                    errors.WriteLine(Help);
                    return ExitCodes.BadArguments;
            }
        }
        catch (ArgumentsException error)
        {
            errors.WriteLine($"{error.Message}\nRun with --help for what there is.");
            return ExitCodes.BadArguments;
        }
        catch (ConfigurationException error)
        {
            errors.WriteLine(error.Message);
            return ExitCodes.BadArguments;
        }
    }

    private static int Hash(Arguments arguments, TextWriter output)
    {
        string data = arguments.DataDirectory();
        string? run = arguments.Take("--run");
        arguments.ThrowIfAnyLeft();
        string directory = RunFolder.PathOf(data, run ?? throw new ArgumentsException(["--run KEY is missing."]));
        if (!Directory.Exists(directory)) throw new ArgumentsException([$"There is no run {run} in {data}."]);
        output.WriteLine(JournalHash.Compute(directory));
        return ExitCodes.Done;
    }
}
