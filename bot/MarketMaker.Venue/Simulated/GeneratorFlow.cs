namespace MarketMaker.Venue.Simulated;

/// <summary>Aggressive orders without information: when they come, of which side and size.</summary>
/// <remarks>
/// Arrivals excite themselves (Hawkes 1971, exponential kernel): half of the orders are set off by earlier ones, over about two seconds.
/// Signs persist because some orders are slices of a larger one (Lillo, Mike, Farmer 2005): a metaorder has a Pareto number of slices with
/// exponent 1.5, which gives long memory. Print by print the memory is far stronger, since one order prints once for each order it meets.
/// </remarks>
internal sealed class GeneratorFlow(GeneratorProfile profile, GeneratorRandom random)
{
    private const double Branching = 0.5;
    private const double DecayPerS = 0.5;
    private const double SliceShare = 0.35;
    private const double ParetoExponent = 1.5;
    private const double MaxUsd = 2_000_000;

    private double _excitation;
    private int _slicesLeft;
    private int _metaorderSign = 1;

    /// <summary>Number of orders in the next <paramref name="stepS"/>.</summary>
    /// <param name="intensity">Activity against the long run.</param>
    public int Arrivals(double stepS, double intensity)
    {
        _excitation *= Math.Max(0, 1 - (DecayPerS * stepS));
        double rate = (profile.OrderRate * (1 - Branching) * intensity) + _excitation;
        int count = 0;
        for (double time = random.Exponential(1 / rate); time < stepS && count < 8; time += random.Exponential(1 / rate)) count++;
        _excitation += count * Branching * DecayPerS;
        return count;
    }

    /// <summary>Side of the next order.</summary>
    /// <param name="buyChance">Probability that an order that is no slice buys.</param>
    public int NextSign(double buyChance)
    {
        if (!random.Chance(SliceShare)) return random.Sign(buyChance);
        if (_slicesLeft-- > 0) return _metaorderSign;
        // Inverse of the Pareto law: u^(-1/1.5), by logarithm and exponential.
        _slicesLeft = (int)Math.Min(500, GeneratorRandom.Exp(-GeneratorRandom.Log(random.Uniform()) / ParetoExponent));
        _metaorderSign = random.Sign(buyChance);
        return _metaorderSign;
    }

    /// <summary>Size of the next order, USD.</summary>
    public double NextUsd() => Math.Min(MaxUsd, random.LogNormal(profile.OrderMedianUsd, profile.OrderSigma));
}
