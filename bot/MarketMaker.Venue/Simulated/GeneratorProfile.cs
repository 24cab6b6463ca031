using MarketMaker.Schemas.Market;
using MarketMaker.Venue.Hyperliquid;

namespace MarketMaker.Venue.Simulated;

/// <summary>What makes one generated market differ from another.</summary>
/// <remarks>
/// Chosen so that <see cref="Tape.TapeStatistics"/> of a generated tape lies in the ranges measured on 35 recorded minutes of Hyperliquid
/// (2025-09-04): standard deviation of 10 s returns, sizes at the touch and behind it, orders a second, prints an order.
/// </remarks>
internal sealed record GeneratorProfile
{
    public required string Symbol { get; init; }

    /// <summary>Price at the beginning, quote units.</summary>
    public required double StartPrice { get; init; }

    /// <summary>Standard deviation of a 10 s return, basis points.</summary>
    public required double ReturnSdBps { get; init; }

    /// <summary>Size that the queue at the touch returns to, USD.</summary>
    public required double TouchUsd { get; init; }

    /// <summary>Median size of a level behind the touch, USD.</summary>
    public required double DepthUsd { get; init; }

    /// <summary>How much deeper levels grow: median of level n is <see cref="DepthUsd"/>·(1 + growth·n).</summary>
    public required double DepthGrowth { get; init; }

    /// <summary>Aggressive orders a second that bring no information.</summary>
    public required double OrderRate { get; init; }

    /// <summary>Their median size, USD.</summary>
    public required double OrderMedianUsd { get; init; }

    /// <summary>Standard deviation of the logarithm of their size.</summary>
    public required double OrderSigma { get; init; }

    /// <summary>How far the fair price must be from the mid before makers move their quotes, basis points.</summary>
    public required double RequoteBps { get; init; }

    /// <summary>How far before someone sweeps the stale quotes, basis points.</summary>
    public required double SweepBps { get; init; }

    public Instrument Instrument => PerpUniverse.Find(Symbol)!;

    private static readonly GeneratorProfile[] All =
    [
        new()
        {
            Symbol = "BTC", StartPrice = 110_000, ReturnSdBps = 1.75, TouchUsd = 1_800_000, DepthUsd = 100_000, DepthGrowth = 0.02,
            OrderRate = 0.95, OrderMedianUsd = 500, OrderSigma = 2.9, RequoteBps = 0.42, SweepBps = 0.75,
        },
        new()
        {
            Symbol = "ETH", StartPrice = 4_300, ReturnSdBps = 2.75, TouchUsd = 800_000, DepthUsd = 90_000, DepthGrowth = 0.2,
            OrderRate = 1.2, OrderMedianUsd = 430, OrderSigma = 2.9, RequoteBps = 0.65, SweepBps = 1.15,
        },
        new()
        {
            Symbol = "SOL", StartPrice = 205, ReturnSdBps = 3.3, TouchUsd = 250_000, DepthUsd = 70_000, DepthGrowth = 0.25,
            OrderRate = 0.85, OrderMedianUsd = 200, OrderSigma = 2.9, RequoteBps = 0.85, SweepBps = 1.5,
        },
    ];

    /// <exception cref="ArgumentException">There is no such profile.</exception>
    public static GeneratorProfile Of(string symbol) => All.FirstOrDefault(p => p.Symbol == symbol)
        ?? throw new ArgumentException($"'{symbol}' cannot be generated; use any of {string.Join(", ", All.Select(p => p.Symbol))}.");
}
