namespace MarketMaker.Collectors.Imports.MetaStacker;

/// <summary>The market as the bot took it in, once per bar. It keeps no counters of its feed: those columns stay null.</summary>
internal static class MarketIngestMapping
{
    public static void Map(ForeignFields from, EventRow to)
    {
        to.Exact("mid_price", from.Take("mid"));
        to.Estimate("spread_bps", from.Take("spread_bps"));
    }
}
