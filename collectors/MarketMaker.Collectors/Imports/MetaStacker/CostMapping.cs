namespace MarketMaker.Collectors.Imports.MetaStacker;

/// <summary>What a trade cost: one line with its parts and their sum (<c>cost_usd</c>), which becomes one row of kind total.</summary>
/// <remarks>
/// The lines come in pairs. The other of the two (<c>pnl_attrib</c>) explains the profit and states the same fee and impact again,
/// so it is kept as a log line: as a second cost row it would count every cost twice.
/// </remarks>
internal static class CostMapping
{
    public static bool IsAttribution(ForeignFields from) => from.In("costs").Has("pnl_attrib");

    public static void Map(ForeignFields from, EventRow to)
    {
        ForeignFields costs = from.In("costs");
        ForeignValue total = costs.Read("cost_usd");
        if (total.IsUnknown) to.Refuse(total.Because("a cost needs its amount."));
        to.Text("kind", "total");
        to.Exact("amount_usd", total);
        to.Estimate("rate_bps", costs.Read("cost_bps_total"));
    }
}
