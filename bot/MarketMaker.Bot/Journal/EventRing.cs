using System.Numerics;

namespace MarketMaker.Bot.Journal;

/// <summary>Bounded queue of events between exactly one producing and one consuming thread; its slots are allocated once.</summary>
/// <remarks>The producer fills <see cref="NextSlot"/> in place and publishes it, so a large event is copied once and nothing is allocated.</remarks>
public sealed class EventRing<TEvent>
    where TEvent : struct
{
    private readonly TEvent[] _slots;
    private readonly int _mask;

    // Counters only grow. Each stands on its own cache lines: sharing one would make the two threads take turns.
    private PaddedCounter _published;
    private PaddedCounter _consumed;

    // Used by the producer only: the consumer's counter as last seen, so that a publish seldom touches the consumer's line.
    private PaddedCounter _consumedSeen;

    /// <param name="capacity">Slots; a power of two.</param>
    public EventRing(int capacity)
    {
        if (capacity < 2 || !BitOperations.IsPow2(capacity))
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "A ring's capacity is a power of two, at least 2.");
        _slots = new TEvent[capacity];
        _mask = capacity - 1;
    }

    /// <summary>Events waiting; exact for neither thread, never negative.</summary>
    public int Depth => (int)Math.Max(0, Volatile.Read(ref _published.Value) - Volatile.Read(ref _consumed.Value));

    /// <summary>Producer: the slot that the next <see cref="Publish"/> makes visible. Only after <see cref="HasRoom"/>.</summary>
    public ref TEvent NextSlot => ref _slots[(int)_published.Value & _mask];

    /// <summary>Producer: whether a slot is free.</summary>
    public bool HasRoom()
    {
        if (_published.Value - _consumedSeen.Value < _slots.Length) return true;
        _consumedSeen.Value = Volatile.Read(ref _consumed.Value);
        return _published.Value - _consumedSeen.Value < _slots.Length;
    }

    /// <summary>Producer: makes the filled slot visible to the consumer.</summary>
    public void Publish() => Volatile.Write(ref _published.Value, _published.Value + 1);

    /// <summary>Consumer: how many events can be read now.</summary>
    public int Available() => (int)(Volatile.Read(ref _published.Value) - _consumed.Value);

    /// <summary>Consumer: the oldest event at 0, and those after it. Only below <see cref="Available"/>.</summary>
    public ref readonly TEvent this[int index] => ref _slots[(int)(_consumed.Value + index) & _mask];

    /// <summary>Consumer: gives the slots of the oldest events back.</summary>
    public void Release(int count) => Volatile.Write(ref _consumed.Value, _consumed.Value + count);
}
