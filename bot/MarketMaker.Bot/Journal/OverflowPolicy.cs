namespace MarketMaker.Bot.Journal;

/// <summary>What the producer of an event does when the journal's ring is full.</summary>
public enum OverflowPolicy
{
    /// <summary>Replay: wait for the writer. Nothing is lost, and the tape has all the time in the world.</summary>
    Wait,

    /// <summary>Paper and live: lose the event, count it, and journal the exact lost range as <c>telemetry_gap</c>. The trader never waits.</summary>
    Drop,
}
