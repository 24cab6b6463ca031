namespace MarketMaker.Strategy.Execution;

/// <summary>What the venue still lets our address send: one message per USD traded on top of an initial allowance.</summary>
/// <remarks>
/// Hyperliquid counts orders against the allowance L and gives cancels a wider one, min(L + 100,000, 2L); counting both against L is the
/// careful reading, and the reserve keeps cancels affordable whatever happens. A cancel is sent without asking; only what is not needed for
/// safety asks first. A move is a cancel and a new order: the second message is held before the first is sent, so that no place in a queue
/// is given up for an order that can then not be sent.
/// </remarks>
public sealed class MessageBudget(RateLimitParameters parameters)
{
    private decimal _tradedUsd;
    private long _heldCount;

    /// <summary>Messages sent.</summary>
    public long UsedCount { get; private set; }

    /// <summary>Messages sent, and those held for the orders of moves under way.</summary>
    public long CommittedCount => UsedCount + _heldCount;

    /// <summary>Messages that may be sent before only cancels are.</summary>
    public double AllowedCount => parameters.InitialCount + Math.Floor((double)_tradedUsd * parameters.PerUsdRatio) - parameters.ReserveCount;

    /// <summary>Whether a move can be paid for as a whole: its cancel, and its new order unless a message is held for that already.</summary>
    public bool AffordsMove(bool isMessageHeld) => CommittedCount + (isMessageHeld ? 1 : 2) <= AllowedCount;

    /// <summary>Holds a message for an order to come.</summary>
    public void Hold() => _heldCount++;

    /// <summary>Gives back a message held.</summary>
    public void Release() => _heldCount--;

    /// <summary>Counts a message sent.</summary>
    public void OnSent() => UsedCount++;

    /// <summary>Counts value traded.</summary>
    public void OnTraded(decimal notionalUsd) => _tradedUsd += notionalUsd;
}
