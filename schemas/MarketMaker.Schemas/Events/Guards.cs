using System.Runtime.CompilerServices;

namespace MarketMaker.Schemas.Events;

/// <summary>Checks that can veto a decision, in their fixed order of evaluation: the first that fails is the primary reason.</summary>
/// <remarks>To add one, add a member with its meaning and evaluate it; the column of its readings follows from here.</remarks>
public enum Guard : byte
{
    [Meaning("The kill switch is on.")] KillSwitch,
    [Meaning("The book is older than allowed: time since receipt, and what it took to us beyond the difference of clocks.")] StaleData,
    [Meaning("The day's loss has used up its budget.")] DailyRiskBudget,
    [Meaning("The fill would take inventory beyond its limit, or grow it while it is being reduced.")] MaxInventory,
    [Meaning("Too soon after the last order on this side. Its value is null where no new order would be sent, or none was sent before.")] MinOrderInterval,
    [Meaning("The venue's message budget is nearly used up. Its value is null where no new order would be sent, or its message is set aside.")] RateLimit,
    [Meaning("The market's spread is wider than allowed.")] SpreadGuard,
    [Meaning("Volatility is higher than allowed.")] VolatilityGuard,
    [Meaning("Too little size rests in the book, or the last snapshot is too old to say.")] LiquidityGuard,
    [Meaning("The flow against this side is toxic.")] ToxicityGuard,
    [Meaning("No positive expected value in being filled here.")] NoEdge,
    [Meaning("The estimators have not seen enough yet.")] Warmup,
    [Meaning("Imported logs: the signal was under its threshold.")] Threshold,
    [Meaning("Imported logs: the prediction was outside its confidence band.")] Band,
    [Meaning("Imported logs: that bot's volatility check failed.")] VolatilityOk,
    [Meaning("Imported logs: that bot's liquidity check failed.")] LiquidityOk,
    [Meaning("Imported logs: that bot's risk check failed.")] RiskOk,
}

/// <summary>A set of guards.</summary>
public readonly record struct GuardSet(uint Bits)
{
    /// <summary>Number of declared guards.</summary>
    public const int Count = (int)Guard.RiskOk + 1;

    /// <summary>Guards that our own bot evaluates: the first ones, up to and including <see cref="Guard.Warmup"/>.</summary>
    public const int OwnCount = (int)Guard.Warmup + 1;

    public bool Contains(Guard guard) => (Bits & (1u << (int)guard)) != 0;

    public GuardSet With(Guard guard) => new(Bits | (1u << (int)guard));

    /// <summary>The first guard of the set at or after <paramref name="from"/>, in order of evaluation; null when there is none.</summary>
    public Guard? FirstFrom(int from)
    {
        for (int i = from; i < Count; i++)
            if (Contains((Guard)i)) return (Guard)i;
        return null;
    }
}

/// <summary>Unit of a guard's reading.</summary>
public enum GuardUnit : byte
{
    Bool,
    Ms,
    Usd,
    Base,
    Count,
    Bps,
    Ratio,
    Probability,

    /// <summary>Volatility: bps of price per square root of a second.</summary>
    BpsPerSqrtS,
}

/// <summary>One guard's evaluation: what it saw, against what, and whether it let the decision pass.</summary>
/// <param name="Value">What was measured, in <paramref name="Unit"/>; NaN when it could not be measured (then the guard fails).</param>
/// <param name="Threshold">The limit it was held against, in the same unit.</param>
/// <param name="IsApplicable">False when the guard had nothing to say of the decision and passed for that reason; its value is written as null.</param>
public readonly record struct GuardReading(
    double Value, double Threshold, GuardUnit Unit, bool Passed, bool IsEvaluated = true, bool IsApplicable = true)
{
    /// <summary>The reading of a guard that does not apply to a decision.</summary>
    public static GuardReading NotApplicable(double threshold, GuardUnit unit) => new(double.NaN, threshold, unit, Passed: true, IsApplicable: false);
}

/// <summary>The readings of all of our guards, by <see cref="Guard"/>; a slot not evaluated is written as null.</summary>
[InlineArray(GuardSet.OwnCount)]
public struct GuardDetails
{
    private GuardReading _first;

    /// <summary>Reading of one guard.</summary>
    public GuardReading this[Guard guard]
    {
        readonly get => this[(int)guard];
        set => this[(int)guard] = value;
    }
}
