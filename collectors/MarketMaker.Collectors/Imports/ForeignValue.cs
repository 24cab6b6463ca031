using System.Text.Json;

namespace MarketMaker.Collectors.Imports;

/// <summary>One field of a foreign object, or its absence.</summary>
/// <param name="Name">Name in the foreign line, for messages: a path with dots where it is nested.</param>
internal readonly record struct ForeignValue(string Name, JsonElement Element)
{
    /// <summary>True when the field is absent or null: both mean "not known".</summary>
    public bool IsUnknown => Element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>True for a field of an object within the line's object.</summary>
    public bool IsNested => Name.Contains('.', StringComparison.Ordinal);

    /// <summary>True for a number, and for the words that stand for one that is not finite.</summary>
    public bool IsNumeric => Element.ValueKind == JsonValueKind.Number || IsNonFinite;

    /// <summary>NaN or an infinity.</summary>
    public bool IsNonFinite => Element.ValueKind switch
    {
        JsonValueKind.String => Element.ValueEquals("NaN"u8) || Element.ValueEquals("Infinity"u8) || Element.ValueEquals("-Infinity"u8),
        JsonValueKind.Number => !double.IsFinite(Element.GetDouble()),
        _ => false,
    };

    /// <summary>The text, or null when it is not one.</summary>
    public string? Text => Element.ValueKind == JsonValueKind.String ? Element.GetString() : null;

    /// <summary>The verdict, or null when it is not one.</summary>
    public bool? Flag => Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The finite number, or null when it is not one.</summary>
    public double? Number => Element.ValueKind == JsonValueKind.Number && !IsNonFinite ? Element.GetDouble() : null;

    /// <summary>Reason for refusing a line over this field.</summary>
    public string Because(string rule)
    {
        string shown = Element.ValueKind == JsonValueKind.Undefined ? "absent" : Element.GetRawText();
        return $"{Name} is {(shown.Length <= 80 ? shown : shown[..80] + "…")}: {rule}";
    }
}
