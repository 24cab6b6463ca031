namespace MarketMaker.Venue.Tape;

/// <summary>Limits of <see cref="FeedNormalizer"/>. Immutable.</summary>
public sealed record FeedOptions
{
    /// <summary>Silence of a venue's whole connection after which its feeds count as reconnected, ms.</summary>
    public int ReconnectSilenceMs { get; init; } = 5_000;

    /// <summary>Age at receipt beyond which a trade is late: counted, not handed on, ms.</summary>
    public int LateTradeMs { get; init; } = 5_000;

    /// <summary>Delay from a book's venue time to its receipt beyond which it counts as late, ms. Late books are handed on: their age says all.</summary>
    public int LateBookMs { get; init; } = 2_000;

    /// <summary>How far a venue's time may lie after our receive time before the message counts as malformed, ms.</summary>
    public int FutureToleranceMs { get; init; } = 5_000;

    /// <summary>Largest step of the receive time that is believed without a venue time near it, and the largest age of such a venue time, ms.</summary>
    public int MaxReceiveStepMs { get; init; } = 10_000;

    /// <summary>Length of an interval of <c>market_ingest</c>, s; intervals begin at whole multiples since 1970.</summary>
    public int IngestIntervalS { get; init; } = 60;

    /// <summary>Trades per instrument that are remembered to recognise duplicates.</summary>
    public int TradeMemory { get; init; } = 4_096;

    /// <summary>Itself, when every value is positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is zero or negative; the message names it.</exception>
    public FeedOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ReconnectSilenceMs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LateTradeMs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LateBookMs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(FutureToleranceMs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxReceiveStepMs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(IngestIntervalS);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(TradeMemory);
        return this;
    }
}
