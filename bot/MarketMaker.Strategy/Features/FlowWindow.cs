using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Strategy.Features;

/// <summary>Size that aggressors bought and sold over the last while, in lots, by receive time.</summary>
/// <remarks>Kept in twenty buckets of the window's length, so memory is fixed and any burst is counted in full; exact to one bucket.</remarks>
public sealed class FlowWindow
{
    private const int Buckets = 20;

    private readonly long[] _bought = new long[Buckets];
    private readonly long[] _sold = new long[Buckets];
    private readonly long _bucketUs;
    private long _newest;

    /// <param name="windowMs">Length of the window, at least 20.</param>
    public FlowWindow(int windowMs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(windowMs, Buckets);
        _bucketUs = windowMs * 1000L / Buckets;
    }

    public long BoughtLots { get; private set; }

    public long SoldLots { get; private set; }

    /// <summary>Net size of aggressors that trade against a resting side: sells against bids, buys against asks. Negative when they favour it.</summary>
    public long NetAgainstLots(QuoteSide side) => side == QuoteSide.Bid ? SoldLots - BoughtLots : BoughtLots - SoldLots;

    /// <summary>Adds a trade.</summary>
    public void Add(UtcMicros time, TradeSide aggressor, long sizeLots)
    {
        Advance(time);
        long bucket = _newest % Buckets;
        if (aggressor == TradeSide.Buy)
        {
            _bought[bucket] += sizeLots;
            BoughtLots += sizeLots;
        }
        else
        {
            _sold[bucket] += sizeLots;
            SoldLots += sizeLots;
        }
    }

    /// <summary>Forgets what the window has left behind.</summary>
    public void Advance(UtcMicros time)
    {
        long bucket = time.Value / _bucketUs;
        if (bucket <= _newest) return;
        for (long next = Math.Max(_newest + 1, bucket - Buckets + 1); next <= bucket; next++)
        {
            long slot = next % Buckets;
            BoughtLots -= _bought[slot];
            SoldLots -= _sold[slot];
            _bought[slot] = 0;
            _sold[slot] = 0;
        }

        _newest = bucket;
    }
}
