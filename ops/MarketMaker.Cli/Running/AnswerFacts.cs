using System.Globalization;
using System.Text.Json.Nodes;

namespace MarketMaker.Cli.Running;

/// <summary>What an answer rests on, in a few lines: enough to judge it by.</summary>
internal static class AnswerFacts
{
    private const int LongestSql = 100;

    /// <summary>Interval, assumptions, warnings, how far the data reaches, rows counted and the beginning of the SQL; what the answer lacks is left out.</summary>
    public static IEnumerable<(string Name, string Text)> Of(JsonObject answer)
    {
        if (answer["interval"] is JsonObject interval) yield return ("interval", $"{interval["text"]} (words read in {interval["zone"]})");
        foreach (JsonNode? assumption in answer["assumptions"] as JsonArray ?? []) yield return ("assumed", $"{assumption}");
        foreach (JsonNode? warning in answer["warnings"] as JsonArray ?? []) yield return ("warning", $"{warning}");
        if (answer["data_through"] is { } through) yield return ("data", $"through {through}");
        if (answer["rows_counted"] is { } rows) yield return ("rows", string.Create(CultureInfo.InvariantCulture, $"{(long)rows:N0} of {answer["plan"]?["stream"]}"));
        if ((string?)answer["sql"] is { } sql) yield return ("SQL", Shortened(string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
    }

    private static string Shortened(string text) => text.Length <= LongestSql ? text : text[..LongestSql] + " …";
}
