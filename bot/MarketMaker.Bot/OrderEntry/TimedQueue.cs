using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.OrderEntry;

/// <summary>A few items waiting for their time, earliest first, equal times in the order they came. Storage is kept.</summary>
internal sealed class TimedQueue<T>
{
    private (UtcMicros Due, T Item)[] _items = new (UtcMicros, T)[16];
    private int _count;

    public void Add(UtcMicros due, in T item)
    {
        if (_count == _items.Length) Array.Resize(ref _items, _count * 2);
        int at = _count++;
        for (; at > 0 && _items[at - 1].Due > due; at--) _items[at] = _items[at - 1];
        _items[at] = (due, item);
    }

    /// <summary>The earliest item that is due; false when there is none.</summary>
    public bool TryTake(UtcMicros now, out T item)
    {
        if (_count == 0 || _items[0].Due > now)
        {
            item = default!;
            return false;
        }

        item = _items[0].Item;
        Array.Copy(_items, 1, _items, 0, --_count);
        _items[_count] = default;
        return true;
    }
}
