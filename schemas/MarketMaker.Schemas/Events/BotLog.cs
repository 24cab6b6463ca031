namespace MarketMaker.Schemas.Events;

/// <summary>The operational log: one line of any program's Serilog output; its properties are kept in <c>extra</c>.</summary>
[EventStream("bot_log", 1, "Operational log of the programs, Serilog in CLEF form; properties are in extra.")]
[Example("What went wrong?", "SELECT ts, level, message, exception FROM bot_log WHERE level IN ('warning', 'error', 'fatal') ORDER BY ts")]
public record struct BotLog : IEvent
{
    public Envelope Envelope { get; set; }

    [Column("Severity.")]
    public LogLevel Level { get; init; }

    [Column("Message template: the same for all lines of one statement.")]
    public string? Template { get; init; }

    [Column("Rendered message.")]
    public string? Message { get; init; }

    [Column("Exception with its stack, if any.")]
    public string? Exception { get; init; }

    [Column("Component that wrote it.")]
    public string? Source { get; init; }
}
