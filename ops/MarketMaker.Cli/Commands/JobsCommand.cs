using System.CommandLine;
using MarketMaker.Cli.Processes;

namespace MarketMaker.Cli.Commands;

/// <summary><c>mm jobs</c>: derived tables from the lake.</summary>
internal static class JobsCommand
{
    public static Command Create()
    {
        Option<DirectoryInfo> data = HouseOptions.Data();
        Option<bool> json = HouseOptions.Json();
        var command = new Verb(
            "jobs",
            "Compute the derived tables whose inputs changed. Running it twice gives the same bytes.",
            "mm jobs")
        {
            data, json,
        };
        command.SetAction((parsed, cancellation) => PassThrough.RunAsync(
            HouseProgram.Jobs, new Arguments("run").Add("--data", parsed.GetValue(data)).Flag("--json", parsed.GetValue(json)), cancellation, parsed.GetValue(data)));
        return command;
    }
}
