using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MarketMaker.Cli.Commands;

/// <summary>Options that mean the same in every command.</summary>
internal static class HouseOptions
{
    /// <summary><c>--data DIR</c>: MM_DATA, or ./data.</summary>
    public static Option<DirectoryInfo> Data() => new("--data")
    {
        Description = "Data directory: journal, lake, tapes and logs (default: MM_DATA, or ./data).",
        HelpName = "DIR",
        DefaultValueFactory = _ => new DirectoryInfo(Environment.GetEnvironmentVariable("MM_DATA") is { Length: > 0 } home ? home : "data"),
    };

    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object for machines instead of text for people." };

    /// <summary><c>--port N</c>; 0 takes any free one.</summary>
    public static Option<int> Port() => new("--port")
    {
        Description = "Port of the query API on 127.0.0.1; 0 takes any free one.",
        HelpName = "N",
        DefaultValueFactory = _ => 8080,
        CustomParser = result => (int)Whole(result, 0, 65_535),
    };

    /// <summary><c>--tz ZONE</c>.</summary>
    public static Option<string?> TimeZone() => new("--tz")
    {
        Description = "Time zone of the times in the question, such as Asia/Kolkata or IST (default: UTC).",
        HelpName = "ZONE",
    };

    /// <summary><c>--tape FILE</c>: must exist.</summary>
    public static Option<FileInfo?> Tape()
    {
        var tape = new Option<FileInfo?>("--tape")
        {
            Description = "Recording to replay, .jsonl or .jsonl.gz (default: a market generated from --seed).",
            HelpName = "FILE",
        };
        tape.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<FileInfo?>() is { Exists: false } file)
                result.AddError($"--tape {file.FullName}: there is no such file.");
        });
        return tape;
    }

    /// <summary><c>--speed max|1x|Nx</c>.</summary>
    public static Option<string> Speed()
    {
        var speed = new Option<string>("--speed") { Description = "max, or a multiple of the recorded pace: 1x, 10x, 0.5x.", HelpName = "max|Nx", DefaultValueFactory = _ => "max" };
        speed.Validators.Add(result =>
        {
            string value = result.GetValueOrDefault<string>() ?? "max";
            bool isMultiple = value.EndsWith('x') && double.TryParse(value.AsSpan()[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double factor) && factor > 0;
            if (value != "max" && !isMultiple) result.AddError($"--speed {value}: say max, or a positive multiple such as 1x or 10x.");
        });
        return speed;
    }

    /// <summary><c>--seed N</c> of the generated market.</summary>
    public static Option<long?> Seed() => new("--seed")
    {
        Description = "Seed of the generated market.",
        HelpName = "N",
        CustomParser = result => Whole(result, 0, long.MaxValue),
    };

    /// <summary><c>--minutes N</c> of the generated market.</summary>
    public static Option<int?> Minutes() => new("--minutes")
    {
        Description = "Length of the generated market, 1 to 1440.",
        HelpName = "N",
        CustomParser = result => (int)Whole(result, 1, 1440),
    };

    /// <summary><c>--config FILE</c>: must exist.</summary>
    public static Option<FileInfo?> Config()
    {
        var config = new Option<FileInfo?>("--config") { Description = "Configuration (mm.yaml); defaults for everything it leaves out.", HelpName = "FILE" };
        config.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<FileInfo?>() is { Exists: false } file) result.AddError($"--config {file.FullName}: there is no such file.");
        });
        return config;
    }

    // The library's own conversion names a .NET type to the user, and throws when a validator looks at the value.
    private static long Whole(ArgumentResult result, long minimum, long maximum)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= minimum && value <= maximum) return value;
        string option = result.Parent is OptionResult parent ? parent.Option.Name : "";
        result.AddError($"{option} '{text}': a whole number from {minimum} to {maximum} is needed.");
        return minimum;
    }
}
