using System.CommandLine;
using MarketMaker.Cli.Processes;

namespace MarketMaker.Cli.Commands;

/// <summary><c>mm quarantine</c>: the lines that were refused.</summary>
internal static class QuarantineCommand
{
    public static Command Create() => new("quarantine", "The lines that were refused: list, show, retry.") { List(), Show(), Retry() };

    private static Verb List()
    {
        Option<string?> stream = Stream();
        Option<string?> from = new("--from") { Description = "From this time on, UTC.", HelpName = "TIME" };
        Option<string?> to = new("--to") { Description = "Before this time, UTC.", HelpName = "TIME" };
        Option<string?> reason = new("--reason") { Description = "Only reasons that contain this text.", HelpName = "TEXT" };
        Option<DirectoryInfo> data = HouseOptions.Data();
        Option<bool> json = HouseOptions.Json();
        var command = new Verb("list", "List refused lines with their place and reason.", "mm quarantine list --stream order_intent --reason price")
        {
            stream, from, to, reason, data, json,
        };
        command.SetAction((parsed, cancellation) => PassThrough.RunAsync(
            HouseProgram.Collectors,
            new Arguments("quarantine", "list").Add("--stream", parsed.GetValue(stream)).Add("--from", parsed.GetValue(from)).Add("--to", parsed.GetValue(to))
                .Add("--reason", parsed.GetValue(reason)).Add("--data", parsed.GetValue(data)).Flag("--json", parsed.GetValue(json)),
            cancellation,
            looksAfter: parsed.GetValue(data)));
        return command;
    }

    private static Verb Show()
    {
        Argument<string> id = new("id") { Description = "FILE_UUID:BYTE_OFFSET, as list prints it." };
        Option<DirectoryInfo> data = HouseOptions.Data();
        Option<bool> json = HouseOptions.Json();
        var command = new Verb("show", "Show one refused line: its place, the reason, the line.", "mm quarantine show 0199a1b2:4711") { id, data, json };
        command.SetAction((parsed, cancellation) => PassThrough.RunAsync(
            HouseProgram.Collectors,
            new Arguments("quarantine", "show", parsed.GetValue(id)!).Add("--data", parsed.GetValue(data)).Flag("--json", parsed.GetValue(json)),
            cancellation,
            looksAfter: parsed.GetValue(data)));
        return command;
    }

    private static Verb Retry()
    {
        Option<string?> stream = Stream();
        Option<DirectoryInfo> data = HouseOptions.Data();
        Option<bool> json = HouseOptions.Json();
        var command = new Verb("retry", "Try refused lines again, as after an upgrade: those valid now are loaded, each once, and leave quarantine.", "mm quarantine retry --stream order_intent")
        {
            stream, data, json,
        };
        command.SetAction((parsed, cancellation) => PassThrough.RunAsync(
            HouseProgram.Collectors,
            new Arguments("quarantine", "retry").Add("--stream", parsed.GetValue(stream)).Add("--data", parsed.GetValue(data)).Flag("--json", parsed.GetValue(json)),
            cancellation,
            looksAfter: parsed.GetValue(data)));
        return command;
    }

    private static Option<string?> Stream() => new("--stream") { Description = "Only lines for this stream.", HelpName = "S" };
}
