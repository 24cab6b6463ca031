using MarketMaker.Schemas.Values;

namespace MarketMaker.Strategy.Book;

/// <summary>The last mids by the venue's clock: what the mid was just before a fill that we learn of later.</summary>
public sealed class MidHistory
{
    private const int Capacity = 512;

    private readonly (UtcMicros Time, long TwiceMidTicks)[] _ring = new (UtcMicros, long)[Capacity];
    private long _count;

    /// <summary>Notes a mid. Times may repeat but not go back; one that does is left out.</summary>
    public void Add(UtcMicros venueTime, long twiceMidTicks)
    {
        if (_count > 0)
        {
            ref (UtcMicros Time, long TwiceMidTicks) last = ref _ring[(_count - 1) % Capacity];
            if (venueTime < last.Time) return;
            if (twiceMidTicks == last.TwiceMidTicks) return;
        }

        _ring[_count++ % Capacity] = (venueTime, twiceMidTicks);
    }

    /// <summary>Twice the last mid strictly before an instant; 0 when it is not known any more or not yet.</summary>
    public long TwiceMidTicksBefore(UtcMicros venueTime)
    {
        for (long i = _count - 1; i >= Math.Max(0, _count - Capacity); i--)
            if (_ring[i % Capacity].Time < venueTime) return _ring[i % Capacity].TwiceMidTicks;
        return 0;
    }
}
