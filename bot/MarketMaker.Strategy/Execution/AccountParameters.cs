namespace MarketMaker.Strategy.Execution;

/// <summary>The account at the start of a run.</summary>
public sealed record AccountParameters
{
    [Setting(0, 1e12, "Account value at the start.")]
    public double StartingEquityUsd { get; init; } = 10_000;
}

/// <summary>What the venue charges on the notional; negative is a rebate. Defaults: Hyperliquid perpetuals, lowest tier.</summary>
public sealed record FeeParameters
{
    [Setting(-10, 100, "Fee of a fill that added liquidity.")]
    public double MakerBps { get; init; } = 1.5;

    [Setting(-10, 100, "Fee of a fill that took liquidity.")]
    public double TakerBps { get; init; } = 4.5;
}
