using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.Journal;

/// <summary>Positions of a stream that no file has.</summary>
/// <param name="From">First position.</param>
/// <param name="To">Last position.</param>
/// <param name="Time">Time of the last of these events, or of the last one known.</param>
/// <param name="Cause">What lost them; a constant, for the producer that reports allocates nothing.</param>
internal readonly record struct LostRange(long From, long To, UtcMicros Time, string Cause)
{
    public const string QueueFull = "journal queue full";

    public const string DiskFailing = "journal queue full while the disk failed";

    public const string FileCut = "journal file cut by another program";

    public const string NoText = "the event has no text";
}
