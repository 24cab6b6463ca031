using MarketMaker.Strategy.Analytics;
using MarketMaker.Strategy.Execution;
using MarketMaker.Strategy.Features;
using MarketMaker.Strategy.Quoting;
using MarketMaker.Strategy.Risk;
using MarketMaker.Strategy.Signals;

namespace MarketMaker.Strategy;

/// <summary>Every number a trader would tune, in one immutable record that is swapped whole.</summary>
public sealed record StrategyParameters
{
    /// <summary>The account at the start.</summary>
    public AccountParameters Account { get; init; } = new();

    /// <summary>What the venue charges.</summary>
    public FeeParameters Fees { get; init; } = new();

    /// <summary>How volatility is measured.</summary>
    public VolatilityParameters Volatility { get; init; } = new();

    /// <summary>Limits between volatility regimes.</summary>
    public RegimeParameters Regime { get; init; } = new();

    /// <summary>When the flow against a side counts as toxic.</summary>
    public ToxicityParameters Toxicity { get; init; } = new();

    /// <summary>When, how large and how far from mid quotes are made.</summary>
    public QuotingParameters Quoting { get; init; } = new();

    /// <summary>Limits of inventory and loss.</summary>
    public RiskParameters Risk { get; init; } = new();

    /// <summary>Limits of the guards that are the same for every instrument.</summary>
    public GuardParameters Guards { get; init; } = new();

    /// <summary>The venue's message budget.</summary>
    public RateLimitParameters RateLimit { get; init; } = new();

    /// <summary>When the bot reports on itself, and how much one row stands for.</summary>
    public HealthParameters Health { get; init; } = new();

    /// <summary>What differs between instruments, by symbol; <see cref="InstrumentParameters.DefaultKey"/> stands for every other.</summary>
    public IReadOnlyDictionary<string, InstrumentParameters> Instruments { get; init; } = InstrumentParameters.Known;

    /// <summary>Parameters of a symbol.</summary>
    public InstrumentParameters Of(string symbol) =>
        Instruments.TryGetValue(symbol, out InstrumentParameters? own) ? own
        : Instruments.TryGetValue(InstrumentParameters.DefaultKey, out InstrumentParameters? any) ? any
        : new InstrumentParameters();
}
