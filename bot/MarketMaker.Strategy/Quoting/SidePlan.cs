namespace MarketMaker.Strategy.Quoting;

/// <summary>A quote considered for one side: where, how much, and what being filled there is expected to bring.</summary>
/// <param name="PriceTicks">Legal price that does not cross; 0 when none can be named.</param>
/// <param name="SizeLots">Size; 0 when the price is.</param>
/// <param name="EdgeBps">Distance from mid less the maker fee; NaN when not known.</param>
/// <param name="QueueValueBps">Edge less expected adverse selection; NaN when not known.</param>
internal readonly record struct SidePlan(long PriceTicks, long SizeLots, double EdgeBps, double QueueValueBps)
{
    public static SidePlan None { get; } = new(0, 0, double.NaN, double.NaN);
}
