using System.CommandLine;
using MarketMaker.Cli.Processes;

namespace MarketMaker.Cli.Commands;

/// <summary><c>mm complete</c>: is anything missing?</summary>
internal static class CompleteCommand
{
    public static Command Create()
    {
        Option<string?> from = new("--from") { Description = "From this time on, UTC.", HelpName = "TIME" };
        Option<string?> to = new("--to") { Description = "Before this time, UTC.", HelpName = "TIME" };
        Option<string?> stream = new("--stream") { Description = "Only this stream.", HelpName = "S" };
        Option<DirectoryInfo> data = HouseOptions.Data();
        Option<bool> json = HouseOptions.Json();
        var command = new Verb(
            "complete",
            "Say what is missing: received against expected events per run and hour, every gap by its seqs, and the account of every journal line. Exit code 3 when something is.",
            "mm complete",
            "mm complete --stream order_intent --from 2025-09-04 --json")
        {
            from, to, stream, data, json,
        };
        command.SetAction((parsed, cancellation) => PassThrough.RunAsync(
            HouseProgram.Collectors,
            new Arguments("complete").Add("--from", parsed.GetValue(from)).Add("--to", parsed.GetValue(to)).Add("--stream", parsed.GetValue(stream))
                .Add("--data", parsed.GetValue(data)).Flag("--json", parsed.GetValue(json)),
            cancellation,
            looksAfter: parsed.GetValue(data)));
        return command;
    }
}
