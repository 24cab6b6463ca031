using System.Buffers.Text;
using System.Globalization;
using System.Numerics;

namespace MarketMaker.Schemas.Values;

/// <summary>Numbers as JSON text, by hand because a line has thirty of them. The same value always gives the same bytes.</summary>
/// <remarks>Every method writes to the start of a span that has room and returns the bytes written.</remarks>
internal static class NumberText
{
    /// <summary>Room that any whole number needs.</summary>
    public const int MaxIntegerLength = 20;

    /// <summary>Room that any decimal or double needs.</summary>
    public const int MaxLength = 40;

    private const double ExactLimit = 1e15;

    private static readonly double[] DoublePowers = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

    private static readonly ulong[] Powers =
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000, 1_000_000_000_000,
        10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
        10_000_000_000_000_000_000,
    ];

    // "00", "01" … "99": two digits a step halve the divisions.
    private static ReadOnlySpan<byte> Pairs =>
        "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"u8;

    /// <summary>A whole number.</summary>
    public static int Write(long value, Span<byte> to)
    {
        if (value >= 0) return Write((ulong)value, to);
        to[0] = (byte)'-';
        return 1 + Write((ulong)-value, to[1..]); // the smallest long is its own negative, and as unsigned the right one
    }

    /// <summary>A decimal without trailing zeros: 100.00 and 100 are the same number and must be the same bytes.</summary>
    public static int Write(decimal value, Span<byte> to)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        int scale = (bits[3] >> 16) & 0xFF;
        ulong digits = ((ulong)(uint)bits[1] << 32) | (uint)bits[0];
        if (bits[2] != 0 || scale >= Powers.Length || digits == 0) return WriteAny(value, to);
        while (scale > 0)
        {
            (ulong tenth, ulong last) = Math.DivRem(digits, 10);
            if (last != 0) break;
            digits = tenth;
            scale--;
        }

        return WriteScaled(bits[3] < 0, digits, scale, to);
    }

    /// <summary>An estimate rounded half to even to <paramref name="decimals"/>, 0 … 8. Finite.</summary>
    public static int Write(double value, int decimals, Span<byte> to)
    {
        double scaled = Math.Round(value * DoublePowers[decimals]);
        if (Math.Abs(scaled) < ExactLimit) return WriteScaled(scaled < 0, (ulong)Math.Abs(scaled), decimals, to);

        // Beyond the exact integers of a double the shortest round-trip text is the honest one.
        value.TryFormat(to, out int written, "R", CultureInfo.InvariantCulture);
        return written;
    }

    /// <summary>Exactly <paramref name="count"/> digits, with leading zeros; the value has no more.</summary>
    public static void WritePadded(uint value, int count, Span<byte> to)
    {
        int at = count;
        for (; at >= 2; at -= 2)
        {
            (value, uint pair) = Math.DivRem(value, 100);
            Pairs.Slice((int)pair * 2, 2).CopyTo(to[(at - 2)..]);
        }

        if (at == 1) to[0] = (byte)('0' + (value % 10));
    }

    private static int Write(ulong value, Span<byte> to)
    {
        if (value < 10)
        {
            to[0] = (byte)('0' + value);
            return 1;
        }

        int count = CountDigits(value);
        Fill(value, to[..count]);
        return count;
    }

    // Fills the span with the value's last digits, zeros in front.
    private static void Fill(ulong value, Span<byte> to)
    {
        int at = to.Length;
        ReadOnlySpan<byte> pairs = Pairs;
        while (value > uint.MaxValue && at >= 2)
        {
            ulong rest = value / 100;
            pairs.Slice((int)(value - (rest * 100)) * 2, 2).CopyTo(to[(at - 2)..]);
            value = rest;
            at -= 2;
        }

        uint narrow = (uint)value;
        while (at >= 2)
        {
            uint rest = narrow / 100;
            pairs.Slice((int)(narrow - (rest * 100)) * 2, 2).CopyTo(to[(at - 2)..]);
            narrow = rest;
            at -= 2;
        }

        if (at == 1) to[0] = (byte)('0' + (narrow % 10));
    }

    private static int WriteScaled(bool isNegative, ulong digits, int scale, Span<byte> to)
    {
        int length = 0;
        if (isNegative) to[length++] = (byte)'-';
        ulong power = Powers[scale];
        ulong whole = scale switch // a constant divisor is a multiplication
        {
            0 => digits,
            3 => digits / 1_000,
            4 => digits / 10_000,
            6 => digits / 1_000_000,
            _ => digits / power,
        };
        length += Write(whole, to[length..]);
        ulong fraction = digits - (whole * power);
        if (fraction == 0) return length;
        to[length++] = (byte)'.';
        Fill(fraction, to.Slice(length, scale));
        length += scale;
        while (to[length - 1] == '0') length--;
        return length;
    }

    // Zero, which may have a sign, and what does not fit 64 bits.
    private static int WriteAny(decimal value, Span<byte> to)
    {
        Utf8Formatter.TryFormat(value / 1.0000000000000000000000000000m, to, out int written);
        return written;
    }

    private static int CountDigits(ulong value)
    {
        int about = ((BitOperations.Log2(value) + 1) * 1233) >> 12; // 1233/4096 is log10(2)
        return value >= Powers[about] ? about + 1 : about;
    }
}
