using MarketMaker.Schemas.Market;

namespace MarketMaker.Schemas.Tests.Market;

public sealed class InstrumentTests
{
    // Hyperliquid: at most 5 significant figures and at most 6 − szDecimals decimals; integers are always legal.
    [Theory]
    [InlineData(5, "104567.3", "104567", "104568")] // a 6-digit integer is legal though it has 6 figures
    [InlineData(5, "99999.9", "99999", "100000")]
    [InlineData(5, "9999.9", "9999.9", "9999.9")] // 5 figures
    [InlineData(4, "4321.57", "4321.5", "4321.6")]
    [InlineData(4, "432.15", "432.15", "432.15")]
    [InlineData(2, "203.4567", "203.45", "203.46")]
    [InlineData(0, "0.183456", "0.183450", "0.183460")]
    [InlineData(0, "0.018345", "0.018345", "0.018345")] // leading zeros are not figures
    public void Steps_RoundToTheFinestLegalPrice(int sizeDecimals, string price, string floor, string ceiling)
    {
        Instrument instrument = Instrument.HyperliquidPerp("X", sizeDecimals);
        long ticks = (long)(decimal.Parse(price) / instrument.PricePerTick);
        Assert.Equal(decimal.Parse(floor), instrument.Price(instrument.FloorToStep(ticks)));
        Assert.Equal(decimal.Parse(ceiling), instrument.Price(instrument.CeilingToStep(ticks)));
    }

    [Fact]
    public void Units_AreExact()
    {
        Instrument btc = Instrument.HyperliquidPerp("BTC", 5);
        Assert.Equal(0.1m, btc.PricePerTick);
        Assert.Equal(0.00001m, btc.SizePerLot);
        Assert.Equal(109755.5m, btc.Price(1_097_555));
        Assert.Equal(3.24457m, btc.Size(324_457));
    }
}
