using System.Globalization;
using MarketMaker.Venue.Fills;

namespace MarketMaker.Collectors.Imports.Fills;

/// <summary>The verb <c>fills report</c>: what sampling does to logged fills. Writes nothing.</summary>
internal static class FillsProgram
{
    public const string Usage = """
        Usage: MarketMaker.Collectors fills report PATH [--probability P] [--json]
          PATH            hyperliquid_fills log, or a folder with such logs below it
          --probability   probability of keeping a fill, above 0 and at most 1 (default: 0.5)
        """;

    private const int BadArguments = 2;
    private const int Refused = 3;

    /// <param name="arguments">What follows the verb.</param>
    /// <returns>The process's exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        try
        {
            (string path, double probability, bool isJson) = Parse(arguments);
            FillLog log = FillLog.Read(path);
            if (log.Fills.Count == 0)
            {
                errors.WriteLine($"{path}: no hyperliquid_fills log with a fill in it.");
                return Refused;
            }

            var report = new FillReport(FillStudy.Of(log, new FillSamplerOptions { KeepProbabilityRatio = probability }));
            output.Write(isJson ? report.Json() + "\n" : report.Text());
            return 0;
        }
        catch (Exception error) when (error is ArgumentException or FileNotFoundException)
        {
            errors.WriteLine(error.Message);
            return BadArguments;
        }
        catch (InvalidDataException error)
        {
            errors.WriteLine(error.Message);
            return Refused;
        }
    }

    private static (string Path, double ProbabilityRatio, bool IsJson) Parse(IReadOnlyList<string> arguments)
    {
        double probability = 0.5;
        bool isJson = false;
        var positional = new List<string>();
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--json") isJson = true;
            else if (arguments[i] == "--probability")
            {
                if (++i == arguments.Count || !double.TryParse(arguments[i], NumberStyles.Float, CultureInfo.InvariantCulture, out probability) || probability is not (> 0 and <= 1))
                    throw new ArgumentException($"--probability needs a number above 0 and at most 1.\n{Usage}");
            }
            else if (arguments[i].StartsWith('-')) throw new ArgumentException($"'{arguments[i]}' is not an option.\n{Usage}");
            else positional.Add(arguments[i]);
        }

        return positional is ["report", string path] ? (path, probability, isJson) : throw new ArgumentException($"fills needs 'report' and a path.\n{Usage}");
    }
}
