namespace MarketMaker.QueryApi.Tests.Lakes;

/// <summary>A clock that stands at one time of day and measures elapsed time as usual.</summary>
public sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
