using MarketMaker.Schemas.Market;

namespace MarketMaker.Venue.Binance;

/// <summary>Instruments of the leading venue: Binance spot pairs with their price and size decimals.</summary>
/// <remarks>Read from the venue's own prices and sizes in its public streams; observed, not traded, so the minimum notional is only informative.</remarks>
public static class LeaderUniverse
{
    /// <summary>Every known pair.</summary>
    public static IReadOnlyList<Instrument> All { get; } =
    [
        new("binance", "BTCUSDT", 2, 5, 0, 5m),
        new("binance", "ETHUSDT", 2, 4, 0, 5m),
        new("binance", "SOLUSDT", 2, 3, 0, 5m),
    ];

    /// <summary>The pair whose price leads a Hyperliquid perpetual, such as BTCUSDT for BTC; null when none is known.</summary>
    public static Instrument? LeaderOf(string symbol) => All.FirstOrDefault(i => i.Symbol == symbol + "USDT");
}
