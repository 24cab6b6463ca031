using System.CommandLine;
using MarketMaker.Cli.Processes;

namespace MarketMaker.Cli.Commands;

/// <summary><c>mm import</c>: the logs of another program into our streams.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var format = new Argument<string>("format") { Description = "Format of the logs: metastacker (that bot's log folders), or clef (any Serilog application, into bot_log)." };
        format.AcceptOnlyFromAmong("metastacker", "clef");
        var path = new Argument<FileSystemInfo>("path") { Description = "Folder (or file) of the logs." };
        path.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<FileSystemInfo>() is { Exists: false } missing) result.AddError($"{missing.FullName}: there is no such file or folder.");
        });
        Option<DirectoryInfo> data = HouseOptions.Data();
        Option<bool> json = HouseOptions.Json();
        var command = new Verb(
            "import",
            "Load the logs of another program into our streams. Every line is loaded, a duplicate, or in quarantine with its reason: the printed table accounts for each. Importing twice loads nothing twice.",
            "mm import metastacker logs/ && mm ask \"why were trades rejected on 2025-11-21 between 11:00 and 13:00?\"",
            "mm import clef /var/log/myapp && mm sql \"SELECT ts, level, message FROM bot_log WHERE level = 'error' ORDER BY ts\"")
        {
            format, path, data, json,
        };
        command.SetAction((parsed, cancellation) => PassThrough.RunAsync(
            HouseProgram.Collectors,
            new Arguments("import", parsed.GetValue(format)!, parsed.GetValue(path)!.FullName)
                .Add("--data", parsed.GetValue(data)).Flag("--json", parsed.GetValue(json)),
            cancellation,
            parsed.GetValue(data)));
        return command;
    }
}
