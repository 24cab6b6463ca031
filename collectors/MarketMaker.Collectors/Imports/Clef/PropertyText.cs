using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MarketMaker.Collectors.Imports.Clef;

/// <summary>A property's value as text, as Serilog renders it.</summary>
/// <remarks>
/// Texts stand in quotes unless the format is <c>l</c>; true and false are <c>True</c> and <c>False</c>; a list is <c>[1, 2]</c>; an object is
/// <c>Type { Name: value }</c>, its type from <c>$type</c>. A number stands as it is written, or in its .NET format.
/// </remarks>
internal static class PropertyText
{
    private const string Literal = "l";
    private const string TypeTag = "$type";
    private const int LongestFormat = 40;

    public static string Of(JsonElement value, string? format)
    {
        var text = new StringBuilder();
        Append(text, value, format);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonElement value, string? format)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                string content = value.GetString()!;
                if (format == Literal) text.Append(content);
                else text.Append('"').Append(content.Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
                break;
            case JsonValueKind.Number:
                text.Append(format is null ? value.GetRawText() : Number(value, format));
                break;
            case JsonValueKind.True or JsonValueKind.False:
                text.Append(value.GetBoolean() ? "True" : "False");
                break;
            case JsonValueKind.Array:
                AppendList(text, value, format);
                break;
            case JsonValueKind.Object:
                AppendObject(text, value);
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void AppendList(StringBuilder text, JsonElement list, string? format)
    {
        text.Append('[');
        bool isFirst = true;
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (!isFirst) text.Append(", ");
            isFirst = false;
            Append(text, item, format);
        }

        text.Append(']');
    }

    private static void AppendObject(StringBuilder text, JsonElement fields)
    {
        if (fields.TryGetProperty(TypeTag, out JsonElement type) && type.ValueKind == JsonValueKind.String) text.Append(type.GetString()).Append(' ');
        text.Append("{ ");
        bool isFirst = true;
        foreach (JsonProperty field in fields.EnumerateObject().Where(f => f.Name != TypeTag))
        {
            if (!isFirst) text.Append(", ");
            isFirst = false;
            text.Append(field.Name).Append(": ");
            Append(text, field.Value, null);
        }

        text.Append(" }");
    }

    private static string Number(JsonElement value, string format)
    {
        // D999999999 is a format too; the text of a log line has no use for it.
        if (format.Length > LongestFormat || HasLongNumber(format)) return value.GetRawText();
        try
        {
            if (value.TryGetInt64(out long whole)) return whole.ToString(format, CultureInfo.InvariantCulture);
            if (value.TryGetDecimal(out decimal exact)) return exact.ToString(format, CultureInfo.InvariantCulture);
            return value.GetDouble().ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return value.GetRawText();
        }
    }

    private static bool HasLongNumber(string format)
    {
        int digits = 0;
        foreach (char c in format)
        {
            digits = char.IsAsciiDigit(c) && c != '0' || (c == '0' && digits > 0) ? digits + 1 : 0;
            if (digits > 2) return true;
        }

        return false;
    }
}
