using MarketMaker.Schemas.Values;

namespace MarketMaker.Strategy.Analytics;

/// <summary>Sums and maxima over the last minutes, in one-minute buckets of event time: exact to one minute, in fixed memory.</summary>
internal sealed class RollingBuckets(int minutesCount)
{
    private readonly double[] _sums = new double[minutesCount];
    private readonly double[] _maxima = new double[minutesCount];
    private long _newest;

    /// <summary>Adds a quantity at a time.</summary>
    public void Add(UtcMicros time, double quantity)
    {
        Advance(time);
        long slot = _newest % minutesCount;
        _sums[slot] += quantity;
        _maxima[slot] = Math.Max(_maxima[slot], quantity);
    }

    /// <summary>Sum of what was added within the window that ends at a time.</summary>
    public double Sum(UtcMicros time)
    {
        Advance(time);
        double sum = 0;
        foreach (double bucket in _sums) sum += bucket;
        return sum;
    }

    /// <summary>Largest quantity added within the window that ends at a time; 0 when there is none.</summary>
    public double Max(UtcMicros time)
    {
        Advance(time);
        double max = 0;
        foreach (double bucket in _maxima) max = Math.Max(max, bucket);
        return max;
    }

    private void Advance(UtcMicros time)
    {
        long minute = time.Value / (60 * UtcMicros.PerSecond);
        for (long next = Math.Max(_newest + 1, minute - minutesCount + 1); next <= minute; next++)
        {
            _sums[next % minutesCount] = 0;
            _maxima[next % minutesCount] = 0;
        }

        _newest = Math.Max(_newest, minute);
    }
}
