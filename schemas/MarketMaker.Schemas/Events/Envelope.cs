using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Events;

/// <summary>What every event carries besides its own columns; <c>event_type</c>, <c>schema_v</c> and <c>run_id</c> are constants of a writer.</summary>
public readonly record struct Envelope
{
    [Column("Event time, UTC: exchange or replay time of what happened, not the time of writing.", Name = "ts")]
    public UtcMicros Time { get; init; }

    [Column("Position in its run and stream, from 1, without holes: a hole is a loss that can be seen.", Min = 1)]
    public long Seq { get; init; }

    [Column("When we received what the event speaks of; null where there is no outside cause.")]
    public UtcMicros? RecvT { get; init; }

    [Column("Venue, such as hyperliquid; null where meaningless.")]
    public string? Venue { get; init; }

    [Column("Instrument as the venue names it, such as BTC; null where meaningless.")]
    public string? Symbol { get; init; }

    [Column("Local monotonic clock at the event, nanoseconds; in replay it is the tape's clock; null in imported logs, which have none.")]
    public long? TsMonoNs { get; init; }
}

/// <summary>An event: an <see cref="Events.Envelope"/> and the columns of its stream.</summary>
public interface IEvent
{
    /// <summary>The event's time, identity and instrument.</summary>
    Envelope Envelope { get; set; }
}
