using MarketMaker.Venue.Gzip;

namespace MarketMaker.Bot.Tests.Venue;

public sealed class Crc32Tests
{
    // The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    public void Append_TheCheckTextInTwoPieces_GivesTheCheckValue(int firstLength)
    {
        var crc = new Crc32();
        crc.Append("123456789"u8[..firstLength]);
        crc.Append("123456789"u8[firstLength..]);
        Assert.Equal(0xCBF43926, crc.Value);
    }

    [Fact]
    public void Value_OfNothing_IsZero() => Assert.Equal(0u, new Crc32().Value);
}
