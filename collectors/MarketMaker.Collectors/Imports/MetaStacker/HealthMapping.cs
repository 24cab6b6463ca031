namespace MarketMaker.Collectors.Imports.MetaStacker;

/// <summary>How the bot was: its health metrics, and its equity.</summary>
/// <remarks>Both are written once per bar, not every five minutes. Their counters run since the start, ours over windows: extra fields.</remarks>
internal static class HealthMapping
{
    public static void MapHealth(ForeignFields from, EventRow to)
    {
        ForeignFields metrics = from.In("metrics");
        to.Text("snapshot_trigger", "on_change");
        to.Exact("equity_usd", metrics.Read("equity"));
        to.Estimate("ws_staleness_ms", metrics.Read("ws_staleness_ms"));
    }

    public static void MapEquity(ForeignFields from, EventRow to)
    {
        to.Text("snapshot_trigger", "on_change");
        to.Exact("equity_usd", from.Take("equity_value"));
    }
}
