using MarketMaker.Schemas.Values;

namespace MarketMaker.Strategy.Features;

/// <summary>Volatility of a mid seen at irregular times, in bps per square root of a second.</summary>
/// <remarks>
/// σ² = Σ w·r² / Σ w·Δt with r the return in bps over Δt seconds and w = 2^(−age/half-life): a sum of squares over a sum of time, so that
/// neither many quiet samples nor one after a silence weigh more than the time they stand for.
/// </remarks>
public sealed class EwmaVolatility(double halfLifeS)
{
    private readonly double _ratePerS = Math.Log(2) / halfLifeS;
    private double _squares;
    private double _seconds;
    private UtcMicros _lastTime;
    private long _lastTwiceMidTicks;

    /// <summary>Returns taken in.</summary>
    public long SampleCount { get; private set; }

    /// <summary>The estimate; NaN before the first return.</summary>
    public double BpsPerSqrtS => SampleCount == 0 ? double.NaN : Math.Sqrt(_squares / _seconds);

    /// <summary>Takes a mid; one that is not later than the last is ignored.</summary>
    public void Sample(UtcMicros time, long twiceMidTicks)
    {
        if (_lastTwiceMidTicks != 0)
        {
            long elapsedUs = time - _lastTime;
            if (elapsedUs <= 0) return;
            double elapsedS = elapsedUs / 1e6;
            double returnBps = (twiceMidTicks - _lastTwiceMidTicks) * 1e4 / _lastTwiceMidTicks;
            double weight = Math.Exp(-_ratePerS * elapsedS);
            _squares = (_squares * weight) + (returnBps * returnBps);
            _seconds = (_seconds * weight) + elapsedS;
            SampleCount++;
        }

        _lastTime = time;
        _lastTwiceMidTicks = twiceMidTicks;
    }
}
