using MarketMaker.Venue.Fills;

namespace MarketMaker.Collectors.Imports.Fills;

/// <summary>What sampling did to the fills of a symbol on a day, or on all days together.</summary>
/// <param name="symbol">The venue's symbol.</param>
/// <param name="day">UTC day; null for all.</param>
internal sealed class FillStratum(string symbol, DateOnly? day)
{
    /// <summary>Standard normal quantile of 0.995: the interval holds 99 %.</summary>
    public const double Quantile = 2.5758293035489004;

    private const double Rounding = 1e-12; // of a sum of doubles, relative

    private readonly int[] _outcomes = new int[Enum.GetValues<FillOutcome>().Length];
    private double _varianceBase2;

    public string Symbol => symbol;

    public DateOnly? Day => day;

    public int FillCount => _outcomes.Sum();

    public int KeptCount => FillCount - Count(FillOutcome.Dropped);

    /// <summary>Volume of all fills, base units.</summary>
    public decimal TrueBase { get; private set; }

    /// <summary>Weighted volume of those kept: the estimate.</summary>
    public double EstimateBase { get; private set; }

    /// <summary>Half the width of the 99 % interval around the estimate, from the kept fills alone: <c>sum((1-p)/p² * size²)</c> over the sampled.</summary>
    public double HalfWidthBase => Quantile * Math.Sqrt(_varianceBase2);

    /// <summary>Estimate against truth, percent of the truth.</summary>
    public double ErrorPct => ((EstimateBase / (double)TrueBase) - 1) * 100;

    /// <summary>True when the true volume lies within the interval.</summary>
    public bool HoldsTruth => Math.Abs(EstimateBase - (double)TrueBase) <= HalfWidthBase + ((double)TrueBase * Rounding);

    /// <summary>Bytes of the journal's lines of all fills, and of those kept.</summary>
    public long AllBytes { get; private set; }

    /// <inheritdoc cref="AllBytes"/>
    public long KeptBytes { get; private set; }

    /// <summary>Samples by other salts whose interval held the truth.</summary>
    public int CoveredCount { get; set; }

    /// <summary>Fills of one outcome.</summary>
    public int Count(FillOutcome outcome) => _outcomes[(int)outcome];

    /// <summary>Takes a fill and what became of it.</summary>
    public void Add(in LoggedFill fill, in FillVerdict verdict, LineBytes bytes)
    {
        _outcomes[(int)verdict.Outcome]++;
        TrueBase += fill.Row.Size;
        AllBytes += bytes.All;
        KeptBytes += bytes.Kept;
        if (!verdict.IsKept) return;
        double size = (double)fill.Row.Size;
        EstimateBase += size * verdict.SampleWeight;
        // (1 - p)/p² with p = 1/weight; 0 for what is always kept.
        _varianceBase2 += verdict.SampleWeight * (verdict.SampleWeight - 1) * size * size;
    }
}
