using System.CommandLine;
using System.Globalization;
using MarketMaker.Cli.Processes;

namespace MarketMaker.Cli.Commands;

/// <summary><c>mm fills report</c>: what sampling other people's fills saves, and what it costs.</summary>
internal static class FillsCommand
{
    public static Command Create() => new Verb(
        "fills",
        "What sampling other people's fills does to their volume: fills report.",
        "mm fills report logs/")
    {
        Report(),
    };

    private static Verb Report()
    {
        var path = new Argument<FileSystemInfo>("path") { Description = "hyperliquid_fills log, or a folder with such logs below it." };
        path.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<FileSystemInfo>() is { Exists: false } missing) result.AddError($"{missing.FullName}: there is no such file or folder.");
        });
        Option<double> probability = new("--probability")
        {
            Description = "Probability of keeping a fill, above 0 and at most 1.",
            HelpName = "P",
            DefaultValueFactory = _ => 0.5,
            CustomParser = result =>
            {
                string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is > 0 and <= 1) return value;
                result.AddError($"--probability '{text}': a number above 0 and at most 1 is needed.");
                return 0;
            },
        };
        Option<bool> json = HouseOptions.Json();
        var command = new Verb(
            "report",
            "Sample logged fills as the bot does and hold the weighted volume against the true one: bytes saved, error, and how often the 99 % interval holds the truth.",
            "mm fills report logs/",
            "mm fills report logs/ --probability 0.1 --json")
        {
            path, probability, json,
        };
        command.SetAction((parsed, cancellation) => PassThrough.RunAsync(
            HouseProgram.Collectors,
            new Arguments("fills", "report", parsed.GetValue(path)!.FullName)
                .Add("--probability", parsed.GetValue(probability).ToString(CultureInfo.InvariantCulture)).Flag("--json", parsed.GetValue(json)),
            cancellation));
        return command;
    }
}
