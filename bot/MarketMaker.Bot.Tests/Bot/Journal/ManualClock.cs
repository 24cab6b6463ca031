namespace MarketMaker.Bot.Tests.Bot.Journal;

/// <summary>A clock that stands until a test moves it: the wall clock in any direction, the monotonic one forwards.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long _ticks;
    private long _wallTicks = new DateTimeOffset(2025, 9, 4, 20, 5, 0, TimeSpan.Zero).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _wallTicks), TimeSpan.Zero);

    public void Advance(TimeSpan elapsed) => Interlocked.Add(ref _ticks, elapsed.Ticks);

    public void SetWall(TimeSpan change) => Interlocked.Add(ref _wallTicks, change.Ticks);
}
