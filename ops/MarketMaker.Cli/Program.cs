using System.CommandLine;
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

    Exit codes: 0 done, 1 failed, 2 bad arguments or configuration, 3 bad input refused, 130 cancelled.
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

Verb.ShowExamples(root);
ParseResult parsed = root.Parse(args);
// System.CommandLine answers 1 to bad arguments; the house answers 2, so that a script can tell them from a failure.
return parsed.Errors.Count > 0 ? await parsed.InvokeAsync().ContinueWith(_ => 2, TaskScheduler.Default) : await parsed.InvokeAsync();
