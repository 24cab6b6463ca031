using System.CommandLine;
using System.Diagnostics;
using MarketMaker.Cli.Processes;

namespace MarketMaker.Cli.Commands;

/// <summary><c>mm settings</c>: every number one may tune, as the file that tunes it.</summary>
internal static class SettingsCommand
{
    public static Command Create()
    {
        Option<bool> json = HouseOptions.Json();
        var command = new Verb(
            "settings",
            "Print every setting of the bot with its default, range and meaning, as a configuration file to start from.",
            "mm settings > mm.yaml && mm run --config mm.yaml",
            "mm settings --json")
        {
            json,
        };
        command.SetAction((parsed, cancellation) =>
            parsed.GetValue(json) ? PrintJsonAsync() : PassThrough.RunAsync(HouseProgram.Bot, new Arguments("settings"), cancellation));
        return command;
    }

    private static async Task<int> PrintJsonAsync()
    {
        try
        {
            ProcessStartInfo info = HouseProgram.Bot.StartInfo(["settings"]);
            info.RedirectStandardOutput = true;
            using Process bot = Process.Start(info)!;
            string page = await bot.StandardOutput.ReadToEndAsync();
            await bot.WaitForExitAsync();
            if (bot.ExitCode != ExitCodes.Done) return Failure.Of(bot.ExitCode, $"{HouseProgram.Bot.Name} settings ended with code {bot.ExitCode}.").Print(isJson: true);
            Console.WriteLine(SettingsPage.ToJson(page).ToJsonString());
            return ExitCodes.Done;
        }
        catch (FileNotFoundException error)
        {
            return Failure.Of(ExitCodes.Failed, error.Message).Print(isJson: true);
        }
    }
}
