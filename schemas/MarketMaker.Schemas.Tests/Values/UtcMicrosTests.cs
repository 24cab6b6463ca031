using System.Globalization;
using System.Text;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Tests.Values;

public sealed class UtcMicrosTests
{
    [Fact]
    public void TryFormat_RandomInstants_AgreesWithTheFramework()
    {
        const int seed = 20250904;
        var random = new Random(seed);
        Span<byte> utf8 = stackalloc byte[UtcMicros.TextLength];
        for (int i = 0; i < 20_000; i++)
        {
            var time = new UtcMicros(random.NextInt64(UtcMicros.MaxValue.Value + 1));
            Assert.True(time.TryFormat(utf8));
            string expected = DateTime.UnixEpoch.AddTicks(time.Value * 10).ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture) + "Z";
            Assert.Equal(expected, Encoding.ASCII.GetString(utf8));
            Assert.True(UtcMicros.TryParse(utf8, out UtcMicros parsed));
            Assert.Equal(time, parsed);
        }
    }

    // 11:00 in India is 05:30 UTC; 1763683200 s is 2025-11-21T00:00:00Z by `date -u -d @1763683200`.
    [Theory]
    [InlineData("2025-11-21T05:30:00+05:30", 1763683200_000000)]
    [InlineData("2025-11-21T00:00:00Z", 1763683200_000000)]
    [InlineData("2025-11-21T00:00:00.5Z", 1763683200_500000)]
    [InlineData("2025-11-21T00:00:00.123456789Z", 1763683200_123456)]
    [InlineData("2024-02-29T00:00:00-01:00", 1709168400_000000)]
    public void TryParse_LegalText_GivesTheInstant(string text, long expectedMicros)
    {
        Assert.True(UtcMicros.TryParse(Encoding.ASCII.GetBytes(text), out UtcMicros time));
        Assert.Equal(expectedMicros, time.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2025-11-21")]
    [InlineData("2025-11-21T00:00:00")]
    [InlineData("2025-02-29T00:00:00Z")]
    [InlineData("2025-13-01T00:00:00Z")]
    [InlineData("2025-11-21T24:00:00Z")]
    [InlineData("2025-11-21T00:00:60Z")]
    [InlineData("2025-11-21T00:00:00.Z")]
    [InlineData("2025-11-21T00:00:00.1234567890Z")]
    [InlineData("2025-11-21T00:00:00Zx")]
    [InlineData("1969-12-31T23:59:59Z")]
    [InlineData("20x5-11-21T00:00:00Z")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(UtcMicros.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void TryFormat_OutsideTheRange_IsRefused()
    {
        Span<byte> utf8 = stackalloc byte[UtcMicros.TextLength];
        Assert.False(new UtcMicros(-1).TryFormat(utf8));
        Assert.False(new UtcMicros(UtcMicros.MaxValue.Value + 1).TryFormat(utf8));
        Assert.False(new UtcMicros(0).TryFormat(utf8[1..]));
    }
}
