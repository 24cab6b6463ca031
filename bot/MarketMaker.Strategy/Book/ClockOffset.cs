using MarketMaker.Schemas.Values;

namespace MarketMaker.Strategy.Book;

/// <summary>
/// What of the delay between a venue's time and our receipt is only two clocks that differ: the least delay seen over the last while. The
/// fastest message of minutes has waited for nothing, so what any other took longer it did wait.
/// </summary>
/// <remarks>
/// Kept as the least delay of each of ten stretches of the window: fixed memory, exact to one stretch. The second least of the ten counts, so
/// that one message with a time from the future makes no book old. The offset holds the way of the fastest message too, which therefore is
/// no age; beyond <paramref name="maxOffsetMs"/> no difference of clocks is believed, so that a feed that is late from its first message on
/// is not taken for a clock that is wrong.
/// </remarks>
/// <param name="windowS">Length of the window, above 0.</param>
/// <param name="maxOffsetMs">Largest offset believed, at least 0. A negative one, our clock behind the venue's, is believed whatever its size.</param>
public sealed class ClockOffset(int windowS, int maxOffsetMs)
{
    private const int Stretches = 10;

    private readonly long[] _leastUs = NewStretches();
    private readonly long _stretchUs = windowS * UtcMicros.PerSecond / Stretches;
    private long _newest = -1;

    /// <summary>Notes the delay of a message and gives what of it the message waited, in ms; 0 for the fastest of the window.</summary>
    /// <param name="venueTime">The message's time by the venue's clock.</param>
    /// <param name="receiveTime">Its receipt by ours.</param>
    public double WaitedMs(UtcMicros venueTime, UtcMicros receiveTime)
    {
        long delayUs = receiveTime - venueTime;
        long stretch = receiveTime.Value / _stretchUs;
        for (long next = Math.Max(_newest + 1, stretch - Stretches + 1); next <= stretch; next++) _leastUs[next % Stretches] = long.MaxValue;
        _newest = Math.Max(_newest, stretch);
        ref long least = ref _leastUs[_newest % Stretches];
        least = Math.Min(least, delayUs);
        return Math.Max(0, delayUs - OffsetUs()) / 1e3;
    }

    private long OffsetUs()
    {
        long first = long.MaxValue;
        long second = long.MaxValue;
        foreach (long each in _leastUs)
        {
            if (each < first) (first, second) = (each, first);
            else if (each < second) second = each;
        }

        return Math.Min(second == long.MaxValue ? first : second, maxOffsetMs * 1000L);
    }

    private static long[] NewStretches()
    {
        var stretches = new long[Stretches];
        Array.Fill(stretches, long.MaxValue);
        return stretches;
    }
}
