namespace MarketMaker.Venue.Tape;

/// <summary>Decimal text, as venues write it, to whole units of a decimal place; exact or refused, never rounded silently.</summary>
/// <remarks>Understands <c>109755.0</c>, <c>0.00341</c>, <c>1e-05</c> and <c>25.35190000</c>. Negative numbers, signs and bare points are refused.</remarks>
public static class DecimalText
{
    /// <summary>Largest number of digits before the point: what a <c>DECIMAL(18,8)</c> column can hold.</summary>
    public const int MaxIntegerDigits = 10;

    private static readonly long[] Powers = CreatePowers();

    /// <summary>Units of 10^-<paramref name="decimals"/> in <paramref name="text"/>.</summary>
    /// <param name="text">UTF-8 text without quotes.</param>
    /// <param name="decimals">Decimals of the unit, 0 … 8.</param>
    /// <param name="units">The exact count of units; 0 when refused.</param>
    /// <returns>False when the text is no such number, is finer than the unit, or has more than <see cref="MaxIntegerDigits"/> integer digits.</returns>
    public static bool TryParseExact(ReadOnlySpan<byte> text, int decimals, out long units)
    {
        if (TryParseShort(text, decimals, out units)) return true;
        if (!TryReadMantissa(text, out long mantissa, out int exponent)) return false;
        if (mantissa == 0) return true;
        int shift = exponent + decimals;
        if (shift < 0)
        {
            if (shift < -18) return false;
            long divisor = Powers[-shift];
            if (mantissa % divisor != 0) return false;
            units = mantissa / divisor;
        }
        else
        {
            if (shift > 18 || mantissa > long.MaxValue / Powers[shift]) return false;
            units = mantissa * Powers[shift];
        }

        if (units < Powers[MaxIntegerDigits + decimals]) return true;
        units = 0;
        return false;
    }

    /// <summary>Like <see cref="TryParseExact"/>, but what is finer than the unit is cut off, and up to 18 integer and decimal digits are taken.</summary>
    public static bool TryParseTruncated(ReadOnlySpan<byte> text, int decimals, out long units)
    {
        units = 0;
        if (!TryReadMantissa(text, out long mantissa, out int exponent)) return false;
        if (mantissa == 0) return true;
        int shift = exponent + decimals;
        if (shift < 0)
        {
            units = shift < -18 ? 0 : mantissa / Powers[-shift];
            return true;
        }

        if (shift > 18 || mantissa > long.MaxValue / Powers[shift]) return false;
        units = mantissa * Powers[shift];
        return true;
    }

    // What nearly every price and size is: at most ten digits and a point, no exponent. False says only that the long way must be taken.
    private static bool TryParseShort(ReadOnlySpan<byte> text, int decimals, out long units)
    {
        units = 0;
        if (text.Length is 0 or > MaxIntegerDigits || (uint)(text[0] - '0') > 9 || (uint)(text[^1] - '0') > 9) return false;
        long mantissa = 0;
        int point = text.Length;
        for (int i = 0; i < text.Length; i++)
        {
            uint digit = (uint)(text[i] - '0');
            if (digit <= 9) mantissa = (mantissa * 10) + digit;
            else if (text[i] == '.' && point == text.Length) point = i;
            else return false;
        }

        int shift = decimals - Math.Max(0, text.Length - point - 1);
        if (shift >= 0)
        {
            units = mantissa * Powers[shift];
            return true;
        }

        long divisor = Powers[-shift];
        units = mantissa / divisor;
        if (units * divisor == mantissa) return true;
        units = 0;
        return false;
    }

    // value = mantissa * 10^exponent; zeros are held back until a digit follows them, so trailing zeros never overflow.
    private static bool TryReadMantissa(ReadOnlySpan<byte> text, out long mantissa, out int exponent)
    {
        mantissa = 0;
        exponent = 0;
        int heldZeros = 0;
        int fraction = 0;
        int digits = 0;
        bool afterPoint = false;
        int at = 0;
        for (; at < text.Length; at++)
        {
            int digit = text[at] - '0';
            if ((uint)digit <= 9)
            {
                digits++;
                if (afterPoint) fraction++;
                if (digit == 0)
                {
                    heldZeros++;
                    continue;
                }

                for (; heldZeros >= 0; heldZeros--)
                {
                    if (mantissa > (long.MaxValue / 10) - 1) return false;
                    mantissa *= 10;
                }

                heldZeros = 0;
                mantissa += digit;
            }
            else if (text[at] == '.' && !afterPoint && digits > 0 && at + 1 < text.Length && (uint)(text[at + 1] - '0') <= 9)
            {
                afterPoint = true;
            }
            else
            {
                break;
            }
        }

        if (digits == 0) return false;
        exponent = heldZeros - fraction;
        return at == text.Length || TryReadExponent(text[at..], ref exponent);
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, ref int exponent)
    {
        if (text.Length < 2 || (text[0] | 0x20) != 'e') return false;
        bool negative = text[1] == '-';
        int at = negative || text[1] == '+' ? 2 : 1;
        if (at == text.Length || text.Length - at > 3) return false;
        int value = 0;
        for (; at < text.Length; at++)
        {
            int digit = text[at] - '0';
            if ((uint)digit > 9) return false;
            value = (value * 10) + digit;
        }

        exponent += negative ? -value : value;
        return true;
    }

    private static long[] CreatePowers()
    {
        var powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++) powers[i] = powers[i - 1] * 10;
        return powers;
    }
}
