namespace MarketMaker.Collectors.Imports.MetaStacker;

/// <summary>Fills of the bot's market orders.</summary>
internal static class ExecutionMapping
{
    /// <summary>The flat layout: <c>fill_px, fill_qty, side, router</c>.</summary>
    public static void MapFlat(ForeignFields from, EventRow to)
    {
        Fill(from.Take("side"), from.Take("fill_px"), from.Take("fill_qty"), default, to);
        to.Estimate("slippage_bps", from.Take("slip_bps"));
        // An order that was a market order took; of any other the log does not say.
        if (from.Read("order_type").Text == "MARKET") to.Text("liquidity", "taker");
        if (from.Read("event_id").Text is not null) to.Text("fill_id", from.Take("event_id"));
        else to.Text("fill_id", $"f{to.Seq}");
    }

    /// <summary>The nested layout: <c>execution { side, qty, fill_price, notional_usd }</c>.</summary>
    public static void MapNested(ForeignFields from, EventRow to)
    {
        ForeignFields fill = from.In("execution");
        Fill(fill.Read("side"), fill.Read("fill_price"), fill.Read("qty"), fill.Read("notional_usd"), to);
        to.Text("fill_id", $"f{to.Seq}");
    }

    private static void Fill(ForeignValue side, ForeignValue price, ForeignValue size, ForeignValue notional, EventRow to)
    {
        if (side.Text is "BUY" or "SELL") to.Text("side", side.Text == "BUY" ? "buy" : "sell");
        else to.Refuse(side.Because("a fill's side is BUY or SELL."));
        to.Exact("fill_price", price);
        to.Exact("fill_size", size);
        if (!notional.IsUnknown) to.Exact("notional_usd", notional);
        else if (EventRow.TryProduct(price, size, out decimal product)) to.Exact("notional_usd", product);
        else to.Refuse($"A fill needs its price and size: {price.Because("")} {size.Because("")}".TrimEnd());
    }
}
