using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Events;

/// <summary>Builds one JSON line in a buffer it keeps: no allocation once the buffer has grown to the longest line.</summary>
/// <remarks>Used by one thread. Numbers are written so that the same value always gives the same bytes.</remarks>
public sealed class JsonLine
{
    private static readonly double[] PowersOf10 = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

    // As if each guard were a column of its own, for the list of fields that were NaN.
    private static readonly byte[][] ReadingPrefixes =
        [.. EnumNames<Guard>.Texts.Take(GuardSet.OwnCount).Select(name => Encoding.UTF8.GetBytes($",\"guard_details.{name}\":"))];

    private byte[] _buffer = new byte[4096];
    private readonly List<byte[]> _nanFields = [];
    private int _length;

    /// <summary>The bytes so far.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Starts an empty line.</summary>
    public void Clear()
    {
        _length = 0;
        _nanFields.Clear();
    }

    /// <summary>Appends bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Reserve(utf8.Length));
        _length += utf8.Length;
    }

    /// <summary>Ends the object: the list of fields that were NaN, the brace and the newline.</summary>
    public void End()
    {
        if (_nanFields.Count > 0)
        {
            Raw(",\"nan_fields\":["u8);
            for (int i = 0; i < _nanFields.Count; i++)
            {
                if (i > 0) Raw(","u8);
                Raw(_nanFields[i].AsSpan()[1..^1]); // the prefix is ,"name": and the text wanted is "name"
            }

            Raw("]"u8);
        }

        Raw("}\n"u8);
    }

    /// <summary>Appends <c>,"name":</c> (given as <paramref name="prefix"/>) and the text, or null.</summary>
    public void Text(byte[] prefix, string? value)
    {
        Raw(prefix);
        if (value is null) Raw("null"u8);
        else String(value);
    }

    public void Id(byte[] prefix, EntityId value)
    {
        Raw(prefix);
        if (!value.IsPresent)
        {
            Raw("null"u8);
            return;
        }

        Span<byte> span = Reserve(24);
        span[0] = (byte)'"';
        span[1] = (byte)value.Kind;
        Utf8Formatter.TryFormat(value.Number, span[2..], out int written);
        span[written + 2] = (byte)'"';
        _length += written + 3;
    }

    public void Id(byte[] prefix, EntityId? value) => Id(prefix, value.GetValueOrDefault());

    public void Bool(byte[] prefix, bool value)
    {
        Raw(prefix);
        Raw(value ? "true"u8 : "false"u8);
    }

    public void Bool(byte[] prefix, bool? value)
    {
        if (value is { } known) Bool(prefix, known);
        else Null(prefix);
    }

    public void Int(byte[] prefix, long value)
    {
        Raw(prefix);
        Integer(value);
    }

    public void Int(byte[] prefix, long? value)
    {
        if (value is { } known) Int(prefix, known);
        else Null(prefix);
    }

    public void Int(byte[] prefix, int value) => Int(prefix, (long)value);

    public void Int(byte[] prefix, int? value) => Int(prefix, (long?)value);

    public void Time(byte[] prefix, UtcMicros value)
    {
        Raw(prefix);
        Span<byte> span = Reserve(UtcMicros.TextLength + 2);
        span[0] = (byte)'"';
        if (!value.TryFormat(span[1..])) throw new ArgumentOutOfRangeException(nameof(value), value.Value, "An event time lies between 1970 and 9999.");
        span[UtcMicros.TextLength + 1] = (byte)'"';
        _length += UtcMicros.TextLength + 2;
    }

    public void Time(byte[] prefix, UtcMicros? value)
    {
        if (value is { } known) Time(prefix, known);
        else Null(prefix);
    }

    public void Decimal(byte[] prefix, decimal value)
    {
        Raw(prefix);
        // 100.00 and 100 are the same number and must be the same bytes: the division drops trailing zeros of the scale.
        decimal canonical = value / 1.0000000000000000000000000000m;
        Utf8Formatter.TryFormat(canonical, Reserve(40), out int written);
        _length += written;
    }

    public void Decimal(byte[] prefix, decimal? value)
    {
        if (value is { } known) Decimal(prefix, known);
        else Null(prefix);
    }

    /// <summary>Appends an estimate rounded half to even to <paramref name="decimals"/>; NaN and infinity become null and are named.</summary>
    public void Double(byte[] prefix, double value, int decimals)
    {
        if (!double.IsFinite(value))
        {
            _nanFields.Add(prefix);
            Null(prefix);
            return;
        }

        Raw(prefix);
        Number(value, decimals);
    }

    public void Double(byte[] prefix, double? value, int decimals)
    {
        if (value is { } known) Double(prefix, known, decimals);
        else Null(prefix);
    }

    public void Enum<TEnum>(byte[] prefix, TEnum value)
        where TEnum : unmanaged, Enum
    {
        Raw(prefix);
        Quoted(EnumNames<TEnum>.Utf8(value));
    }

    public void NullableEnum<TEnum>(byte[] prefix, TEnum? value)
        where TEnum : unmanaged, Enum
    {
        if (value is { } known) Enum(prefix, known);
        else Null(prefix);
    }

    public void Guards(byte[] prefix, GuardSet set)
    {
        Raw(prefix);
        Raw("["u8);
        bool isFirst = true;
        for (Guard? guard = set.FirstFrom(0); guard is { } failing; guard = set.FirstFrom((int)failing + 1), isFirst = false)
        {
            if (!isFirst) Raw(","u8);
            Quoted(EnumNames<Guard>.Utf8(failing));
        }

        Raw("]"u8);
    }

    /// <summary>Appends the guards' readings; one that could not be measured is named among the NaN fields as <c>guard_details.&lt;guard&gt;</c>.</summary>
    public void Readings(byte[] prefix, in GuardDetails details)
    {
        Raw(prefix);
        Raw("{"u8);
        bool isFirst = true;
        for (int i = 0; i < GuardSet.OwnCount; i++)
        {
            GuardReading reading = details[(Guard)i];
            if (!reading.IsEvaluated) continue;
            if (!isFirst) Raw(","u8);
            isFirst = false;
            Quoted(EnumNames<Guard>.Utf8((Guard)i));
            if ((reading.IsApplicable && !double.IsFinite(reading.Value)) || !double.IsFinite(reading.Threshold)) _nanFields.Add(ReadingPrefixes[i]);
            Raw(":{\"value\":"u8);
            Reading(reading.IsApplicable ? reading.Value : double.NaN);
            Raw(",\"threshold\":"u8);
            Reading(reading.Threshold);
            Raw(",\"unit\":"u8);
            Quoted(EnumNames<GuardUnit>.Utf8(reading.Unit));
            Raw(reading.Passed ? ",\"passed\":true}"u8 : ",\"passed\":false}"u8);
        }

        Raw("}"u8);
    }

    private void Reading(double value)
    {
        if (double.IsFinite(value)) Number(value, 6);
        else Raw("null"u8);
    }

    private void Null(byte[] prefix)
    {
        Raw(prefix);
        Raw("null"u8);
    }

    private void Quoted(ReadOnlySpan<byte> plain)
    {
        Raw("\""u8);
        Raw(plain);
        Raw("\""u8);
    }

    private void Integer(long value)
    {
        Utf8Formatter.TryFormat(value, Reserve(20), out int written);
        _length += written;
    }

    private void Number(double value, int decimals)
    {
        double scaled = Math.Round(value * PowersOf10[decimals]);
        if (Math.Abs(scaled) >= 1e15)
        {
            // Beyond the exact integers of a double the shortest round-trip text is the honest one.
            value.TryFormat(Reserve(32), out int written, "R", CultureInfo.InvariantCulture);
            _length += written;
            return;
        }

        long digits = (long)scaled;
        long power = (long)PowersOf10[decimals];
        if (digits < 0)
        {
            Raw("-"u8);
            digits = -digits;
        }

        Integer(digits / power);
        long fraction = digits % power;
        if (fraction == 0) return;
        Span<byte> span = Reserve(decimals + 1);
        span[0] = (byte)'.';
        int last = decimals;
        for (int i = decimals; i >= 1; i--, fraction /= 10)
        {
            span[i] = (byte)('0' + (fraction % 10));
            if (last == i && span[i] == '0') last = i - 1;
        }

        _length += last + 1;
    }

    private void String(string value)
    {
        Raw("\""u8);
        if (JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value) is var escaped)
            _length += Encoding.UTF8.GetBytes(escaped, Reserve(escaped.Length * 3));
        Raw("\""u8);
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        return _buffer.AsSpan(_length);
    }
}
