namespace MarketMaker.Lake.Tables;

/// <summary>Reads a JSON number into DECIMAL(18,8) exactly: the integer that is the value times 1e8.</summary>
internal static class ExactDecimal
{
    /// <summary>Largest integer of DECIMAL(18,8).</summary>
    public const long MaxMantissa = 999_999_999_999_999_999;

    private const int Scale = 8;

    /// <summary>Reads a number token. Zeros that say nothing are legal; digits that would be lost are not.</summary>
    /// <returns>Null, or the rule that the number breaks.</returns>
    public static string? TryParse(ReadOnlySpan<byte> number, out long mantissa)
    {
        mantissa = 0;
        int i = 0;
        bool isNegative = number[0] == '-';
        if (isNegative) i++;
        Int128 digits = 0;
        int decimals = 0;
        bool isFraction = false;
        int significant = 0;
        for (; i < number.Length; i++)
        {
            byte c = number[i];
            if (c == '.')
            {
                isFraction = true;
                continue;
            }

            if (c is (byte)'e' or (byte)'E') break;
            if (isFraction) decimals++;
            if (significant == 0 && c == '0') continue;
            if (++significant > 36) return TooLong;
            digits = (digits * 10) + (c - '0');
        }

        if (significant == 0) return null;
        int exponent = 0;
        if (i < number.Length && !TryParseExponent(number[(i + 1)..], out exponent)) return TooLong;
        int shift = Scale - decimals + exponent;
        for (; shift < 0; shift++)
        {
            (digits, Int128 lost) = Int128.DivRem(digits, 10);
            if (lost != 0) return TooManyDecimals;
        }

        for (; shift > 0; shift--)
        {
            if (digits > MaxMantissa) return TooLarge;
            digits *= 10;
        }

        if (digits > MaxMantissa) return TooLarge;
        mantissa = (long)(isNegative ? -digits : digits);
        return null;
    }

    private const string TooLong = "has too many digits to be read exactly";

    private const string TooManyDecimals = "has more than 8 decimals: it would be rounded";

    private const string TooLarge = "does not fit DECIMAL(18,8): its size must be below 10000000000";

    private static bool TryParseExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        bool isNegative = text[0] == '-';
        if (text[0] is (byte)'-' or (byte)'+') text = text[1..];
        text = text.TrimStart((byte)'0');
        if (text.Length > 3) return false;
        foreach (byte c in text) exponent = (exponent * 10) + (c - '0');
        if (isNegative) exponent = -exponent;
        return true;
    }
}
