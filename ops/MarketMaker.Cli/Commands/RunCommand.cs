using System.CommandLine;
using MarketMaker.Cli.Running;

namespace MarketMaker.Cli.Commands;

/// <summary><c>mm run</c>: everything, from the tape to the answer.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        Option<FileInfo?> tape = HouseOptions.Tape();
        Option<string> speed = HouseOptions.Speed();
        Option<long?> seed = HouseOptions.Seed();
        Option<int?> minutes = HouseOptions.Minutes();
        Option<FileInfo?> config = HouseOptions.Config();
        Option<DirectoryInfo> data = HouseOptions.Data();
        Option<int> port = HouseOptions.Port();
        Option<bool> once = new("--once") { Description = "Stop when the tape has ended and the first question is answered." };
        Option<bool> json = HouseOptions.Json();
        var command = new Verb(
            "run",
            "Replay a tape through the bot, collect its journal into the lake, summarise, serve the query API and answer the first question. Ctrl-C stops it; the same command goes on where it was.",
            "mm run",
            "mm run --tape recording.jsonl.gz --speed 10x --port 9000",
            "mm run --once --json --data /var/lib/mm")
        {
            tape, speed, seed, minutes, config, data, port, once, json,
        };
        command.SetAction((parsed, cancellation) => new HouseRun(new RunOptions(
            parsed.GetValue(tape), parsed.GetValue(speed)!, parsed.GetValue(seed), parsed.GetValue(minutes), parsed.GetValue(config),
            parsed.GetValue(data)!, parsed.GetValue(port), parsed.GetValue(once), parsed.GetValue(json))).RunAsync(cancellation));
        return command;
    }
}
