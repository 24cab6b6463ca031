using MarketMaker.Strategy;
using MarketMaker.Venue.Simulated;

namespace MarketMaker.Bot.Configuration;

/// <summary>The <c>bot</c> section of <c>mm.yaml</c>: the strategy's components and those below, side by side.</summary>
public sealed record BotConfiguration
{
    /// <summary>Parameters of the strategy; their components stand directly in the section.</summary>
    public StrategyParameters Strategy { get; init; } = new();

    /// <summary>The simulated exchange.</summary>
    public ExchangeSettings Exchange { get; init; } = new();

    /// <summary>Which fills of others are journalled; changes no decision.</summary>
    public FillSamplingSettings FillSampling { get; init; } = new();

    /// <summary>The journal; nothing here changes a decision.</summary>
    public JournalSettings Journal { get; init; } = new();

    /// <summary>No quotes at all.</summary>
    public bool KillSwitch { get; init; }

    /// <summary>The exchange as configured, with the account's fees.</summary>
    public ExchangeOptions ExchangeOptions() => new()
    {
        NewLatencyMs = Exchange.NewLatencyMs,
        CancelLatencyMs = Exchange.CancelLatencyMs,
        MakerFeeBps = (decimal)Strategy.Fees.MakerBps,
        TakerFeeBps = (decimal)Strategy.Fees.TakerBps,
    };
}

/// <summary>Distances to the simulated exchange.</summary>
public sealed record ExchangeSettings
{
    [Setting(0, 60_000, "Time from sending an order to its arrival.")]
    public int NewLatencyMs { get; init; } = 300;

    [Setting(0, 60_000, "Time from sending a cancel to its arrival.")]
    public int CancelLatencyMs { get; init; } = 300;

    [Setting(0, 60_000, "Time from an event at the venue to our learning of it.")]
    public int ResponseLatencyMs { get; init; } = 300;
}
