using System.CommandLine;
using MarketMaker.Cli.Processes;

namespace MarketMaker.Cli.Commands;

/// <summary><c>mm replay</c>: the bot over a tape, into the journal.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        Option<FileInfo?> tape = HouseOptions.Tape();
        Option<string> speed = HouseOptions.Speed();
        Option<long?> seed = HouseOptions.Seed();
        Option<int?> minutes = HouseOptions.Minutes();
        Option<FileInfo?> config = HouseOptions.Config();
        Option<bool> newRun = new("--new-run") { Description = "Start again although a run of this tape and configuration exists." };
        Option<DirectoryInfo> data = HouseOptions.Data();
        Option<bool> json = HouseOptions.Json();
        var command = new Verb(
            "replay",
            "Replay a tape through the bot into the journal. The same tape, configuration and seed give the same journal; a run that was interrupted is finished, one that is complete is left as it is.",
            "mm replay",
            "mm replay --tape recording.jsonl.gz --speed 10x",
            "mm replay --minutes 60 --seed 7 --json")
        {
            tape, speed, seed, minutes, config, newRun, data, json,
        };
        command.SetAction((parsed, cancellation) => PassThrough.RunAsync(
            HouseProgram.Bot,
            new Arguments("replay")
                .Add("--tape", parsed.GetValue(tape)).Flag("--generate", parsed.GetValue(tape) is null)
                .Add("--speed", parsed.GetValue(speed)).Add("--seed", parsed.GetValue(seed)).Add("--minutes", parsed.GetValue(minutes))
                .Add("--config", parsed.GetValue(config)).Flag("--new-run", parsed.GetValue(newRun))
                .Add("--data", parsed.GetValue(data)).Flag("--json", parsed.GetValue(json)),
            cancellation,
            parsed.GetValue(data)));
        return command;
    }
}
