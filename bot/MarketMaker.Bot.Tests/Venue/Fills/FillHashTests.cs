using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Fills;

namespace MarketMaker.Bot.Tests.Venue.Fills;

public sealed class FillHashTests
{
    [Fact]
    public void Mix_PublishedOutputsOfSplitMix64WithSeedZero()
    {
        // The generator adds the golden ratio to its state before each output; the second output is therefore M of that constant.
        Assert.Equal(0xE220_A839_7B1D_CDAFUL, FillHash.Mix(0));
        Assert.Equal(0x6E78_9E6A_A1B9_65F4UL, FillHash.Mix(0x9E37_79B9_7F4A_7C15));
    }

    [Theory]
    [InlineData("", 0xCBF2_9CE4_8422_2325UL)]
    [InlineData("a", 0xAF63_DC4C_8601_EC8CUL)]
    [InlineData("foobar", 0x8594_4171_F739_67E8UL)]
    public void OfText_PublishedVectorsOfFnv1a64(string text, ulong hash) => Assert.Equal(hash, FillHash.OfText(text));

    // Computed by a Python script from the formula in the documentation.
    [Theory]
    [InlineData("BTC", 1_737_918_794_873, 121_451_470_284_048, 0, 0xBFA8_FE0A_0783_CC7CUL)]
    [InlineData("ETH", 1_757_015_216_528, 664_477_935_311_385, 0, 0x7D4C_4F0E_F434_40B1UL)]
    [InlineData("kPEPE", 1_757_015_290_983, 33_619_718_635_182, 0, 0x3C16_B509_C547_AD47UL)]
    [InlineData("BTC", 1_737_918_794_873, 121_451_470_284_048, 7, 0xF3DD_82BC_61E5_F1BDUL)]
    public void Of_AFill_IsWhatTheFormulaSays(string coin, long timeMs, long tradeId, ulong salt, ulong hash) =>
        Assert.Equal(hash, FillHash.Of(FillHash.OfText(coin), UtcMicros.FromUnixMs(timeMs), tradeId, salt));
}
