namespace MarketMaker.Schemas.Market;

/// <summary>What a venue lets one trade, and in which steps. Immutable.</summary>
/// <remarks>
/// Prices are integers in units of 10^-<see cref="PriceDecimals"/>, sizes in units of 10^-<see cref="SizeDecimals"/>. On Hyperliquid
/// perpetuals <see cref="PriceDecimals"/> is 6 − szDecimals, and a legal price has at most 5 significant figures or is an integer:
/// the legal step depends on the price (<see cref="StepTicks"/>).
/// </remarks>
public sealed record Instrument
{
    private static readonly decimal[] Scales = [1m, 0.1m, 0.01m, 0.001m, 0.0001m, 0.00001m, 0.000001m, 0.0000001m, 0.00000001m];
    private static readonly long[] Powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    /// <param name="venue">Venue, lower-case, such as <c>hyperliquid</c>.</param>
    /// <param name="symbol">Name at the venue, such as <c>BTC</c>.</param>
    /// <param name="priceDecimals">Finest decimals of a price, 0 … 8.</param>
    /// <param name="sizeDecimals">Decimals of a size, 0 … 8.</param>
    /// <param name="significantFigures">Most significant figures of a price that is not an integer; 0 = no such rule.</param>
    /// <param name="minNotionalUsd">Smallest order value the venue takes.</param>
    public Instrument(string venue, string symbol, int priceDecimals, int sizeDecimals, int significantFigures, decimal minNotionalUsd)
    {
        ArgumentException.ThrowIfNullOrEmpty(venue);
        ArgumentException.ThrowIfNullOrEmpty(symbol);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)priceDecimals, 8u);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)sizeDecimals, 8u);
        ArgumentOutOfRangeException.ThrowIfNegative(minNotionalUsd);
        Venue = venue;
        Symbol = symbol;
        PriceDecimals = priceDecimals;
        SizeDecimals = sizeDecimals;
        SignificantFigures = significantFigures;
        MinNotionalUsd = minNotionalUsd;
    }

    public string Venue { get; }

    public string Symbol { get; }

    public int PriceDecimals { get; }

    public int SizeDecimals { get; }

    public int SignificantFigures { get; }

    public decimal MinNotionalUsd { get; }

    /// <summary>Quote units of one tick.</summary>
    public decimal PricePerTick => Scales[PriceDecimals];

    /// <summary>Base units of one lot.</summary>
    public decimal SizePerLot => Scales[SizeDecimals];

    /// <summary>A Hyperliquid perpetual: price decimals 6 − szDecimals, 5 significant figures, 10 USD minimum.</summary>
    public static Instrument HyperliquidPerp(string symbol, int sizeDecimals) => new("hyperliquid", symbol, 6 - sizeDecimals, sizeDecimals, 5, 10m);

    /// <summary>Exact price of a number of ticks.</summary>
    public decimal Price(long priceTicks) => priceTicks * PricePerTick;

    /// <summary>Exact size of a number of lots.</summary>
    public decimal Size(long sizeLots) => sizeLots * SizePerLot;

    /// <summary>Price as an estimate, for models.</summary>
    public double PriceDouble(double priceTicks) => priceTicks / Powers[PriceDecimals];

    /// <summary>Size as an estimate, for models.</summary>
    public double SizeDouble(double sizeLots) => sizeLots / Powers[SizeDecimals];

    /// <summary>Legal price step, in ticks, at a price: 1, or the power of ten that leaves the allowed significant figures, at most one quote unit.</summary>
    public long StepTicks(long priceTicks)
    {
        if (SignificantFigures == 0) return 1;
        long step = 1;
        long limit = Pow10(SignificantFigures);
        while (priceTicks >= limit * step && step < Powers[PriceDecimals]) step *= 10;
        return step;
    }

    /// <summary>The highest legal price not above, for bids.</summary>
    public long FloorToStep(long priceTicks)
    {
        long step = StepTicks(priceTicks);
        return priceTicks / step * step;
    }

    /// <summary>The lowest legal price not below, for asks.</summary>
    public long CeilingToStep(long priceTicks)
    {
        long step = StepTicks(priceTicks);
        return (priceTicks + step - 1) / step * step;
    }

    private static long Pow10(int exponent)
    {
        long power = 1;
        for (int i = 0; i < exponent; i++) power *= 10;
        return power;
    }
}
