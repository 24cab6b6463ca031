using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Strategy.Book;
using MarketMaker.Strategy.Features;
using MarketMaker.Strategy.Models;

namespace MarketMaker.Strategy.Quoting;

/// <summary>Where to quote: the GLFT distance plus the maker fee around mid, shifted against inventory, on the venue's legal steps.</summary>
/// <remarks>
/// <para>A fee per fill shifts the optimal distance by itself, so it is added to the half spread. Inventory q is counted in orders; the shift
/// is −skew·q: a long position lowers both quotes.</para>
/// <para>The side that reduces inventory is drawn towards mid by the shift, but never nearer than where a fill still breaks even after fee
/// and expected adverse selection: getting rid of inventory at a known loss is a decision for a taker exit, not a side effect.</para>
/// </remarks>
internal sealed class QuotePricer(Instrument instrument, InstrumentParameters market, StrategyParameters parameters)
{
    private const double WholeExitOrders = 1.5; // a position up to this many orders is ended by one
    private const double NotionalReserve = 1.05; // the price may be below mid, where the same size is worth less

    private readonly QuotingParameters _quoting = parameters.Quoting;
    private readonly double _makerFeeBps = parameters.Fees.MakerBps;
    private readonly GlftInputs _model = new GlftInputs
    {
        IntensityPerS = market.IntensityPerS,
        DecayPerPrice = market.DecayPerBps,
        RiskAversionPerPrice = parameters.Quoting.RiskAversionPerBps,
        SigmaPricePerSqrtS = 0, // the market's, at every cycle
    }.Validated();
    private double _halfBps = double.NaN;
    private double _shiftBps = double.NaN;
    private double _adverseBps = double.NaN;
    private double _mid = double.NaN;
    private long _orderLots;

    /// <summary>Prepares both sides for the market and position of this cycle.</summary>
    public void Prepare(MarketView view, long positionLots)
    {
        bool isSound = view.Book.State == BookState.Sound;
        double sigmaBpsPerSqrtS = view.Volatility.BpsPerSqrtS;
        _mid = isSound ? instrument.PriceDouble(view.Book.TwiceMidTicks) / 2 : double.NaN;
        _orderLots = isSound ? (long)(_quoting.OrderSizeUsd / _mid / instrument.SizeDouble(1)) : 0;
        _halfBps = _shiftBps = _adverseBps = double.NaN;
        if (!isSound || double.IsNaN(sigmaBpsPerSqrtS) || _orderLots == 0) return;

        GlftQuotes quotes = Glft.Solve(_model with { SigmaPricePerSqrtS = sigmaBpsPerSqrtS });
        _halfBps = quotes.HalfSpreadPrice + _makerFeeBps;
        _shiftBps = -quotes.SkewPrice * positionLots / _orderLots;
        _adverseBps = FillEstimates.AdverseSelectionBps(sigmaBpsPerSqrtS, _quoting.AdverseSelectionHorizonMs / 1e3, _quoting.AdverseSelectionRatio);
    }

    /// <summary>The quote wanted on a side.</summary>
    public SidePlan Plan(QuoteSide side, MarketView view, long positionLots)
    {
        if (double.IsNaN(_halfBps)) return SidePlan.None;
        double distanceBps = side == QuoteSide.Bid ? _halfBps - _shiftBps : _halfBps + _shiftBps;
        bool isReducing = side == QuoteSide.Bid ? positionLots < 0 : positionLots > 0;
        if (isReducing) distanceBps = Math.Max(distanceBps, _makerFeeBps + _adverseBps + _quoting.MinEdgeBps + _quoting.ReduceEdgeBps);
        return At(LegalPrice(side, distanceBps, view.Book), SizeLots(isReducing, Math.Abs(positionLots)), side);
    }

    /// <summary>What an order at a given price and size is worth now.</summary>
    public SidePlan At(long priceTicks, long sizeLots, QuoteSide side)
    {
        if (priceTicks <= 0 || double.IsNaN(_halfBps)) return SidePlan.None;
        double edgeBps = DistanceBps(priceTicks, side) - _makerFeeBps;
        return new SidePlan(priceTicks, sizeLots, edgeBps, edgeBps - _adverseBps);
    }

    /// <summary>Whether a resting price is so far from the wanted one that moving there is worth the place in the queue.</summary>
    public bool IsOff(long restingTicks, long wantedTicks) =>
        Math.Abs(instrument.PriceDouble(restingTicks - wantedTicks)) / _mid * 1e4 > _halfBps * _quoting.RequoteToleranceRatio;

    // A reducing order ends the position where it can, so that round trips end flat; a remainder too small to be an order is left to cross zero.
    private long SizeLots(bool isReducing, long heldLots)
    {
        bool endsPosition = isReducing && heldLots <= WholeExitOrders * _orderLots
            && instrument.SizeDouble(heldLots) * _mid >= (double)instrument.MinNotionalUsd * NotionalReserve;
        return endsPosition ? heldLots : _orderLots;
    }

    private double DistanceBps(long priceTicks, QuoteSide side)
    {
        double belowMidBps = (_mid - instrument.PriceDouble(priceTicks)) / _mid * 1e4;
        return side == QuoteSide.Bid ? belowMidBps : -belowMidBps;
    }

    // Away from mid to the next legal step, then at most one step short of the opposite best.
    private long LegalPrice(QuoteSide side, double distanceBps, InstrumentBook book)
    {
        double offsetTicks = book.TwiceMidTicks / 2.0 * distanceBps / 1e4;
        double midTicks = book.TwiceMidTicks / 2.0;
        if (side == QuoteSide.Bid)
        {
            long wanted = instrument.FloorToStep((long)Math.Floor(midTicks - offsetTicks));
            return Math.Min(wanted, instrument.FloorToStep(book.BestAsk.PriceTicks - 1));
        }

        return Math.Max(
            instrument.CeilingToStep((long)Math.Ceiling(midTicks + offsetTicks)),
            instrument.CeilingToStep(book.BestBid.PriceTicks + 1));
    }
}
