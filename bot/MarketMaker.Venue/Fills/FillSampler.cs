using MarketMaker.Schemas.Market;

namespace MarketMaker.Venue.Fills;

/// <summary>Decides which fills on the venue are kept: ours, large liquidations and anomalies always, others with a fixed probability.</summary>
/// <remarks>
/// <para>Why <c>sum(size * sample_weight)</c> over the kept fills stays an unbiased estimate of <c>sum(size)</c> over all: it is the
/// Horvitz–Thompson estimator. Each fill is kept with a probability (1, or p) that is settled before its hash is looked at: whether it is ours,
/// a liquidation or an anomaly depends on the fill and on the fills before it, all of them, kept or not. Its weight is one over that
/// probability, so its expected contribution is its size. The variance is <c>sum((1-p)/p * size²)</c> over the fills that are not kept always;
/// <c>sum((1-p)/p² * size²)</c> over those of them in the sample estimates it without bias.</para>
/// <para>The hash is of the fill's identity alone (<see cref="FillHash"/>), so every host keeps the same fills, but for anomalies of which
/// hosts that saw different fills before may think differently; that changes weights together with probabilities and so biases neither.</para>
/// <para>Only integers decide, and no clock is read: the same fills give the same verdicts on every machine. Bounded memory, nothing
/// allocated per fill. One thread.</para>
/// </remarks>
public sealed class FillSampler
{
    private const double MadToDeviation = 1.4826; // 1 / (the third quartile of the standard normal)

    private readonly FillSamplerOptions _options;
    private readonly Symbol[] _symbols;
    private readonly decimal _liquidationUsd;
    private readonly double _weight;
    private readonly ulong _threshold;
    private readonly long _sizeFloor;
    private readonly long _priceFloor;
    private readonly long _silenceUs;

    /// <param name="instruments">The session's instruments, by index.</param>
    /// <param name="options">Which fills are kept.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public FillSampler(IReadOnlyList<Instrument> instruments, FillSamplerOptions options)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Validated();
        _symbols = [.. instruments.Select(i => new Symbol(i, options.WindowCount))];
        _liquidationUsd = (decimal)options.LiquidationUsd;
        _weight = 1 / options.KeepProbabilityRatio;
        // A probability of 1 is 2^64, which no hash reaches and no ulong holds.
        _threshold = options.KeepProbabilityRatio == 1 ? ulong.MaxValue : (ulong)Math.ScaleB(options.KeepProbabilityRatio, 64);
        _sizeFloor = FixedLog2.OfRatio(options.SizeFloorRatio);
        _priceFloor = FixedLog2.OfRatio(1 + (options.PriceFloorBps / 10_000));
        _silenceUs = options.SilenceS * Schemas.Values.UtcMicros.PerSecond;
    }

    /// <summary>Judges a fill, and remembers its size and price. Each fill must be given once, in the order it was heard.</summary>
    public FillVerdict Judge(in VenueFill fill)
    {
        Symbol symbol = _symbols[fill.InstrumentIndex];
        bool? isAnomaly = Observe(symbol, in fill);
        if (fill.IsOwn) return new FillVerdict(FillOutcome.Own, 1, isAnomaly);
        if (fill.IsLiquidation && symbol.NotionalUsd(in fill) > _liquidationUsd) return new FillVerdict(FillOutcome.Liquidation, 1, isAnomaly);
        if (isAnomaly == true) return new FillVerdict(FillOutcome.Anomaly, 1, isAnomaly);
        ulong hash = FillHash.Of(symbol.CoinHash, fill.VenueTime, fill.TradeId, _options.Salt);
        bool isKept = hash < _threshold || _options.KeepProbabilityRatio == 1;
        return new FillVerdict(isKept ? FillOutcome.Sampled : FillOutcome.Dropped, _weight, isAnomaly);
    }

    // The verdict is against the fills before this one; only then does it join them.
    private bool? Observe(Symbol symbol, in VenueFill fill)
    {
        if (fill.VenueTime.Value - symbol.LastUs > _silenceUs) symbol.Forget();
        symbol.LastUs = Math.Max(symbol.LastUs, fill.VenueTime.Value);
        long logSize = FixedLog2.Of(fill.SizeLots);
        long logPrice = FixedLog2.Of(fill.PriceTicks);
        bool? isAnomaly = symbol.Sizes.Count < _options.WarmupCount
            ? null
            : IsBeyond(symbol.Sizes, logSize, _sizeFloor) || IsBeyond(symbol.Prices, logPrice, _priceFloor);
        symbol.Sizes.Add(logSize);
        symbol.Prices.Add(logPrice);
        return isAnomaly;
    }

    // When more than half of the values are alike the MAD is 0 and anything else would be an anomaly: hence the floor.
    private bool IsBeyond(RobustWindow window, long value, long floor)
    {
        long median = window.Median();
        long distance = Math.Abs(value - median);
        return distance > floor && distance > _options.AnomalyMadRatio * MadToDeviation * window.Mad(median);
    }

    private sealed class Symbol(Instrument instrument, int windowCount)
    {
        public ulong CoinHash { get; } = FillHash.OfText(instrument.Symbol);

        public RobustWindow Sizes { get; } = new(windowCount);

        public RobustWindow Prices { get; } = new(windowCount);

        public long LastUs { get; set; }

        public decimal NotionalUsd(in VenueFill fill) => instrument.Price(fill.PriceTicks) * instrument.Size(fill.SizeLots);

        public void Forget()
        {
            Sizes.Clear();
            Prices.Clear();
        }
    }
}
