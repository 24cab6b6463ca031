namespace MarketMaker.Venue.Tape;

/// <summary>Plain sample statistics of a series.</summary>
internal static class SeriesMath
{
    public static double Mean(ReadOnlySpan<double> series)
    {
        double sum = 0;
        foreach (double value in series) sum += value;
        return series.IsEmpty ? 0 : sum / series.Length;
    }

    /// <summary>Central moment of an order, divided by the count (not count − 1).</summary>
    public static double Moment(ReadOnlySpan<double> series, int order)
    {
        double mean = Mean(series);
        double sum = 0;
        foreach (double value in series) sum += Math.Pow(value - mean, order);
        return series.IsEmpty ? 0 : sum / series.Length;
    }

    /// <summary>Autocorrelation at a lag; 0 for a constant series or one shorter than the lag.</summary>
    public static double Autocorrelation(ReadOnlySpan<double> series, int lag) => Correlation(series, series, lag);

    /// <summary>Correlation of <paramref name="first"/>(t) with <paramref name="second"/>(t + lag), both of one length.</summary>
    public static double Correlation(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int lag)
    {
        if (first.Length <= lag) return 0;
        double meanFirst = Mean(first);
        double meanSecond = Mean(second);
        double scale = Math.Sqrt(Moment(first, 2) * Moment(second, 2));
        if (scale == 0) return 0;
        double sum = 0;
        for (int i = 0; i + lag < first.Length; i++) sum += (first[i] - meanFirst) * (second[i + lag] - meanSecond);
        return sum / (first.Length - lag) / scale;
    }

    /// <summary>The value below which a share of the series lies (nearest rank); sorts a copy.</summary>
    public static double Quantile(ReadOnlySpan<double> series, double share)
    {
        if (series.IsEmpty) return 0;
        double[] sorted = series.ToArray();
        Array.Sort(sorted);
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
