namespace MarketMaker.Venue.Simulated;

/// <summary>How the simulated exchange behaves. Immutable.</summary>
public sealed record ExchangeOptions
{
    /// <summary>Time from sending an order until it stands at the venue, ms. Default 100: a block and the network.</summary>
    public int NewLatencyMs { get; init; } = 100;

    /// <summary>Time from sending a cancel until it takes effect, ms. Default 100. A cancel never overtakes its order.</summary>
    public int CancelLatencyMs { get; init; } = 100;

    /// <summary>
    /// How long a cancel that has taken effect waits, by the venue's clock, for trades from before it that are heard late, ms. On the session
    /// of 2025-09-04 26 % of the trades were heard after a newer book; 90 % of those by less than the default of 150.
    /// </summary>
    public int LateTradeWaitMs { get; init; } = 150;

    /// <summary>Fee of a maker fill on its notional, bps; negative is a rebate. Default 1.5: Hyperliquid's lowest tier.</summary>
    public decimal MakerFeeBps { get; init; } = 1.5m;

    /// <summary>Fee of a taker fill on its notional, bps. Default 4.5: Hyperliquid's lowest tier.</summary>
    public decimal TakerFeeBps { get; init; } = 4.5m;
}
