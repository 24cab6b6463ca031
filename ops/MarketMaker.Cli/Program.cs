using System.CommandLine;
using System.CommandLine.Invocation;
using MarketMaker.Cli.Commands;

// The house has one launcher. Every verb but `run` and `schemas` hands over to the program that owns the work:
// executables do not reference one another, they meet at the files of the data directory.
var root = new RootCommand(
    """
    MarketMaker: a market maker that can explain itself.

    Examples:
      mm run --once                                    replay the generated market, collect, summarise, answer
      mm run --tape recording.jsonl.gz --speed 10x     replay a recording at ten times its speed
      mm ask "why were bids rejected 14:00-16:00?"     ask the data
      mm sql "SELECT * FROM execution LIMIT 5"         ask it yourself
      mm import metastacker logs/                      load the logs of another bot
    """)
{
    RunCommand.Create(),
    ReplayCommand.Create(),
    ImportCommand.Create(),
    FillsCommand.Create(),
    CollectCommand.Create(),
    CompactCommand.Create(),
    CompleteCommand.Create(),
    QuarantineCommand.Create(),
    RawCommand.Create(),
    JobsCommand.Create(),
    AskCommand.Create(),
    SqlCommand.Create(),
    ServeCommand.Create(),
    SchemasCommand.Create(),
    SettingsCommand.Create(),
};

Verb.CompleteHelp(root);
ParseResult parsed = root.Parse(args);
// System.CommandLine answers 1 to bad arguments, and prints the help; the house answers 2, so that a script can tell them from a failure.
return parsed.Action is ParseErrorAction ? UsageError.Print(parsed, args.Contains("--json")) : await parsed.InvokeAsync();
