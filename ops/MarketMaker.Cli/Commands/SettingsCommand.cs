using System.CommandLine;
using MarketMaker.Cli.Processes;

namespace MarketMaker.Cli.Commands;

/// <summary><c>mm settings</c>: every number one may tune, as the file that tunes it.</summary>
internal static class SettingsCommand
{
    public static Command Create()
    {
        var command = new Verb(
            "settings",
            "Print every setting of the bot with its default, range and meaning, as a configuration file to start from.",
            "mm settings > mm.yaml && mm run --config mm.yaml");
        command.SetAction((_, cancellation) => PassThrough.RunAsync(HouseProgram.Bot, new Arguments("settings"), cancellation));
        return command;
    }
}
