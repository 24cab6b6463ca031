namespace MarketMaker.Bot.Journal;

/// <summary>How long a failed write rests before the next attempt: short at first, for a passing fault costs queue; then seldom, for a full disk stays.</summary>
internal static class RetryDelay
{
    private const int FirstMs = 10;
    private const int LongestMs = 1_000;
    private const int MaxDoublings = 10;

    /// <summary>The delay after so many failures in a row, from 1.</summary>
    public static TimeSpan After(int failures) =>
        TimeSpan.FromMilliseconds(Math.Min(FirstMs << Math.Clamp(failures - 1, 0, MaxDoublings), LongestMs));
}
