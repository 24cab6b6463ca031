using System.Numerics;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Venue.Tape;

/// <summary>The last trades seen, to recognise one that comes again; fixed memory, the oldest is forgotten first.</summary>
/// <remarks>A ring of keys and an open-addressing index over it (linear probing, deletion by backward shift). One thread.</remarks>
public sealed class RecentTrades
{
    private readonly (long Id, long TimeUs)[] _ring;
    private readonly int[] _slots;
    private readonly int _mask;
    private int _next;
    private int _count;

    /// <param name="capacity">Trades remembered, at least 1.</param>
    public RecentTrades(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _ring = new (long, long)[capacity];
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)capacity * 2)];
        _mask = _slots.Length - 1;
    }

    /// <summary>Remembers a trade; false when it is remembered already.</summary>
    public bool TryAdd(long tradeId, UtcMicros venueTime)
    {
        (long, long) key = (tradeId, venueTime.Value);
        int slot = Home(key);
        for (; _slots[slot] != 0; slot = (slot + 1) & _mask)
            if (_ring[_slots[slot] - 1] == key) return false;

        if (_count == _ring.Length)
        {
            Forget(_ring[_next]);
            for (slot = Home(key); _slots[slot] != 0; slot = (slot + 1) & _mask)
            {
            }
        }
        else
        {
            _count++;
        }

        _ring[_next] = key;
        _slots[slot] = _next + 1;
        _next = _next + 1 == _ring.Length ? 0 : _next + 1;
        return true;
    }

    private void Forget((long Id, long TimeUs) key)
    {
        int hole = Home(key);
        while (_ring[_slots[hole] - 1] != key) hole = (hole + 1) & _mask;
        for (int at = (hole + 1) & _mask; _slots[at] != 0; at = (at + 1) & _mask)
        {
            // What stands at `at` may fill the hole unless its home lies cyclically behind the hole.
            int home = Home(_ring[_slots[at] - 1]);
            if (((at - home) & _mask) < ((at - hole) & _mask)) continue;
            _slots[hole] = _slots[at];
            hole = at;
        }

        _slots[hole] = 0;
    }

    // Fibonacci hashing of both parts; ids are hashes of the venue already.
    private int Home((long Id, long TimeUs) key) =>
        (int)(unchecked(((ulong)key.Id ^ ((ulong)key.TimeUs << 20)) * 0x9E37_79B9_7F4A_7C15UL) >> 33) & _mask;
}
