using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.EventLoop;

/// <summary>Holds a tape back so that it plays at a multiple of the speed it was recorded at; full speed holds nothing back.</summary>
/// <param name="speedRatio">Tape time per wall time; positive infinity for full speed.</param>
/// <param name="clock">The wall clock.</param>
/// <param name="cancellation">Ends a wait.</param>
public sealed class Pacer(double speedRatio, TimeProvider clock, CancellationToken cancellation)
{
    private long _startStamp;
    private UtcMicros _startTime;

    /// <summary>Waits until a tape time is due.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public void WaitUntil(UtcMicros tapeTime)
    {
        if (double.IsPositiveInfinity(speedRatio)) return;
        if (_startTime.Value == 0)
        {
            _startTime = tapeTime;
            _startStamp = clock.GetTimestamp();
        }

        TimeSpan due = TimeSpan.FromMicroseconds((tapeTime - _startTime) / speedRatio);
        TimeSpan ahead = due - clock.GetElapsedTime(_startStamp);
        if (ahead > TimeSpan.FromMilliseconds(1) && cancellation.WaitHandle.WaitOne(ahead)) cancellation.ThrowIfCancellationRequested();
    }
}
