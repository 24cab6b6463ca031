namespace MarketMaker.Collectors.Imports.MetaStacker;

/// <summary>A calibrated prediction; both of the bot's streams of them are flat and name their fields alike.</summary>
internal static class CalibrationMapping
{
    public static void Map(ForeignFields from, EventRow to)
    {
        foreach (string name in (ReadOnlySpan<string>)["a", "b", "pred_raw_bps", "pred_cal_bps", "band_bps", "realized_bps"])
            to.Estimate(name, from.Take(name));
        to.Flag("in_band", from.Take("in_band_flag"));
    }
}
