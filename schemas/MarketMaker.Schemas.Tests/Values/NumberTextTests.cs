using System.Globalization;
using System.Numerics;
using System.Text;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Tests.Values;

/// <summary>Against the framework's own texts: exact integers of any length, cut and padded, and decimals without trailing zeros.</summary>
public sealed class NumberTextTests
{
    private const int Seed = 20_250_904;
    private const int Draws = 200_000;

    [Fact]
    public void Write_WholeNumbersOfEveryLength_IsTheFrameworksText()
    {
        var random = new Random(Seed);
        byte[] to = new byte[NumberText.MaxIntegerLength];
        foreach (long edge in Edges().Concat(Enumerable.Range(0, Draws).Select(_ => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64))))
            Assert.Equal(edge.ToString(CultureInfo.InvariantCulture), Encoding.ASCII.GetString(to, 0, NumberText.Write(edge, to)));
    }

    [Fact]
    public void Write_Decimals_IsTheFrameworksTextWithoutTrailingZeros()
    {
        var random = new Random(Seed);
        byte[] to = new byte[NumberText.MaxLength];
        Span<decimal> edges = [0m, 0.000m, 100m, 100.00m, -0.5m, 0.1m, 1e-28m, decimal.MaxValue, decimal.MinValue, 18446744073709551615m, 1844674407370955161.5m, 0.18446744073709551615m, 9999999999999999999m, 10000000000000000000m];
        foreach (decimal edge in edges) Check(edge, to);
        for (int i = 0; i < Draws; i++)
        {
            int bits = random.Next(97);
            int high = bits > 64 ? random.Next() >> (96 - bits) : 0;
            ulong low = bits == 0 ? 0 : (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> Math.Max(0, 64 - bits);
            Check(new decimal((int)(uint)low, (int)(uint)(low >> 32), high, random.Next(2) == 0, (byte)random.Next(29)), to);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(8)]
    public void Write_Estimates_IsTheIntegerOfTheScaledValueWithAPoint(int decimals)
    {
        var random = new Random(Seed + decimals);
        byte[] to = new byte[NumberText.MaxLength];
        double power = Math.Pow(10, decimals);
        for (int i = 0; i < Draws; i++)
        {
            double value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 8)); // always below 10¹⁵ when scaled
            // The scaled value as an exact integer, its digits cut by hand.
            var scaled = new BigInteger(Math.Round(value * power, MidpointRounding.ToEven));
            string digits = BigInteger.Abs(scaled).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
            string fraction = digits[^decimals..].TrimEnd('0');
            string expected = (scaled.Sign < 0 ? "-" : "") + digits[..^decimals] + (fraction.Length > 0 ? "." + fraction : "");
            Assert.Equal(expected, Encoding.ASCII.GetString(to, 0, NumberText.Write(value, decimals, to)));
        }
    }

    [Theory]
    [InlineData(0, 2, "00")]
    [InlineData(7, 1, "7")]
    [InlineData(42, 3, "042")]
    [InlineData(1999, 4, "1999")]
    [InlineData(1, 6, "000001")]
    public void WritePadded_FillsExactlyItsDigits(uint value, int count, string expected)
    {
        byte[] to = new byte[count];
        NumberText.WritePadded(value, count, to);
        Assert.Equal(expected, Encoding.ASCII.GetString(to));
    }

    private static void Check(decimal value, byte[] to)
    {
        string expected = value.ToString(CultureInfo.InvariantCulture);
        if (expected.Contains('.', StringComparison.Ordinal)) expected = expected.TrimEnd('0').TrimEnd('.');
        string written = Encoding.ASCII.GetString(to, 0, NumberText.Write(value, to));
        if (value == 0) expected = written is "0" or "-0" ? written : "0"; // the sign of a zero is the framework's business
        Assert.Equal(expected, written);
    }

    private static IEnumerable<long> Edges()
    {
        yield return 0;
        yield return long.MinValue;
        yield return long.MaxValue;
        for (long power = 1; ; power *= 10)
        {
            yield return power - 1;
            yield return power;
            yield return -power;
            if (power > long.MaxValue / 10) yield break;
        }
    }
}
