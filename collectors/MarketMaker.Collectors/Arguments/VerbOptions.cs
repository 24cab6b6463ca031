using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Arguments;

/// <summary>Command line of a verb that works on the lake: named values, flags, and words in their order.</summary>
internal sealed class VerbOptions
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flags = new(StringComparer.Ordinal);
    private readonly string _usage;

    private VerbOptions(string usage) => _usage = usage;

    /// <summary>Words that are no options.</summary>
    public List<string> Words { get; } = [];

    public bool IsJson => Has("--json");

    /// <summary>The data directory: <c>--data</c>, MM_DATA, or ./data.</summary>
    public LakeDirectory Lake => new(Value("--data") ?? (Environment.GetEnvironmentVariable("MM_DATA") is { Length: > 0 } home ? home : "data"));

    /// <summary>The stream of <c>--stream</c>; null when not given.</summary>
    /// <exception cref="ArgumentException">The catalogue does not have it.</exception>
    public string? Stream => Value("--stream") is { } name ? StreamNamed(name) : null;

    /// <summary>Parses what follows the verb; <c>--data</c> and <c>--json</c> are known to every verb.</summary>
    /// <exception cref="ArgumentException">An option is not known, misses its value, or there are too many or too few words.</exception>
    public static VerbOptions Parse(IReadOnlyList<string> arguments, string usage, string[] values, string[] flags, int words = 0)
    {
        var options = new VerbOptions(usage);
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];
            if (argument == "--data" || values.Contains(argument))
                options._values[argument] = i + 1 < arguments.Count ? arguments[++i] : throw options.Wrong($"{argument} needs a value.");
            else if (argument == "--json" || flags.Contains(argument)) options._flags.Add(argument);
            else if (argument.StartsWith('-')) throw options.Wrong($"'{argument}' is not an option.");
            else options.Words.Add(argument);
        }

        if (options.Words.Count != words) throw options.Wrong($"{options.Words.Count} words were given, {words} are needed.");
        return options;
    }

    public bool Has(string flag) => _flags.Contains(flag);

    public string? Value(string name) => _values.GetValueOrDefault(name);

    public string StreamNamed(string name) => Catalogue.Find(name) is { IsStream: true } ? name : throw Wrong($"There is no stream '{name}'.");

    /// <summary>A day; null when not given.</summary>
    public DateOnly? Date(string name) => Value(name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", out DateOnly date) ? date : throw Wrong($"{name} {text}: a date is such as 2025-09-04.");

    /// <summary>A time, or midnight UTC of a day; null when not given.</summary>
    public UtcMicros? Time(string name) => Value(name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", out DateOnly date) ? UtcMicros.From(new DateTimeOffset(date, default, TimeSpan.Zero))
        : UtcMicros.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out UtcMicros time) ? time
        : throw Wrong($"{name} {text}: a time is such as 2025-09-04T19:46:56Z, or a date.");

    /// <summary>A whole number in a range; null when not given.</summary>
    public long? Number(string name, long min, long max) => Value(name) is not { } text ? null
        : long.TryParse(text, out long number) && number >= min && number <= max ? number : throw Wrong($"{name} {text}: a whole number from {min} to {max}.");

    /// <summary>The error for a wrong argument, with the usage.</summary>
    public ArgumentException Wrong(string what) => new($"{what}\n{_usage}");
}
