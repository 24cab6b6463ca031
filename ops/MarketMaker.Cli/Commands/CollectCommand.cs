using System.CommandLine;
using MarketMaker.Cli.Processes;

namespace MarketMaker.Cli.Commands;

/// <summary><c>mm collect</c>: the journal into the lake.</summary>
internal static class CollectCommand
{
    public static Command Create()
    {
        Option<bool> follow = new("--follow") { Description = "Keep following the journal until stopped (default: stop when all of it is in the lake)." };
        Option<DirectoryInfo> data = HouseOptions.Data();
        Option<bool> json = HouseOptions.Json();
        var command = new Verb(
            "collect",
            "Bring journal lines into the lake, each exactly once, however often it is interrupted.",
            "mm collect",
            "mm collect --follow")
        {
            follow, data, json,
        };
        command.SetAction((parsed, cancellation) => PassThrough.RunAsync(
            HouseProgram.Collectors,
            new Arguments("follow").Flag("--until-idle", !parsed.GetValue(follow)).Add("--data", parsed.GetValue(data)).Flag("--json", parsed.GetValue(json)),
            cancellation,
            parsed.GetValue(data)));
        return command;
    }
}
