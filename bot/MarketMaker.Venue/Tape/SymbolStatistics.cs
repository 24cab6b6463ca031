namespace MarketMaker.Venue.Tape;

/// <summary>How one symbol of a tape behaves: the numbers by which a generated market is held against a recorded one.</summary>
public sealed record SymbolStatistics
{
    public required string Symbol { get; init; }

    /// <summary>Top-of-book messages.</summary>
    public required int QuoteCount { get; init; }

    /// <summary>Trade prints.</summary>
    public required int TradeCount { get; init; }

    /// <summary>Share of top-of-book messages whose spread is one legal step.</summary>
    public required double OneStepSpreadShare { get; init; }

    /// <summary>Spread in basis points of the mid, 90th percentile over messages.</summary>
    public required double SpreadP90Bps { get; init; }

    /// <summary>Spread in basis points of the mid, 99th percentile over messages.</summary>
    public required double SpreadP99Bps { get; init; }

    /// <summary>Autocorrelation of the aggressors' signs, print by print, at <see cref="TapeStatistics.SignLags"/>.</summary>
    public required IReadOnlyList<double> SignAcf { get; init; }

    /// <summary>Standard deviation of the mid's 10 s log returns, basis points.</summary>
    public required double ReturnSdBps { get; init; }

    /// <summary>Kurtosis (3 for a normal law) of the 10 s returns.</summary>
    public required double ReturnKurtosis { get; init; }

    /// <summary>Autocorrelation of the 10 s returns at lag 1.</summary>
    public required double ReturnAcf { get; init; }

    /// <summary>Autocorrelation of the 10 s returns' sizes at lag 1: clustering of volatility.</summary>
    public required double AbsReturnAcf { get; init; }

    /// <summary>Share of aggressive orders (prints of one time and side) that traded at more than one price.</summary>
    public required double SweepShare { get; init; }

    /// <summary>Mean move of the mid in the aggressor's direction, from before an order at one price to 1 s after it, basis points.</summary>
    public required double SingleImpact1sBps { get; init; }

    /// <summary>The same to 5 s after.</summary>
    public required double SingleImpact5sBps { get; init; }

    /// <summary>The same for orders at several prices, to 1 s after.</summary>
    public required double SweepImpact1sBps { get; init; }

    /// <summary>The same for orders at several prices, to 5 s after.</summary>
    public required double SweepImpact5sBps { get; init; }

    /// <summary>Receive time minus venue time of top-of-book messages, median, ms.</summary>
    public required double DelayP50Ms { get; init; }

    /// <summary>Receive time minus venue time of top-of-book messages, 99th percentile, ms.</summary>
    public required double DelayP99Ms { get; init; }
}
