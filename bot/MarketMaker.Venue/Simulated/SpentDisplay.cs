using MarketMaker.Schemas.Events;

namespace MarketMaker.Venue.Simulated;

/// <summary>How much of what one side displays our fills have used up already: the recorded market does not know that we took it.</summary>
/// <remarks>
/// What we took at a level stays taken while the level is displayed, whatever else comes and goes there: no more can be had of a level than
/// was ever shown at it at once. A display below what we took bounds it, and a level that left is new when it comes again.
/// </remarks>
internal sealed class SpentDisplay(QuoteSide side)
{
    private Entry[] _entries = new Entry[8];
    private int _count;

    /// <summary>What of a displayed size is still to be had.</summary>
    public long AvailableLots(long priceTicks, long displayedLots)
    {
        for (int i = 0; i < _count; i++)
            if (_entries[i].PriceTicks == priceTicks) return Math.Max(0, displayedLots - _entries[i].SpentLots);
        return displayedLots;
    }

    public void Spend(long priceTicks, long spentLots)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_entries[i].PriceTicks != priceTicks) continue;
            _entries[i] = _entries[i] with { SpentLots = _entries[i].SpentLots + spentLots };
            return;
        }

        if (_count == _entries.Length) Array.Resize(ref _entries, _count * 2);
        _entries[_count++] = new Entry(priceTicks, spentLots);
    }

    /// <summary>Takes a new display.</summary>
    public void Update(in VenueBook book)
    {
        for (int i = 0; i < _count; i++)
        {
            long displayedLots = book.DisplayedLots(side, _entries[i].PriceTicks) ?? 0;
            if (displayedLots == 0) _entries[i--] = _entries[--_count];
            else if (displayedLots < _entries[i].SpentLots) _entries[i] = _entries[i] with { SpentLots = displayedLots };
        }
    }

    private readonly record struct Entry(long PriceTicks, long SpentLots);
}
