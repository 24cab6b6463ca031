using System.Text;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Tests.Venue;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("109755.0", 1, 1_097_550)]
    [InlineData("0.18648", 5, 18_648)]
    [InlineData("202.16", 4, 2_021_600)]
    [InlineData("1e-05", 5, 1)]
    [InlineData("9E-05", 5, 9)]
    [InlineData("1.2e-4", 5, 12)]
    [InlineData("3e2", 0, 300)]
    [InlineData("3e+2", 2, 30_000)]
    [InlineData("25.35190000", 4, 253_519)]
    [InlineData("0", 5, 0)]
    [InlineData("0.00000000", 2, 0)]
    [InlineData("1000000.00000000000000000000000", 0, 1_000_000)]
    [InlineData("9999999999.99999999", 8, 999_999_999_999_999_999)]
    [InlineData("007.5", 1, 75)]
    public void TryParseExact_ExactMultiple_GivesUnits(string text, int decimals, long expected)
    {
        Assert.True(DecimalText.TryParseExact(Encoding.UTF8.GetBytes(text), decimals, out long units));
        Assert.Equal(expected, units);
    }

    [Theory]
    [InlineData("109755.05", 1)]
    [InlineData("1e-06", 5)]
    [InlineData("0.5", 0)]
    [InlineData("10000000000", 0)]
    [InlineData("1e300", 5)]
    [InlineData("1e-300", 5)]
    [InlineData("99999999999999999999999999", 5)]
    [InlineData("-1.0", 1)]
    [InlineData("+1.0", 1)]
    [InlineData("", 1)]
    [InlineData(".", 1)]
    [InlineData("1.", 1)]
    [InlineData(".5", 1)]
    [InlineData("1.2.3", 1)]
    [InlineData("1e", 1)]
    [InlineData("1e-", 1)]
    [InlineData("1e1.5", 1)]
    [InlineData("NaN", 1)]
    [InlineData("1 ", 1)]
    public void TryParseExact_NotExactOrNoNumber_IsRefused(string text, int decimals)
    {
        Assert.False(DecimalText.TryParseExact(Encoding.UTF8.GetBytes(text), decimals, out long units));
        Assert.Equal(0, units);
    }

    [Theory]
    [InlineData("1757015216673.878", 3, 1_757_015_216_673_878)]
    [InlineData("1757015216673.8789", 3, 1_757_015_216_673_878)]
    [InlineData("1757015216673", 3, 1_757_015_216_673_000)]
    [InlineData("1.757015216673878e12", 3, 1_757_015_216_673_878)]
    public void TryParseTruncated_FinerThanUnit_IsCut(string text, int decimals, long expected)
    {
        Assert.True(DecimalText.TryParseTruncated(Encoding.UTF8.GetBytes(text), decimals, out long units));
        Assert.Equal(expected, units);
    }

    [Fact]
    public void TryParseExact_RandomDecimals_AgreesWithDecimalType()
    {
        var random = new Random(20260105);
        for (int i = 0; i < 20_000; i++)
        {
            int decimals = random.Next(0, 9);
            long units = random.NextInt64(0, 1L << random.Next(1, 56)) % 1_000_000_000_000_000_000;
            decimal scale = 1m;
            for (int d = 0; d < decimals; d++) scale /= 10m;
            decimal value = units * scale;
            if (value >= 10_000_000_000m) continue;
            string text = value.ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(DecimalText.TryParseExact(Encoding.UTF8.GetBytes(text), decimals, out long parsed), text);
            Assert.Equal(units, parsed);
        }
    }
}
