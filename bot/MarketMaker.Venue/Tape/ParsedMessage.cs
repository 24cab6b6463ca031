using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Venue.Tape;

/// <summary>What became of a line or push.</summary>
public enum MessageStatus : byte
{
    /// <summary>Well formed and of a known instrument; its content stands in the <see cref="ParsedMessage"/>.</summary>
    Data,

    /// <summary>The venue's housekeeping: a subscription's answer or a pong. Carries nothing of the market.</summary>
    Control,

    /// <summary>A channel, venue or symbol we do not know.</summary>
    Unknown,

    /// <summary>Not JSON, not the expected shape, or a number that the instrument cannot have.</summary>
    Malformed,
}

/// <summary>One trade of a push.</summary>
/// <param name="InstrumentIndex">Index into the session's instruments; −1 when the symbol is unknown.</param>
public readonly record struct ParsedTrade(int InstrumentIndex, UtcMicros VenueTime, PublicTrade Trade);

/// <summary>Scratch that the parsers fill; one per thread, reused for every message so that none allocates.</summary>
public sealed class ParsedMessage
{
    private ParsedTrade[] _trades = new ParsedTrade[256];

    /// <summary>Everything but trades. For trades only its times are meant.</summary>
    public MarketEvent Event;

    /// <summary>The channel; meaningful when the status is <see cref="MessageStatus.Data"/>.</summary>
    public FeedChannel Channel { get; internal set; }

    /// <summary>False for messages without a venue time; <see cref="MarketEvent.VenueTime"/> then is the receive time.</summary>
    public bool HasVenueTime { get; internal set; }

    /// <summary>The trades of the push, in the venue's order; empty for other channels.</summary>
    public ReadOnlySpan<ParsedTrade> Trades => _trades.AsSpan(0, TradeCount);

    /// <summary>True when a reader took everything to the end of the line at once, so that nothing is left to check.</summary>
    internal bool IsReadToEnd { get; set; }

    internal int TradeCount { get; private set; }

    internal void AddTrade(in ParsedTrade trade)
    {
        if (TradeCount == _trades.Length) Array.Resize(ref _trades, _trades.Length * 2);
        _trades[TradeCount++] = trade;
    }

    internal void ResetContent()
    {
        TradeCount = 0;
        HasVenueTime = false;
        IsReadToEnd = false;
        Event.Bids.Clear();
        Event.Asks.Clear();
        Event.VenueSequence = 0;
    }
}
