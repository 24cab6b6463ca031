using MarketMaker.Schemas.Values;

namespace MarketMaker.Venue.Simulated;

/// <summary>What tape to generate. The same options give the same lines on every machine. Immutable.</summary>
public sealed record GeneratorOptions
{
    /// <summary>Seed of everything random.</summary>
    public int Seed { get; init; } = 20_260_105;

    /// <summary>Market time covered: 10 s … 24 h.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Venue time of the beginning; whole milliseconds.</summary>
    public UtcMicros Start { get; init; } = new(1_767_621_600_000_000);

    /// <summary>Hyperliquid perpetuals: any of BTC, ETH, SOL, each once. BTC's leader is always on the tape.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = ["BTC", "ETH", "SOL"];

    /// <summary>Whether a cascade of liquidations breaks in at six tenths of the tape.</summary>
    public bool HasCascade { get; init; } = true;

    /// <summary>Itself, when it is valid.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message names it and the range.</exception>
    public GeneratorOptions Validated()
    {
        if (Length < TimeSpan.FromSeconds(10) || Length > TimeSpan.FromHours(24))
            throw new ArgumentException($"The length of a generated tape is {Length}; give 10 s … 24 h.");
        if (Start.Value <= 0 || Start.Value % 1000 != 0)
            throw new ArgumentException($"The start of a generated tape is {Start}; give whole milliseconds after 1970.");
        if (Symbols.Count == 0 || Symbols.Distinct(StringComparer.Ordinal).Count() != Symbols.Count)
            throw new ArgumentException($"The symbols of a generated tape are [{string.Join(", ", Symbols)}]; give at least one, each once.");
        foreach (string symbol in Symbols) GeneratorProfile.Of(symbol);
        return this;
    }
}
