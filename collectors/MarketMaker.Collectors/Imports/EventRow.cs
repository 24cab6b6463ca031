using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Imports;

/// <summary>One event of ours in the making, from a foreign line: columns by name, extra fields, or a refusal.</summary>
/// <remarks>A column may be set once. The first refusal wins; after it the row is not written.</remarks>
internal sealed class EventRow(TableSchema schema)
{
    private static readonly JsonWriterOptions Output = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<(string Name, JsonElement Value)> _extra = [];
    private readonly List<string> _nanFields = [];

    /// <summary>Why the line cannot be an event of ours; null while it can.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The stream.</summary>
    public TableSchema Schema => schema;

    /// <summary>Event time, once set.</summary>
    public UtcMicros? EventTime { get; private set; }

    /// <summary>Position in the stream, once set.</summary>
    public long Seq { get; private set; }

    /// <summary>Refuses the line.</summary>
    public void Refuse(string reason) => Refusal ??= reason;

    /// <summary>Keeps a field that has no column.</summary>
    public void Keep(string name, JsonElement value) => _extra.Add((name, value));

    /// <summary>An estimate, kept to its last digit; NaN and infinity become null and are named in <c>nan_fields</c>.</summary>
    public void Estimate(string column, ForeignValue value)
    {
        if (value.IsUnknown) return;
        if (value.IsNonFinite) _nanFields.Add(column);
        else if (value.IsNumeric) Set(column, value.Element.GetRawText());
        else Refuse(value.Because($"{column} needs a number."));
    }

    /// <summary>A venue's number, DECIMAL(18,8). Digits past the eighth are rounded half to even and the field is kept as it was.</summary>
    public void Exact(string column, ForeignValue value)
    {
        if (value.IsUnknown) return;
        if (value.IsNonFinite)
        {
            _nanFields.Add(column);
            return;
        }

        if (!value.IsNumeric || !value.Element.TryGetDecimal(out decimal exact))
        {
            Refuse(value.Because($"{column} needs a number."));
            return;
        }

        decimal rounded = Math.Round(exact, 8, MidpointRounding.ToEven);
        if (rounded != exact && !value.IsNested) Keep(value.Name, value.Element); // a nested field's object is kept whole
        Exact(column, rounded);
    }

    /// <summary>A number we derived from exact ones.</summary>
    public void Exact(string column, decimal value) =>
        Set(column, Math.Round(value, 8, MidpointRounding.ToEven).ToString("0.########", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Product of two exact numbers; false when one of them is not known or it is beyond any sum of money.</summary>
    public static bool TryProduct(ForeignValue left, ForeignValue right, out decimal product)
    {
        product = 0;
        if (left.Number is not { } l || right.Number is not { } r || Math.Abs(l * r) >= 1e15) return false;
        if (!left.Element.TryGetDecimal(out decimal exactLeft) || !right.Element.TryGetDecimal(out decimal exactRight)) return false;
        product = exactLeft * exactRight;
        return true;
    }

    public void Flag(string column, ForeignValue value)
    {
        if (value.IsUnknown) return;
        if (value.Flag is { } flag) Set(column, flag ? "true" : "false");
        else Refuse(value.Because($"{column} needs true or false."));
    }

    public void Text(string column, ForeignValue value)
    {
        if (value.IsUnknown) return;
        if (value.Text is { } text) Text(column, text);
        else Refuse(value.Because($"{column} needs a text."));
    }

    public void Text(string column, string? value)
    {
        if (value is not null) Set(column, Quoted(value));
    }

    public void Whole(string column, long value)
    {
        if (column == "seq") Seq = value;
        Set(column, value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    public void Time(string column, UtcMicros value)
    {
        if (column == "ts") EventTime = value;
        Set(column, Quoted(value.ToString()));
    }

    /// <summary>A list of texts.</summary>
    public void Texts(string column, IEnumerable<string> values) => Set(column, "[" + string.Join(',', values.Select(Quoted)) + "]");

    /// <summary>A value already in JSON.</summary>
    public void Json(string column, string json) => Set(column, json);

    /// <summary>The line, with its newline: every column in the declared order, then the extra fields as they came.</summary>
    /// <remarks>An extra field that is named like a column of the stream, or like another extra field, gets the prefix <c>source_</c>.</remarks>
    public byte[] ToLine()
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using var writer = new Utf8JsonWriter(buffer, Output);
        writer.WriteStartObject();
        foreach (ColumnSchema column in schema.Columns.Where(c => !c.IsLineage && c.Name != "nan_fields"))
        {
            writer.WritePropertyName(column.JsonName);
            writer.WriteRawValue(_values.GetValueOrDefault(column.Name, "null"), skipInputValidation: true);
        }

        if (_nanFields.Count > 0)
        {
            writer.WritePropertyName("nan_fields");
            writer.WriteRawValue("[" + string.Join(',', _nanFields.Select(Quoted)) + "]", skipInputValidation: true);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string name, JsonElement value) in _extra)
        {
            string free = name;
            while (IsTaken(free) || !names.Add(free)) free = "source_" + free;
            writer.WritePropertyName(free);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
        writer.Flush();
        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    private bool IsTaken(string name) => schema.Columns.Any(c => c.Name == name || c.JsonName == name);

    private void Set(string column, string json) => _values.Add(schema.Column(column).Name, json);

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
