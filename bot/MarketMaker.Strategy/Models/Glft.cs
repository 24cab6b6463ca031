namespace MarketMaker.Strategy.Models;

/// <summary>Inputs of <see cref="Glft"/>. "Price" is any one unit of price, the same throughout; inventory is counted in whatever <see cref="OrderUnits"/> is.</summary>
/// <remarks>Risk aversion carries 1/price: a change of unit touches decay, risk aversion and volatility alike (<see cref="InUnit"/>).</remarks>
public readonly record struct GlftInputs
{
    /// <summary>A of λ(δ) = A·e^(−kδ): arrivals per second at distance zero. Above 0.</summary>
    public required double IntensityPerS { get; init; }

    /// <summary>k, per price. Above 0.</summary>
    public required double DecayPerPrice { get; init; }

    /// <summary>γ, per price and unit of inventory. Above 0: without aversion nothing limits inventory.</summary>
    public required double RiskAversionPerPrice { get; init; }

    /// <summary>σ, price per square root of a second.</summary>
    public required double SigmaPricePerSqrtS { get; init; }

    /// <summary>Δ: size of an order, in units of inventory. Above 0.</summary>
    public double OrderUnits { get; init; } = 1;

    public GlftInputs()
    {
    }

    /// <summary>Itself, when A, k, γ and Δ are above zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One of them is not; the message names it.</exception>
    public GlftInputs Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(IntensityPerS);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(DecayPerPrice);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(RiskAversionPerPrice);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(OrderUnits);
        return this;
    }

    /// <summary>The same market in another unit of price, of which one old unit has <paramref name="priceRatio"/>.</summary>
    public GlftInputs InUnit(double priceRatio) => this with
    {
        DecayPerPrice = DecayPerPrice / priceRatio,
        RiskAversionPerPrice = RiskAversionPerPrice / priceRatio,
        SigmaPricePerSqrtS = SigmaPricePerSqrtS * priceRatio,
    };
}

/// <summary>Optimal quotes around a reference price: bid = reference − (half + skew·q), ask = reference + (half − skew·q).</summary>
/// <param name="HalfSpreadPrice">Distance of either quote without inventory.</param>
/// <param name="SkewPrice">Shift of both quotes per unit of inventory, downwards for a long one.</param>
public readonly record struct GlftQuotes(double HalfSpreadPrice, double SkewPrice);

/// <summary>Closed form of Guéant, Lehalle and Fernandez-Tapia for a trader with exponential utility (ξ = γ).</summary>
/// <remarks>Guéant, "Optimal market making", arXiv 1605.01862, equations 4.6 and 4.7, asymptotic in time.</remarks>
public static class Glft
{
    private const double SmallRatio = 1e-9;

    /// <summary>Half spread and skew.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A, k, γ or Δ is not above zero.</exception>
    public static GlftQuotes Solve(in GlftInputs inputs)
    {
        inputs.Validated();
        double k = inputs.DecayPerPrice;
        double order = inputs.OrderUnits;
        double aversion = inputs.RiskAversionPerPrice * order;
        double ratio = aversion / k;

        // As the aversion vanishes: ln(1+x)/x → 1 and (1+x)^(1/x+1) → e.
        double logOverRatio = ratio < SmallRatio ? 1 : Math.Log(1 + ratio) / ratio;
        double power = Math.Exp(logOverRatio * (1 + ratio));
        double c1 = logOverRatio / k;
        double c2 = Math.Sqrt(inputs.RiskAversionPerPrice / (2 * inputs.IntensityPerS * order * k) * power);
        double skew = inputs.SigmaPricePerSqrtS * c2;
        return new GlftQuotes(c1 + (order / 2 * skew), skew);
    }
}
