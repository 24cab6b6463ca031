using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;

namespace MarketMaker.Venue.Simulated;

/// <summary>One generated Hyperliquid market: its book, and what happens to it from block to block.</summary>
/// <remarks>
/// <para>Makers quote a spread of one legal step and stay where they are until the fair price is further from the mid than a
/// threshold; then they move at once by all of it, so the mid moves seldom and by several steps, as recorded. If the fair price ran further
/// (a jump), somebody is faster than the makers: a sweep through the stale levels, printed level by level, before the rest is cancelled.</para>
/// <para>Orders without information take what rests at the touch and mostly no more (Farmer, Gillemot, Lillo, Mike, Sen 2004: large orders wait
/// for liquidity). Every order prints once for each resting order that it meets.</para>
/// </remarks>
internal sealed class GeneratorMarket
{
    private const double ReactChance = 0.7;
    private const double FillGapChance = 0.72;
    private const double TakeAllChance = 0.12;
    private const double Insight = 0.2;
    private const double MetMedianUsd = 25_000;
    private const double MetOrderSigma = 2.1;
    private const double MetSigma = 1.6;
    private const int MaxPrints = 150;

    private readonly GeneratorProfile _profile;
    private readonly GeneratorRandom _random;
    private readonly GeneratorFlow _flow;
    private readonly double _stepsPerBps;
    private readonly List<PublicTrade> _trades = [];

    public GeneratorMarket(GeneratorProfile profile, GeneratorRandom random)
    {
        _profile = profile;
        _random = random;
        _flow = new GeneratorFlow(profile, random);
        Instrument = profile.Instrument;
        StepTicks = Instrument.StepTicks((long)(profile.StartPrice / Instrument.PriceDouble(1)));
        double stepPrice = Instrument.PriceDouble(StepTicks);
        _stepsPerBps = profile.StartPrice / 10_000 / stepPrice;
        StartSteps = profile.StartPrice / stepPrice;
        long best = (long)StartSteps;
        Bids = new GeneratorSide(profile, random, best, deeper: -1);
        Asks = new GeneratorSide(profile, random, best + 1, deeper: 1);
    }

    public Instrument Instrument { get; }

    public long StepTicks { get; }

    /// <summary>Price at the beginning, in legal steps.</summary>
    public double StartSteps { get; }

    public GeneratorSide Bids { get; }

    public GeneratorSide Asks { get; }

    /// <summary>Trades of the last block, in the order they were matched.</summary>
    public IReadOnlyList<PublicTrade> Trades => _trades;

    /// <summary>Plays one block.</summary>
    /// <param name="stepS">Seconds since the last one.</param>
    /// <param name="fairReturn">Fair log return since the start as the makers know it, in 10 s standard deviations.</param>
    public void Step(double stepS, double fairReturn, double volatility, bool isCascade)
    {
        _trades.Clear();
        double fair = StartSteps * GeneratorRandom.Exp(fairReturn * _profile.ReturnSdBps / 10_000);
        Bids.Plenty = Asks.Plenty = isCascade ? 0.4 : volatility > 1 ? 0.8 : 1;
        Reprice(fair);
        int orders = _flow.Arrivals(stepS, isCascade ? 3 : volatility > 1 ? 1.6 : 0.8);
        for (int i = 0; i < orders; i++) TakeLiquidity(_flow.NextSign(isCascade ? 0.2 : BuyChance(fair)));
        Close(fair);
        Bids.Breathe();
        Asks.Breathe();
    }

    // Somewhat more than half of the takers know better than the quote.
    private double BuyChance(double fair)
    {
        double distance = fair - ((Bids.Best + Asks.Best) / 2.0);
        return 0.5 + (Insight * Math.Clamp(distance / (_profile.RequoteBps * _stepsPerBps), -1, 1));
    }

    private void Reprice(double fair)
    {
        double distance = fair - ((Bids.Best + Asks.Best) / 2.0);
        double size = Math.Abs(distance);
        if (size <= Math.Max(0.8, _profile.RequoteBps * _stepsPerBps) || !_random.Chance(ReactChance)) return;
        int sign = distance > 0 ? 1 : -1;
        GeneratorSide stale = sign > 0 ? Asks : Bids;
        long target = sign > 0 ? Math.Max((long)Math.Ceiling(fair), Asks.Best) : Math.Min((long)Math.Floor(fair), Bids.Best);
        bool isSwept = _random.Chance(size > _profile.SweepBps * _stepsPerBps ? 0.8 : 0.04);
        if (isSwept)
        {
            // Most of what rests is cancelled in time: on this venue cancels go before aggressive orders of the same block.
            double hitShare = _random.Uniform(0.005, 0.12);
            for (long price = stale.Best; price != target; price += sign)
            {
                long lots = stale.LotsAt((int)Math.Min(GeneratorSide.Depth - 1, Math.Abs(price - stale.Best)));
                if (lots > 0) Print(sign, price, Math.Max(1, (long)(lots * hitShare)));
            }
        }

        stale.MoveTo(target);
    }

    private void TakeLiquidity(int sign)
    {
        GeneratorSide side = sign > 0 ? Asks : Bids;
        long wanted = side.LotsOf(_flow.NextUsd());
        long most = _random.Chance(TakeAllChance) ? side.TouchLots : (long)(side.TouchLots * 0.9);
        long lots = Math.Min(wanted, Math.Max(1, most));
        Print(sign, side.Best, lots);
        side.TakeTouch(lots);
    }

    // A gap between the sides closes within a block or two, from the side that stands further from the fair price.
    private void Close(double fair)
    {
        long gap = Asks.Best - Bids.Best;
        if (gap <= 1 || !_random.Chance(FillGapChance)) return;
        long improve = _random.Chance(0.75) ? gap - 1 : Math.Max(1, gap / 2);
        if (fair - Bids.Best >= Asks.Best - fair) Bids.MoveTo(Bids.Best + improve);
        else Asks.MoveTo(Asks.Best - improve);
    }

    private void Print(int sign, long priceSteps, long lots)
    {
        TradeSide side = sign > 0 ? TradeSide.Buy : TradeSide.Sell;
        // Some orders meet a few large resting ones, some a crowd of small ones: the law of prints an order has a heavy tail.
        double metUsd = _random.LogNormal(MetMedianUsd, MetOrderSigma);
        while (lots > 0)
        {
            bool isLast = _trades.Count >= MaxPrints;
            long met = Math.Min(lots, Bids.LotsOf(_random.LogNormal(metUsd, MetSigma)));
            if (isLast) met = lots;
            _trades.Add(new PublicTrade(priceSteps * StepTicks, met, side, (long)(_random.NextBits() >> 14)));
            lots -= met;
        }
    }
}
