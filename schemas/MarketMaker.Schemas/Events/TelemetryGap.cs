namespace MarketMaker.Schemas.Events;

/// <summary>Events lost because the journal queue was full: the only permitted way to lose any.</summary>
[EventStream("telemetry_gap", 1, "Events of one stream that were lost because the journal queue overflowed, as an exact range.")]
[Example("What did we lose?", "SELECT ts, stream, lost_events, from_seq, to_seq, cause FROM telemetry_gap ORDER BY ts")]
public record struct TelemetryGap : IEvent
{
    public Envelope Envelope { get; set; }

    [Column("Stream that lost them.")]
    public string Stream { get; init; }

    [Column("How many.", Unit = "count", Min = 1)]
    public long LostEvents { get; init; }

    [Column("First lost position.", Min = 1)]
    public long FromSeq { get; init; }

    [Column("Last lost position.", Min = 1)]
    public long ToSeq { get; init; }

    [Column("What was full or failing.")]
    public string Cause { get; init; }
}
