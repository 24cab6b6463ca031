using System.Text;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Events;

/// <summary>Guard readings as JSON: two thirds of a decision's line, and most of it the same from line to line.</summary>
/// <remarks>A guard's threshold, unit and verdict seldom change, so the text after its value is kept and copied while they do not.</remarks>
internal sealed class ReadingText
{
    /// <summary>Room that all readings together need.</summary>
    public const int MaxLength = (GuardSet.OwnCount * (MaxHead + NumberText.MaxLength + MaxTail)) + 2;

    private const int MaxHead = 48;
    private const int MaxTail = 112;
    private const int Decimals = 6;

    private static readonly byte[][] Heads =
        [.. EnumNames<Guard>.Texts.Take(GuardSet.OwnCount).Select(name => Encoding.UTF8.GetBytes($",\"{name}\":{{\"value\":"))];

    // As if each guard were a column of its own, for the list of fields that were NaN.
    private static readonly byte[][] Fields =
        [.. EnumNames<Guard>.Texts.Take(GuardSet.OwnCount).Select(name => Encoding.UTF8.GetBytes($",\"guard_details.{name}\":"))];

    private readonly Tail[] _tails = [.. Enumerable.Range(0, GuardSet.OwnCount).Select(_ => new Tail())];

    /// <summary>Writes the object of the evaluated readings; the bytes written.</summary>
    /// <param name="nanFields">Gets the guards whose reading could not be measured.</param>
    public int Write(in GuardDetails details, Span<byte> to, List<byte[]> nanFields)
    {
        int length = 0;
        for (int i = 0; i < GuardSet.OwnCount; i++)
        {
            ref readonly GuardReading reading = ref details[i];
            if (!reading.IsEvaluated) continue;
            Heads[i].CopyTo(to[length..]);
            length += Heads[i].Length;
            length += Number(reading.IsApplicable ? reading.Value : double.NaN, to[length..]);
            if ((reading.IsApplicable && !double.IsFinite(reading.Value)) || !double.IsFinite(reading.Threshold)) nanFields.Add(Fields[i]);
            ReadOnlySpan<byte> tail = _tails[i].Of(in reading);
            tail.CopyTo(to[length..]);
            length += tail.Length;
        }

        to[0] = (byte)'{'; // over the first comma
        length = Math.Max(length, 1);
        to[length] = (byte)'}';
        return length + 1;
    }

    private static int Number(double value, Span<byte> to)
    {
        if (double.IsFinite(value)) return NumberText.Write(value, Decimals, to);
        "null"u8.CopyTo(to);
        return 4;
    }

    /// <summary>The text after a reading's value, with what it was made from.</summary>
    private sealed class Tail
    {
        private readonly byte[] _text = new byte[MaxTail];
        private int _length;
        private long _thresholdBits;
        private GuardUnit _unit;
        private bool _passed;

        public ReadOnlySpan<byte> Of(in GuardReading reading)
        {
            long bits = BitConverter.DoubleToInt64Bits(reading.Threshold);
            if (_length == 0 || bits != _thresholdBits || reading.Unit != _unit || reading.Passed != _passed)
            {
                (_thresholdBits, _unit, _passed) = (bits, reading.Unit, reading.Passed);
                _length = Build(in reading);
            }

            return _text.AsSpan(0, _length);
        }

        private int Build(in GuardReading reading)
        {
            int length = Put(",\"threshold\":"u8, 0);
            length += Number(reading.Threshold, _text.AsSpan(length));
            length = Put(",\"unit\":"u8, length);
            length = Put(EnumNames<GuardUnit>.Json(reading.Unit), length);
            return Put(reading.Passed ? ",\"passed\":true}"u8 : ",\"passed\":false}"u8, length);
        }

        private int Put(ReadOnlySpan<byte> text, int at)
        {
            text.CopyTo(_text.AsSpan(at));
            return at + text.Length;
        }
    }
}
