namespace MarketMaker.Venue.Simulated;

/// <summary>Texts with which Hyperliquid refuses an order, as its documentation lists them.</summary>
internal static class RejectText
{
    public const string Tick = "Price must be divisible by tick size.";

    public const string Size = "Order has zero size.";

    public const string MinNotional = "Order must have minimum value of $10.";

    public const string NoLiquidity = "No liquidity available for market order.";

    public static string PostOnly(decimal bid, decimal ask) => $"Post only order would have immediately matched, bbo was {bid}@{ask}.";
}
