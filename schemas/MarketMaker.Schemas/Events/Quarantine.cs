namespace MarketMaker.Schemas.Events;

/// <summary>A line that was refused, kept with its place and reason.</summary>
[EventStream("quarantine", 1, "A line that was refused: where it stands, why, and the line itself.", Producer = Producer.Collector)]
[Example("What was refused, and why?", "SELECT target_stream, reason, count(*) AS lines FROM quarantine GROUP BY ALL ORDER BY lines DESC")]
public record struct Quarantine : IEvent
{
    public Envelope Envelope { get; set; }

    [Column("Stream the line was meant for; null when that cannot be told.")]
    public string? TargetStream { get; init; }

    [Column("File the line came from, as the collector saw it.")]
    public string SourceFile { get; init; }

    [Column("Place of the line's first byte in that file.", Unit = "bytes", Min = 0)]
    public long SourceByteOffset { get; init; }

    [Column("Why it was refused: the column, the value and the rule.")]
    public string Reason { get; init; }

    [Column("The line, cut to 64 KiB.")]
    public string RawLine { get; init; }
}
