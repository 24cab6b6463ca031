namespace MarketMaker.Collectors.Imports.MetaStacker;

/// <summary>Fills of others on Hyperliquid. The bot kept every one it saw, so each stands for itself.</summary>
internal static class HyperliquidFillMapping
{
    public static void Map(ForeignFields from, EventRow to)
    {
        ForeignValue price = from.Take("price");
        ForeignValue size = from.Take("size");
        ForeignValue side = from.Take("side");
        to.Text("address", from.Take("address"));
        to.Exact("price", price);
        to.Exact("size", size);
        if (EventRow.TryProduct(price, size, out decimal product)) to.Exact("size_usd", product);
        else to.Refuse($"A fill needs its price and size: {price.Because("")} {size.Because("")}".TrimEnd());
        if (side.Text?.ToLowerInvariant() is "buy" or "sell") to.Text("side", side.Text.ToLowerInvariant());
        else to.Refuse(side.Because("a fill's side is buy or sell."));
        to.Whole("sample_weight", 1);
    }
}
