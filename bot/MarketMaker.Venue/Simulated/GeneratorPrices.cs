namespace MarketMaker.Venue.Simulated;

/// <summary>The latent fair prices of all symbols: what everybody would trade at if everybody knew at once.</summary>
/// <remarks>
/// <para>In units of each symbol's own 10 s standard deviation, F = 0.8·C + 0.6·I: a factor common to all and one of its own, so that
/// returns of two symbols correlate by about 0.64. Each factor is a diffusion plus jumps (compound Poisson with exponential sizes, Merton 1976);
/// after a jump half of its size follows as drift over about two seconds, which is what makes sweeps toxic.</para>
/// <para>Volatility clusters by a two-state Markov chain, calm and volatile (Hamilton 1989), common to all symbols: standard deviations
/// 0.58 and 1.60 with mean sojourns of 120 s and 50 s (70 % and 30 % of the time) give unit variance on average,
/// 0.7·0.58² + 0.3·1.60² ≈ 1, and with the jumps a kurtosis near 8. The chain starts in its calm state.</para>
/// <para>The cascade: for 20 s the common factor falls so that every symbol loses five and a half standard deviations, in ever denser jumps, then two come back over a minute.</para>
/// </remarks>
internal sealed class GeneratorPrices
{
    private const double CalmSd = 0.580;
    private const double VolatileSd = 1.596;
    private const double CalmS = 120;
    private const double VolatileS = 50;
    private const double DiffusionVariancePerS = 0.055;
    private const double JumpRate = 0.11;
    private const double JumpMean = 0.36;
    private const double DriftShare = 0.5;
    private const double DriftS = 2;
    private const double CommonLoad = 0.8;
    private const double OwnLoad = 0.6;
    private const double CascadeFall = 5.5;
    private const double CascadeRebound = 2;
    private const double CascadeS = 20;
    private const double ReboundS = 60;
    private const double Bound = 150;

    private readonly GeneratorRandom _random;
    private readonly double[] _value;
    private readonly double[] _drift;
    private readonly double _cascadeStartS;
    private bool _isVolatile;

    /// <param name="random">Source of all draws here.</param>
    /// <param name="symbolCount">Symbols besides the common factor.</param>
    /// <param name="cascadeStartS">Seconds from the start to the cascade; infinite for none.</param>
    public GeneratorPrices(GeneratorRandom random, int symbolCount, double cascadeStartS)
    {
        _random = random;
        _value = new double[symbolCount + 1];
        _drift = new double[symbolCount + 1];
        _cascadeStartS = cascadeStartS;
    }

    /// <summary>Standard deviation of now against the long run.</summary>
    public double Volatility { get; private set; } = CalmSd;

    /// <summary>True while the cascade falls.</summary>
    public bool IsCascade { get; private set; }

    /// <summary>Log return of a symbol since the start, in its 10 s standard deviations.</summary>
    public double this[int symbol] => Math.Clamp((CommonLoad * _value[0]) + (OwnLoad * _value[symbol + 1]), -Bound, Bound);

    /// <summary>Moves on by <paramref name="stepS"/> to <paramref name="nowS"/>.</summary>
    public void Advance(double nowS, double stepS)
    {
        if (_random.Chance(stepS / (_isVolatile ? VolatileS : CalmS))) _isVolatile = !_isVolatile;
        double inCascadeS = nowS - _cascadeStartS;
        IsCascade = inCascadeS >= 0 && inCascadeS < CascadeS;
        Volatility = _isVolatile || IsCascade ? VolatileSd : CalmSd;
        for (int factor = 0; factor < _value.Length; factor++) Advance(factor, stepS);
        if (IsCascade) Fall(inCascadeS / CascadeS, stepS);
        else if (inCascadeS >= CascadeS && inCascadeS < CascadeS + ReboundS) _value[0] += CascadeRebound / CommonLoad / ReboundS * stepS;
    }

    private void Advance(int factor, double stepS)
    {
        double released = _drift[factor] * Math.Min(1, stepS / DriftS);
        _drift[factor] -= released;
        _value[factor] += released + (Volatility * Math.Sqrt(DiffusionVariancePerS * stepS) * _random.Normal());
        if (_random.Chance(JumpRate * stepS)) Jump(factor, _random.Sign() * _random.Exponential(JumpMean * Volatility));
    }

    // A third of the fall is steady, the rest comes in jumps whose rate grows as margin runs out: linear in time, 20 jumps on average.
    private void Fall(double share, double stepS)
    {
        _value[0] -= CascadeFall / CommonLoad / 3 / CascadeS * stepS;
        if (_random.Chance(20 * 2 * share / CascadeS * stepS)) Jump(0, -_random.Exponential(CascadeFall / CommonLoad * 2 / 3 / 20 / (1 + DriftShare)));
    }

    private void Jump(int factor, double size)
    {
        _value[factor] += size;
        _drift[factor] += DriftShare * size;
    }
}
