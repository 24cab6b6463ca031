namespace MarketMaker.Schemas.Events;

/// <summary>One question asked of the query API, and what was done about it.</summary>
[EventStream("query_audit", 1, "One question asked: who, what it was compiled to, what it cost, or why it was refused.", Producer = Producer.QueryApi)]
[Example("Which questions could not be answered?", "SELECT ts, question, refused_reason FROM query_audit WHERE refused_reason IS NOT NULL ORDER BY ts DESC")]
public record struct QueryAudit : IEvent
{
    public Envelope Envelope { get; set; }

    [Column("Who asked: the channel until callers have names.")]
    public string Who { get; init; }

    [Column("The question as asked.")]
    public string Question { get; init; }

    [Column("The plan it was compiled to, as JSON; null when it could not be.")]
    public string? Plan { get; init; }

    [Column("The SQL that ran; null when none did.")]
    public string? Sql { get; init; }

    [Column("Rows returned.", Unit = "count", Min = 0)]
    public long? Rows { get; init; }

    [Column("Time from question to answer.", Min = 0, Decimals = 3)]
    public double DurationMs { get; init; }

    [Column("Storage tiers that were read, such as hot.")]
    public string? Tiers { get; init; }

    [Column("Why it was not answered; null when it was.")]
    public string? RefusedReason { get; init; }
}
