using System.Numerics;

namespace MarketMaker.Venue.Fills;

/// <summary>Binary logarithm in whole units of 2^-24, from integers alone: the same on every machine, which a library's logarithm is not.</summary>
internal static class FixedLog2
{
    /// <summary>Units of one doubling. One unit is a relative step of 4e-8.</summary>
    public const long One = 1L << FractionBits;

    private const int FractionBits = 24;
    private const double Scale = 1e9;

    /// <summary>log2 of a positive number, cut off.</summary>
    public static long Of(long value)
    {
        int exponent = BitOperations.Log2((ulong)value);
        ulong mantissa = (ulong)value << (63 - exponent); // in [1, 2), 63 fractional bits
        long result = exponent;
        for (int bit = 0; bit < FractionBits; bit++)
        {
            ulong square = Math.BigMul(mantissa, mantissa, out _); // in [1, 4), 62 fractional bits
            bool isDoubled = square >> 63 != 0;
            mantissa = isDoubled ? square : square << 1;
            result = (result << 1) | (isDoubled ? 1L : 0);
        }

        return result;
    }

    /// <summary>log2 of a ratio of at least 1, to its ninth decimal.</summary>
    public static long OfRatio(double ratio) => Of((long)Math.Round(ratio * Scale)) - Of((long)Scale);
}
