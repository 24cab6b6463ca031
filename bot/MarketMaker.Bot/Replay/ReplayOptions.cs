using System.Globalization;

namespace MarketMaker.Bot.Replay;

/// <summary>Arguments of <c>replay</c>.</summary>
internal sealed record ReplayOptions
{
    /// <summary>The tape; null: generate one.</summary>
    public string? Tape { get; init; }

    public required string DataDirectory { get; init; }

    public long? Seed { get; init; }

    public int? Minutes { get; init; }

    /// <summary>Tape time per wall time; positive infinity for full speed.</summary>
    public double SpeedRatio { get; init; } = double.PositiveInfinity;

    public string? ConfigurationPath { get; init; }

    public bool IsNewRun { get; init; }

    public bool ExitsOnInputEnd { get; init; }

    public bool IsJson { get; init; }

    /// <exception cref="ArgumentsException">Something is wrong; every fault is listed.</exception>
    public static ReplayOptions Parse(Arguments arguments)
    {
        string? tape = arguments.Take("--tape");
        bool isGenerated = arguments.Flag("--generate");
        string? configuration = arguments.Take("--config");
        if (tape is null == !isGenerated) arguments.Fault("Give either --tape FILE or --generate.");
        if (tape is not null && !File.Exists(tape)) arguments.Fault($"--tape {tape}: there is no such file.");
        if (configuration is not null && !File.Exists(configuration)) arguments.Fault($"--config {configuration}: there is no such file.");
        var options = new ReplayOptions
        {
            Tape = tape is null ? null : Path.GetFullPath(tape),
            DataDirectory = arguments.DataDirectory(),
            Seed = arguments.TakeWhole("--seed", 0, int.MaxValue),
            Minutes = (int?)arguments.TakeWhole("--minutes", 1, 1440),
            SpeedRatio = Speed(arguments),
            ConfigurationPath = configuration,
            IsNewRun = arguments.Flag("--new-run"),
            ExitsOnInputEnd = arguments.Flag("--exit-on-stdin-eof"),
            IsJson = arguments.Flag("--json"),
        };
        arguments.ThrowIfAnyLeft();
        return options;
    }

    private static double Speed(Arguments arguments)
    {
        string text = arguments.Take("--speed") ?? "max";
        if (text == "max") return double.PositiveInfinity;
        if (text.EndsWith('x') && double.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double ratio) && ratio is > 0 and <= 1e6) return ratio;
        arguments.Fault($"--speed {text}: give max, 1x, or another multiple such as 10x.");
        return double.NaN;
    }
}
