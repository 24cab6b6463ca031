using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Venue.Simulated;

/// <summary>Our orders of one side, in the order they would be filled: best price first, then earliest.</summary>
internal sealed class OrderLine(QuoteSide side)
{
    private RestingOrder[] _orders = new RestingOrder[8];

    public int Count { get; private set; }

    public ref RestingOrder this[int place] => ref _orders[place];

    public void Add(in RestingOrder order)
    {
        if (Count == _orders.Length) Array.Resize(ref _orders, Count * 2);
        int at = Count;
        for (; at > 0 && VenueBook.IsBetter(side, order.PriceTicks, _orders[at - 1].PriceTicks); at--) _orders[at] = _orders[at - 1];
        _orders[at] = order;
        Count++;
    }

    public void RemoveAt(int place)
    {
        Count--;
        Array.Copy(_orders, place + 1, _orders, place, Count - place);
    }

    /// <summary>Place of an order, or −1.</summary>
    public int Find(EntityId orderId)
    {
        for (int i = 0; i < Count; i++)
            if (_orders[i].OrderId == orderId) return i;
        return -1;
    }
}
