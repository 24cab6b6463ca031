using System.Text.Json;

namespace MarketMaker.Collectors.Imports;

/// <summary>Fields of a foreign object, and which of them have found a column of ours.</summary>
/// <remarks>
/// <see cref="Take"/> says that a field is wholly held by a column. What is not taken goes into the row's extra fields, so
/// nothing of the line is dropped; a nested object is only read from, and stays whole.
/// </remarks>
internal sealed class ForeignFields(JsonElement fields, string path = "")
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The field, left for the extra fields.</summary>
    public ForeignValue Read(string name) =>
        new(path + name, fields.ValueKind == JsonValueKind.Object && fields.TryGetProperty(name, out JsonElement value) ? value : default);

    /// <summary>The field, held by a column from here on.</summary>
    public ForeignValue Take(string name)
    {
        _taken.Add(name);
        return Read(name);
    }

    /// <summary>Fields of a nested object; none when it is absent or something else.</summary>
    public ForeignFields In(string name) => new(Read(name).Element, path + name + ".");

    /// <summary>True when the field is there, null or not.</summary>
    public bool Has(string name) => Read(name).Element.ValueKind != JsonValueKind.Undefined;

    /// <summary>Fields that no column holds.</summary>
    public IEnumerable<JsonProperty> Rest() => fields.EnumerateObject().Where(p => !_taken.Contains(p.Name));
}
