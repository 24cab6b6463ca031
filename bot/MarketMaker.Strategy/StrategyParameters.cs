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
    public AccountParameters Account { get; init; } = new();

    public FeeParameters Fees { get; init; } = new();

    public VolatilityParameters Volatility { get; init; } = new();

    public RegimeParameters Regime { get; init; } = new();

    public ToxicityParameters Toxicity { get; init; } = new();

    public QuotingParameters Quoting { get; init; } = new();

    public RiskParameters Risk { get; init; } = new();

    public GuardParameters Guards { get; init; } = new();

    public RateLimitParameters RateLimit { get; init; } = new();

    public HealthParameters Health { get; init; } = new();

    /// <summary>What differs between instruments, by symbol; <see cref="InstrumentParameters.DefaultKey"/> stands for every other.</summary>
    public IReadOnlyDictionary<string, InstrumentParameters> Instruments { get; init; } = InstrumentParameters.Known;

    /// <summary>Parameters of a symbol.</summary>
    public InstrumentParameters Of(string symbol) =>
        Instruments.TryGetValue(symbol, out InstrumentParameters? own) ? own
        : Instruments.TryGetValue(InstrumentParameters.DefaultKey, out InstrumentParameters? any) ? any
        : new InstrumentParameters();
}
