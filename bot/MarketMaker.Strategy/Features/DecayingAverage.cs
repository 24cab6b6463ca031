using MarketMaker.Schemas.Values;

namespace MarketMaker.Strategy.Features;

/// <summary>Average over time of a quantity seen at irregular times: each value counts for as long as it stood, weighted 2^(−age/half-life).</summary>
internal sealed class DecayingAverage(double halfLifeS)
{
    private readonly double _ratePerS = Math.Log(2) / halfLifeS;
    private double _sum;
    private double _seconds;
    private double _standing = double.NaN;
    private UtcMicros _since;

    /// <summary>The average in the quantity's own unit; the standing value before any time has passed, NaN before the first.</summary>
    public double Value => _seconds > 0 ? _sum / _seconds : _standing;

    /// <summary>Ends the time of the value that stood and begins that of a new one.</summary>
    public void Sample(UtcMicros time, double quantity)
    {
        long elapsedUs = time - _since;
        if (!double.IsNaN(_standing) && elapsedUs > 0)
        {
            double elapsedS = elapsedUs / 1e6;
            double weight = Math.Exp(-_ratePerS * elapsedS);
            _sum = (_sum * weight) + (_standing * elapsedS);
            _seconds = (_seconds * weight) + elapsedS;
        }

        _standing = quantity;
        _since = time;
    }
}
