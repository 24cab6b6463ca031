using MarketMaker.Schemas.Market;

namespace MarketMaker.Venue.Hyperliquid;

/// <summary>Size decimals of Hyperliquid perpetuals: what a tape does not say and its numbers cannot be read without.</summary>
/// <remarks>
/// From the venue's <c>meta</c> answers as recorded in its Python SDK's tests (2023) and from the sizes traded on 2025-09-04. The venue has
/// not been seen to change one once listed. A symbol that is not here is counted as unknown; give its <see cref="Instrument"/> to use it.
/// </remarks>
public static class PerpUniverse
{
    private static readonly Dictionary<string, int> Decimals = new(StringComparer.Ordinal)
    {
        ["APE"] = 1, ["APT"] = 2, ["ARB"] = 1, ["ATOM"] = 2, ["AVAX"] = 2, ["BCH"] = 3, ["BNB"] = 3, ["BTC"] = 5, ["CFX"] = 0, ["CRV"] = 1,
        ["DOGE"] = 0, ["DYDX"] = 1, ["ETH"] = 4, ["FTM"] = 0, ["GMX"] = 2, ["HYPE"] = 2, ["INJ"] = 1, ["LDO"] = 1, ["LINK"] = 1, ["LTC"] = 2,
        ["MATIC"] = 1, ["OP"] = 1, ["RNDR"] = 1, ["SNX"] = 1, ["SOL"] = 2, ["STX"] = 1, ["SUI"] = 1, ["WLFI"] = 0, ["XRP"] = 0, ["kPEPE"] = 0,
    };

    /// <summary>Every known perpetual, by symbol.</summary>
    public static IReadOnlyList<Instrument> All { get; } =
        [.. Decimals.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => Instrument.HyperliquidPerp(entry.Key, entry.Value))];

    /// <summary>The perpetual of a symbol, or null when it is not known.</summary>
    public static Instrument? Find(string symbol) =>
        Decimals.TryGetValue(symbol, out int sizeDecimals) ? Instrument.HyperliquidPerp(symbol, sizeDecimals) : null;
}
