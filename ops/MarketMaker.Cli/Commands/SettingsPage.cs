using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MarketMaker.Cli.Commands;

/// <summary>The bot's page of settings: indented <c>key: default  # minimum … maximum. meaning</c>, or the choices in place of the range.</summary>
internal static partial class SettingsPage
{
    /// <summary><c>{"settings":[{"key","default","minimum","maximum","choices","meaning"}]}</c>; a key is the whole path, its parts joined by dots; what a setting lacks is null.</summary>
    public static JsonObject ToJson(string page)
    {
        var settings = new JsonArray();
        var path = new List<string>();
        foreach (Match line in Line().Matches(page))
        {
            path.RemoveRange(line.Groups["indent"].Length / 2, path.Count - (line.Groups["indent"].Length / 2));
            path.Add(line.Groups["key"].Value);
            if (!line.Groups["value"].Success) continue;
            settings.Add(new JsonObject
            {
                ["key"] = string.Join('.', path),
                ["default"] = Value(line.Groups["value"]),
                ["minimum"] = Value(line.Groups["minimum"]),
                ["maximum"] = Value(line.Groups["maximum"]),
                ["choices"] = line.Groups["choices"] is { Success: true } choices ? new JsonArray([.. choices.Value.Split(", ").Select(c => (JsonNode)c)]) : null,
                ["meaning"] = line.Groups["meaning"] is { Success: true } meaning ? meaning.Value : null,
            });
        }

        return new JsonObject { ["settings"] = settings };
    }

    private static JsonNode? Value(Group group) => !group.Success ? null
        : bool.TryParse(group.Value, out bool flag) ? flag
        : decimal.TryParse(group.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number
        : group.Value;

    [GeneratedRegex(@"^(?<indent> *)(?<key>[^\s:#]+):(?: (?<value>[^\s#]+))?(?: +# (?:(?<minimum>\S+) … (?<maximum>\S+)|(?<choices>[^.…]+))\. (?<meaning>.*))?$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
