using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Tests.Values;

public sealed class SnakeCaseTests
{
    // Right-hand sides are the names that the event contract lists.
    [Theory]
    [InlineData("Markout500msBps", "markout_500ms_bps")]
    [InlineData("EdgeBpsAtEntry", "edge_bps_at_entry")]
    [InlineData("PFill1s", "p_fill_1s")]
    [InlineData("ErrorRate15m", "error_rate_15m")]
    [InlineData("Ofi2s", "ofi_2s")]
    [InlineData("FundingRate8h", "funding_rate_8h")]
    [InlineData("Bid", "bid")]
    [InlineData("Periodic5m", "periodic_5m")]
    public void From_PascalCase_GivesTheContractsName(string pascal, string expected) => Assert.Equal(expected, SnakeCase.From(pascal));
}
