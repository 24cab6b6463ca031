namespace MarketMaker.Collectors.Imports;

/// <summary>Command line of <c>import</c>.</summary>
/// <param name="Format">Which foreign format.</param>
/// <param name="Path">File or folder of the logs.</param>
/// <param name="DataDirectory">The data directory.</param>
/// <param name="IsJson">Result as one JSON object on the last line of standard output, progress as JSON lines on standard error.</param>
/// <param name="EndsWithStandardInput">Stop as on Ctrl-C when standard input ends.</param>
internal sealed record ImportOptions(IForeignFormat Format, string Path, string DataDirectory, bool IsJson, bool EndsWithStandardInput)
{
    public const string Usage = """
        Usage: MarketMaker.Collectors import FORMAT PATH [--data DIR] [--json] [--exit-on-stdin-eof]
          FORMAT   metastacker (that bot's log folders) or clef (logs of any Serilog application)
          PATH     log file or folder, with all below it
          --data   data directory (default: MM_DATA, else ./data)
        """;

    /// <summary>Parses what follows the verb.</summary>
    /// <exception cref="ArgumentException">An argument is missing or not known.</exception>
    public static ImportOptions Parse(IReadOnlyList<string> arguments, IReadOnlyList<IForeignFormat> formats, string? dataFromEnvironment)
    {
        string data = string.IsNullOrEmpty(dataFromEnvironment) ? "data" : dataFromEnvironment;
        var named = new HashSet<string>(StringComparer.Ordinal);
        var positional = new List<string>();
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--data") data = ++i < arguments.Count ? arguments[i] : throw new ArgumentException($"--data needs a directory.\n{Usage}");
            else if (arguments[i] is "--json" or "--exit-on-stdin-eof") named.Add(arguments[i]);
            else if (arguments[i].StartsWith('-')) throw new ArgumentException($"'{arguments[i]}' is not an option.\n{Usage}");
            else positional.Add(arguments[i]);
        }

        if (positional.Count != 2) throw new ArgumentException($"import needs a format and a path.\n{Usage}");
        IForeignFormat format = formats.FirstOrDefault(f => f.Name == positional[0])
            ?? throw new ArgumentException($"There is no format '{positional[0]}'. There are: {string.Join(", ", formats.Select(f => f.Name))}.\n{Usage}");
        return new ImportOptions(format, positional[1], System.IO.Path.GetFullPath(data), named.Contains("--json"), named.Contains("--exit-on-stdin-eof"));
    }
}
