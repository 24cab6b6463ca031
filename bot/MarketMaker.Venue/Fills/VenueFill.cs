using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Venue.Fills;

/// <summary>A fill seen on the venue.</summary>
/// <param name="InstrumentIndex">Index into the session's instruments.</param>
/// <param name="TradeId">The venue's id; unique together with time and instrument.</param>
/// <param name="VenueTime">When it happened, by the venue's clock: its block's time.</param>
/// <param name="PriceTicks">Price, positive.</param>
/// <param name="SizeLots">Size, positive.</param>
/// <param name="Side">Which way the aggressor traded.</param>
/// <param name="IsOwn">One of the sides was ours.</param>
/// <param name="IsLiquidation">The venue called it a liquidation; false also where it does not say.</param>
public readonly record struct VenueFill(
    int InstrumentIndex, long TradeId, UtcMicros VenueTime, long PriceTicks, long SizeLots, TradeSide Side, bool IsOwn = false, bool IsLiquidation = false);

/// <summary>Why a fill is kept, or that it is not. The first that holds, in this order.</summary>
public enum FillOutcome : byte
{
    /// <summary>Kept: ours.</summary>
    Own,

    /// <summary>Kept: a large liquidation.</summary>
    Liquidation,

    /// <summary>Kept: an anomaly.</summary>
    Anomaly,

    /// <summary>Kept: its hash chose it.</summary>
    Sampled,

    /// <summary>Not kept: its hash did not choose it.</summary>
    Dropped,
}

/// <summary>What becomes of a fill.</summary>
/// <param name="Outcome">Kept or not, and why.</param>
/// <param name="SampleWeight">One over the probability of being kept.</param>
/// <param name="IsAnomaly">Size or price was far from the usual; null before enough fills were seen to say what is usual.</param>
public readonly record struct FillVerdict(FillOutcome Outcome, double SampleWeight, bool? IsAnomaly)
{
    /// <summary>True when the fill is kept.</summary>
    public bool IsKept => Outcome != FillOutcome.Dropped;
}
