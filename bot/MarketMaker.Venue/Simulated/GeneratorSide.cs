namespace MarketMaker.Venue.Simulated;

/// <summary>One side of a generated book: sizes by distance from its best price, in legal price steps.</summary>
internal sealed class GeneratorSide
{
    /// <summary>Levels kept; more than are sent, so that a level that moves up is already there.</summary>
    public const int Depth = 64;

    private const double GapChance = 0.04;
    private const double DepthSigma = 1.3;
    private const double TouchSigma = 1.2;

    private readonly GeneratorRandom _random;
    private readonly GeneratorProfile _profile;
    private readonly double _lotsPerUsd;
    private readonly int _deeper;
    private readonly long[] _lots = new long[Depth];

    /// <param name="deeper">Direction of worse prices: −1 for bids, +1 for asks.</param>
    public GeneratorSide(GeneratorProfile profile, GeneratorRandom random, long best, int deeper)
    {
        _profile = profile;
        _random = random;
        _deeper = deeper;
        Best = best;
        _lotsPerUsd = 1 / (profile.StartPrice * profile.Instrument.SizeDouble(1));
        for (int i = 0; i < Depth; i++) _lots[i] = i == 0 ? NewTouch() : NewLevel(i);
    }

    /// <summary>Best price, in legal steps.</summary>
    public long Best { get; private set; }

    /// <summary>Size at the best price.</summary>
    public long TouchLots => _lots[0];

    /// <summary>Size at a distance from the best price; 0 is a gap.</summary>
    public long LotsAt(int depth) => _lots[depth];

    /// <summary>Liquidity against the long run: thinner while makers are afraid.</summary>
    public double Plenty { get; set; } = 1;

    public long LotsOf(double usd) => Math.Max(1, (long)(usd * _lotsPerUsd));

    /// <summary>Sets the best price; levels in between appear (a better price) or disappear (a worse one).</summary>
    public void MoveTo(long best)
    {
        int shift = (int)Math.Clamp((best - Best) * _deeper, -Depth, Depth);
        Best = best;
        if (shift >= 0)
        {
            Array.Copy(_lots, shift, _lots, 0, Depth - shift);
            for (int i = Depth - shift; i < Depth; i++) _lots[i] = NewLevel(i);
            if (_lots[0] == 0) _lots[0] = NewTouch();
            return;
        }

        Array.Copy(_lots, 0, _lots, -shift, Depth + shift);
        _lots[0] = NewTouch();
        for (int i = 1; i < -shift; i++) _lots[i] = NewLevel(i);
    }

    /// <summary>Takes size from the touch; an emptied level makes the next one the best.</summary>
    public void TakeTouch(long lots)
    {
        _lots[0] -= Math.Min(lots, _lots[0]);
        if (_lots[0] > 0) return;
        int next = 1;
        while (next < Depth - 1 && _lots[next] == 0) next++;
        MoveTo(Best + (next * _deeper));
    }

    /// <summary>Limit orders and cancels between two blocks. The touch returns to its usual size; levels behind come and go.</summary>
    /// <remarks>
    /// A queue-reactive touch (Huang, Lehalle, Rosenbaum 2015): arrivals at a constant rate, cancels in proportion to the queue. A cancel never
    /// empties the queue: price moves are the work of trades and of makers who requote.
    /// </remarks>
    public void Breathe()
    {
        double target = _profile.TouchUsd * Plenty * _lotsPerUsd;
        if (_random.Chance(0.12)) _lots[0] += 1 + (long)(target * _random.LogNormal(0.06, 1.2));
        if (_lots[0] < target * 0.5 && _random.Chance(0.07)) _lots[0] += 1 + (long)((target - _lots[0]) * _random.Uniform(0.1, 0.6));
        if (_random.Chance(Math.Min(0.5, 0.12 * _lots[0] / target)))
            _lots[0] -= Math.Min((long)(_lots[0] * 0.8), (long)(target * _random.LogNormal(0.06, 1.2)));
        int level = 1 + (int)_random.Uniform(0, Depth - 1);
        _lots[level] = NewLevel(level);
    }

    private long NewTouch() => LotsOf(_profile.TouchUsd * Plenty * _random.LogNormal(0.08, TouchSigma));

    private long NewLevel(int depth) => _random.Chance(GapChance)
        ? 0
        : LotsOf(_profile.DepthUsd * Plenty * (1 + (_profile.DepthGrowth * Math.Min(depth, 20))) * _random.LogNormal(1, DepthSigma));
}
