namespace MarketMaker.Schemas.Events;

/// <summary>Health of one feed of one symbol over one interval: what came, what was refused, and why.</summary>
[EventStream("market_ingest", 1, "Feed health per feed, symbol and minute: messages, gaps, and every kind of bad input counted; a count that an imported log does not keep is null.")]
[Example("Which bad input came in?",
    "SELECT feed, sum(malformed_count) AS malformed, sum(unknown_channel_count) AS unknown_channel, sum(crossed_book_count) AS crossed, "
    + "sum(empty_book_count) AS empty, sum(duplicate_trade_count) AS duplicates, sum(time_backwards_count) AS backwards FROM market_ingest GROUP BY feed")]
public record struct MarketIngest : IEvent
{
    public Envelope Envelope { get; set; }

    [Column("Feed: the venue's channel, such as bbo; tape where a line could not be assigned; null where an imported log does not name it.")]
    public string? Feed { get; init; }

    [Column("Messages taken in.", Unit = "count", Min = 0)]
    public long? MessageCount { get; init; }

    [Column("Longest silence between two messages in the interval, by receive time.", Min = 0, Decimals = 3)]
    public double? GapMs { get; init; }

    [Column("The feed came back after a silence longer than the reconnect threshold.")]
    public bool? Reconnect { get; init; }

    [Column("The book was rebuilt from a snapshot.")]
    public bool? Resync { get; init; }

    [Column("Messages refused, all kinds together.", Unit = "count", Min = 0)]
    public long? Dropped { get; init; }

    [Column("Holes in the venue's own numbering, where it has one.", Unit = "count", Min = 0)]
    public long? SequenceGap { get; init; }

    [Column("Lines or messages that are not what they should be.", Unit = "count", Min = 0)]
    public long? MalformedCount { get; init; }

    [Column("Messages of a channel or symbol we do not know.", Unit = "count", Min = 0)]
    public long? UnknownChannelCount { get; init; }

    [Column("Books whose best bid is not below the best ask.", Unit = "count", Min = 0)]
    public long? CrossedBookCount { get; init; }

    [Column("Books with an empty side.", Unit = "count", Min = 0)]
    public long? EmptyBookCount { get; init; }

    [Column("Trades seen before.", Unit = "count", Min = 0)]
    public long? DuplicateTradeCount { get; init; }

    [Column("Trades older than five seconds when received, such as the recent ones sent on subscribing: counted, not traded on.", Unit = "count", Min = 0)]
    public long? LateTradeCount { get; init; }

    [Column("Messages older than what we already had of the same feed.", Unit = "count", Min = 0)]
    public long? TimeBackwardsCount { get; init; }

    [Column("Books received more than two seconds after their venue time: taken in, and old when they came.", Unit = "count", Min = 0)]
    public long? LateBookCount { get; init; }

    [Column("Mid price at the end of the interval.", Unit = "quote per base", Min = 1e-8)]
    public decimal? MidPrice { get; init; }

    [Column("Market spread at the end of the interval.", Decimals = 3)]
    public double? SpreadBps { get; init; }
}
