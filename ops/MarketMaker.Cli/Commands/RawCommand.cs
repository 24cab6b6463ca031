using System.CommandLine;
using MarketMaker.Cli.Processes;

namespace MarketMaker.Cli.Commands;

/// <summary><c>mm raw</c>: the original line of a row.</summary>
internal static class RawCommand
{
    public static Command Create()
    {
        Argument<string> stream = new("stream") { Description = "Stream of the row." };
        Argument<string> run = new("run") { Description = "Its run_id." };
        Argument<long> seq = new("seq") { Description = "Its seq." };
        Option<DirectoryInfo?> logs = new("--logs") { Description = "Folder that holds the logs that were imported (default: the current folder).", HelpName = "DIR" };
        Option<DirectoryInfo> data = HouseOptions.Data();
        Option<bool> json = HouseOptions.Json();
        var command = new Verb(
            "raw",
            "Print the line that a row was made of, from the file it came from: also one that was renamed or compressed since.",
            "mm raw order_intent 01a213a8-0c75-7b85-99b8-fa6aa50afbbf 42")
        {
            stream, run, seq, logs, data, json,
        };
        command.SetAction((parsed, cancellation) => PassThrough.RunAsync(
            HouseProgram.Collectors,
            new Arguments("raw", parsed.GetValue(stream)!, parsed.GetValue(run)!, parsed.GetValue(seq).ToString(System.Globalization.CultureInfo.InvariantCulture))
                .Add("--logs", parsed.GetValue(logs)).Add("--data", parsed.GetValue(data)).Flag("--json", parsed.GetValue(json)),
            cancellation,
            looksAfter: parsed.GetValue(data)));
        return command;
    }
}
