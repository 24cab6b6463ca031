using System.CommandLine;
using MarketMaker.Cli.Processes;

namespace MarketMaker.Cli.Commands;

/// <summary><c>mm compact</c>: many small files of the lake into few.</summary>
internal static class CompactCommand
{
    public static Command Create()
    {
        Option<string?> stream = new("--stream") { Description = "Only this stream.", HelpName = "S" };
        Option<string?> date = new("--date") { Description = "Only this UTC day.", HelpName = "YYYY-MM-DD" };
        Option<bool> all = new("--all") { Description = "One file per stream and day, whatever the sizes (default: where it pays)." };
        Option<long?> grace = new("--grace-s") { Description = "Seconds that replaced files stay for readers in flight (default: 600).", HelpName = "N" };
        Option<DirectoryInfo> data = HouseOptions.Data();
        Option<bool> json = HouseOptions.Json();
        var command = new Verb(
            "compact",
            "Merge the small files of the lake; rows are proven the same before anything changes. The collector does this by itself while it follows.",
            "mm compact --all",
            "mm compact --stream order_intent --date 2025-09-04 --json")
        {
            stream, date, all, grace, data, json,
        };
        command.SetAction((parsed, cancellation) => PassThrough.RunAsync(
            HouseProgram.Collectors,
            new Arguments("compact").Add("--stream", parsed.GetValue(stream)).Add("--date", parsed.GetValue(date)).Flag("--all", parsed.GetValue(all))
                .Add("--grace-s", parsed.GetValue(grace)).Add("--data", parsed.GetValue(data)).Flag("--json", parsed.GetValue(json)),
            cancellation,
            looksAfter: parsed.GetValue(data)));
        return command;
    }
}
