namespace MarketMaker.Strategy.Execution;

/// <summary>What the venue still lets our address send: one message per USD traded on top of an initial allowance.</summary>
/// <remarks>
/// Hyperliquid counts orders against the allowance L and gives cancels a wider one, min(L + 100,000, 2L); counting both against L is the
/// careful reading, and the reserve keeps cancels affordable whatever happens.
/// </remarks>
public sealed class MessageBudget(RateLimitParameters parameters)
{
    private decimal _tradedUsd;

    /// <summary>Messages sent.</summary>
    public long UsedCount { get; private set; }

    /// <summary>Messages that may be sent before only cancels are.</summary>
    public double AllowedCount => parameters.InitialCount + Math.Floor((double)_tradedUsd * parameters.PerUsdRatio) - parameters.ReserveCount;

    /// <summary>Counts a message sent.</summary>
    public void OnSent() => UsedCount++;

    /// <summary>Counts value traded.</summary>
    public void OnTraded(decimal notionalUsd) => _tradedUsd += notionalUsd;
}
