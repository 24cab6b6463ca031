using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MarketMaker.Collectors.Imports.Clef;

/// <summary>Renders a message template (https://messagetemplates.org) with the properties of its event, as Serilog renders it.</summary>
/// <remarks>
/// <para>A hole is <c>{Name}</c>, <c>{@Name}</c> or <c>{$Name}</c>, with <c>,alignment</c> and <c>:format</c> after the name; <c>{{</c> and
/// <c>}}</c> are braces. What is no hole, and a hole whose property the event lacks, stays as it is written.</para>
/// <para>The text of a hole with a format stands in the event (<c>@r</c>, in the order of those holes), for only the program knew its value's
/// type. Where it does not, numbers are formatted here; a format that cannot be applied is left off.</para>
/// </remarks>
internal static partial class MessageTemplate
{
    private const int WidestHole = 1_000; // a log is no reason to fill the memory with blanks

    /// <param name="template">The template, <c>@mt</c>.</param>
    /// <param name="properties">The event: an object.</param>
    public static string Render(string template, JsonElement properties)
    {
        var text = new StringBuilder(template.Length * 2);
        int formatted = 0;
        for (int at = 0; at < template.Length;)
        {
            char c = template[at];
            if (c is '{' or '}' && at + 1 < template.Length && template[at + 1] == c)
            {
                text.Append(c);
                at += 2;
                continue;
            }

            int end = c == '{' ? template.IndexOf('}', at) : -1;
            if (end < 0)
            {
                text.Append(c);
                at++;
                continue;
            }

            string raw = template[at..(end + 1)];
            Match hole = Hole().Match(raw);
            if (hole.Success) AppendHole(text, hole, properties, ref formatted);
            else text.Append(raw);
            at = end + 1;
        }

        return text.ToString();
    }

    private static void AppendHole(StringBuilder text, Match hole, JsonElement properties, ref int formatted)
    {
        string? format = hole.Groups["format"] is { Success: true, Length: > 0 } given ? given.Value : null;
        string? rendering = format is null ? null : Rendering(properties, formatted++);
        int width = 0;
        bool isAligned = hole.Groups["width"] is { Success: true } align;
        if (isAligned && (!int.TryParse(hole.Groups["width"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out width)
            || width is 0 or < -WidestHole or > WidestHole))
        {
            text.Append(hole.Value);
            return;
        }

        string? value = rendering ?? (properties.TryGetProperty(hole.Groups["name"].Value, out JsonElement property) ? PropertyText.Of(property, format) : null);
        if (value is null) text.Append(hole.Value);
        else text.Append(width >= 0 ? value.PadLeft(width) : value.PadRight(-width));
    }

    private static string? Rendering(JsonElement properties, int index) =>
        properties.TryGetProperty("@r", out JsonElement renderings) && renderings.ValueKind == JsonValueKind.Array && index < renderings.GetArrayLength()
        && renderings[index].ValueKind == JsonValueKind.String ? renderings[index].GetString() : null;

    [GeneratedRegex(@"^\{[@$]?(?<name>[\p{L}\p{Nd}_]+)(?:,(?<width>-?[0-9]+))?(?::(?<format>[^{}]*))?\}$")]
    private static partial Regex Hole();
}
