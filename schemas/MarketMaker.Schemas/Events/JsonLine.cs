using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Events;

/// <summary>Builds JSON lines one after another in a buffer it keeps: no allocation once the buffer has grown to the longest batch.</summary>
/// <remarks>
/// Used by one thread. The same value always gives the same bytes. Every column asks for its room once, prefix and value together:
/// half of a line's cost would be asking otherwise.
/// </remarks>
public sealed class JsonLine
{
    // ASCII that stands in JSON as it is.
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => c is not ('"' or '\\'))]);

    private readonly List<byte[]> _nanFields = [];
    private readonly ReadingText _readings = new();
    private readonly byte[] _date = new byte[UtcMicrosText.DateLength];
    private byte[] _buffer = new byte[4096];
    private long _dateDay = -1;
    private int _length;

    /// <summary>The bytes so far.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>How many bytes there are so far.</summary>
    public int Length => _length;

    /// <summary>Forgets every line.</summary>
    public void Clear() => Cut(0);

    /// <summary>Forgets what was appended after the first <paramref name="length"/> bytes: a line that cannot be completed.</summary>
    public void Cut(int length)
    {
        _length = length;
        _nanFields.Clear();
    }

    /// <summary>Appends bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
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
            _nanFields.Clear();
        }

        Raw("}\n"u8);
    }

    /// <summary>Appends <c>,"name":</c> (given as <paramref name="prefix"/>) and the text, or null.</summary>
    public void Text(byte[] prefix, string? value)
    {
        if (value is null)
        {
            Null(prefix);
            return;
        }

        Span<byte> span = Begin(prefix, value.Length + 2);
        if (value.AsSpan().ContainsAnyExcept(Plain))
        {
            Escaped(value);
            return;
        }

        span[0] = (byte)'"';
        Ascii.FromUtf16(value, span[1..], out int written);
        span[written + 1] = (byte)'"';
        _length += written + 2;
    }

    public void Id(byte[] prefix, EntityId value)
    {
        if (!value.IsPresent)
        {
            Null(prefix);
            return;
        }

        Span<byte> span = Begin(prefix, NumberText.MaxIntegerLength + 3);
        span[0] = (byte)'"';
        span[1] = (byte)value.Kind;
        int length = 2 + NumberText.Write(value.Number, span[2..]);
        span[length] = (byte)'"';
        _length += length + 1;
    }

    public void Id(byte[] prefix, EntityId? value) => Id(prefix, value.GetValueOrDefault());

    public void Address(byte[] prefix, AccountAddress value)
    {
        if (!value.IsPresent)
        {
            Null(prefix);
            return;
        }

        Span<byte> span = Begin(prefix, AccountAddress.TextLength + 2);
        span[0] = span[AccountAddress.TextLength + 1] = (byte)'"';
        value.TryFormat(span[1..]);
        _length += AccountAddress.TextLength + 2;
    }

    public void Address(byte[] prefix, AccountAddress? value) => Address(prefix, value.GetValueOrDefault());

    public void Bool(byte[] prefix, bool value) => Literal(prefix, value ? "true"u8 : "false"u8);

    public void Bool(byte[] prefix, bool? value)
    {
        if (value is { } known) Bool(prefix, known);
        else Null(prefix);
    }

    public void Int(byte[] prefix, long value) => Advance(NumberText.Write(value, Begin(prefix, NumberText.MaxIntegerLength)));

    public void Int(byte[] prefix, long? value)
    {
        if (value is { } known) Int(prefix, known);
        else Null(prefix);
    }

    public void Int(byte[] prefix, int value) => Int(prefix, (long)value);

    public void Int(byte[] prefix, int? value) => Int(prefix, (long?)value);

    public void Time(byte[] prefix, UtcMicros value)
    {
        if (value.Value < 0 || value > UtcMicros.MaxValue) throw new ArgumentOutOfRangeException(nameof(value), value.Value, "An event time lies between 1970 and 9999.");
        long day = value.Value / UtcMicrosText.MicrosPerDay;
        if (day != _dateDay)
        {
            UtcMicrosText.FormatDate(day, _date);
            _dateDay = day;
        }

        Span<byte> span = Begin(prefix, UtcMicros.TextLength + 2);
        span[0] = (byte)'"';
        _date.CopyTo(span[1..]);
        UtcMicrosText.FormatTimeOfDay(value.Value - (day * UtcMicrosText.MicrosPerDay), span[(1 + UtcMicrosText.DateLength)..]);
        span[UtcMicros.TextLength + 1] = (byte)'"';
        _length += UtcMicros.TextLength + 2;
    }

    public void Time(byte[] prefix, UtcMicros? value)
    {
        if (value is { } known) Time(prefix, known);
        else Null(prefix);
    }

    public void Decimal(byte[] prefix, decimal value) => Advance(NumberText.Write(value, Begin(prefix, NumberText.MaxLength)));

    public void Decimal(byte[] prefix, decimal? value)
    {
        if (value is { } known) Decimal(prefix, known);
        else Null(prefix);
    }

    /// <summary>Appends an estimate rounded half to even to <paramref name="decimals"/>; NaN and infinity become null and are named.</summary>
    public void Double(byte[] prefix, double value, int decimals)
    {
        if (double.IsFinite(value))
        {
            Advance(NumberText.Write(value, decimals, Begin(prefix, NumberText.MaxLength)));
            return;
        }

        _nanFields.Add(prefix);
        Null(prefix);
    }

    public void Double(byte[] prefix, double? value, int decimals)
    {
        if (value is { } known) Double(prefix, known, decimals);
        else Null(prefix);
    }

    public void Enum<TEnum>(byte[] prefix, TEnum value)
        where TEnum : unmanaged, Enum => Literal(prefix, EnumNames<TEnum>.Json(value));

    public void NullableEnum<TEnum>(byte[] prefix, TEnum? value)
        where TEnum : unmanaged, Enum
    {
        if (value is { } known) Enum(prefix, known);
        else Null(prefix);
    }

    public void Guards(byte[] prefix, GuardSet set)
    {
        Literal(prefix, "["u8);
        bool isFirst = true;
        for (Guard? guard = set.FirstFrom(0); guard is { } failing; guard = set.FirstFrom((int)failing + 1), isFirst = false)
        {
            if (!isFirst) Raw(","u8);
            Raw(EnumNames<Guard>.Json(failing));
        }

        Raw("]"u8);
    }

    /// <summary>Appends the guards' readings; one that could not be measured is named among the NaN fields as <c>guard_details.&lt;guard&gt;</c>.</summary>
    public void Readings(byte[] prefix, in GuardDetails details) => Advance(_readings.Write(in details, Begin(prefix, ReadingText.MaxLength), _nanFields));

    private void Null(byte[] prefix) => Literal(prefix, "null"u8);

    private void Literal(byte[] prefix, ReadOnlySpan<byte> literal)
    {
        literal.CopyTo(Begin(prefix, literal.Length));
        _length += literal.Length;
    }

    private void Escaped(string value)
    {
        Raw("\""u8);
        string escaped = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value);
        _length += Encoding.UTF8.GetBytes(escaped, Room(escaped.Length * 3));
        Raw("\""u8);
    }

    private void Advance(int written) => _length += written;

    // Appends the prefix; the span after it has room for the value.
    private Span<byte> Begin(byte[] prefix, int valueRoom)
    {
        Span<byte> span = Room(prefix.Length + valueRoom);
        prefix.CopyTo(span);
        _length += prefix.Length;
        return span[prefix.Length..];
    }

    private Span<byte> Room(int count)
    {
        if (_buffer.Length - _length < count) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        return _buffer.AsSpan(_length);
    }
}
