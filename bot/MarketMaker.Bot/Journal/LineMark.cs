using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.Journal;

/// <summary>One line in a batch.</summary>
/// <param name="End">Bytes of the batch up to and with the line.</param>
internal readonly record struct LineMark(int End, long Seq, UtcMicros Time)
{
    private const long HourUs = 3600 * UtcMicros.PerSecond;

    /// <summary>UTC hour of the event, counted from 1970.</summary>
    public long Hour => Time.Value / HourUs;
}
