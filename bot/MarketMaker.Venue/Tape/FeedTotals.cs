namespace MarketMaker.Venue.Tape;

/// <summary>Everything a <see cref="FeedNormalizer"/> was given, accounted for: <c>Messages = Passed + Refused + Control</c>, always.</summary>
/// <remarks>A message is one push; of a trades push that is read, every trade is one message. Damage that hides what was in a line counts as one.</remarks>
public record struct FeedTotals
{
    /// <summary>Lines or pushes given.</summary>
    public long Lines { get; set; }

    /// <summary>Messages in them.</summary>
    public long Messages { get; set; }

    /// <summary>Messages handed to the sink.</summary>
    public long Passed { get; set; }

    /// <summary>Messages refused; each is counted under one kind in one <c>market_ingest</c>.</summary>
    public long Refused { get; set; }

    /// <summary>Housekeeping of the venue, which carries nothing.</summary>
    public long Control { get; set; }

    /// <summary>Times a venue's connection came back after silence.</summary>
    public long Reconnects { get; set; }
}
