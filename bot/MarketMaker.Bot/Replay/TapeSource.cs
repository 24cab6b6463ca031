using System.Security.Cryptography;
using System.Text;
using MarketMaker.Venue.Simulated;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Replay;

/// <summary>Where the tape of a replay comes from: a recording, or a generated market that is kept for the next time.</summary>
internal static class TapeSource
{
    private const int NameDigits = 12;

    /// <summary>The tape's path, and the seed of a generated one.</summary>
    public static (string Path, long? Seed) Find(ReplayOptions options, ProgressReport progress)
    {
        if (options.Tape is { } recording) return (recording, null);
        GeneratorOptions market = Generator(options);
        string path = Path.Combine(options.DataDirectory, "tapes", Name(market));
        if (!File.Exists(path)) MarketGenerator.Write(market, path, new Relay(progress));
        return (path, market.Seed);
    }

    private static GeneratorOptions Generator(ReplayOptions options)
    {
        var market = new GeneratorOptions();
        if (options.Seed is { } seed) market = market with { Seed = (int)seed };
        if (options.Minutes is { } minutes) market = market with { Length = TimeSpan.FromMinutes(minutes) };
        return market;
    }

    // The generator may change from build to build, so its identity is part of what a kept tape is found by.
    private static string Name(GeneratorOptions market)
    {
        string identity = $"{market.Seed} {market.Length} {market.Start} {string.Join(',', market.Symbols)} {market.HasCascade} {typeof(TapeReader).Module.ModuleVersionId}";
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..NameDigits];
        return $"generated-{market.Seed}-{market.Length.TotalMinutes:0}m-{digest}.jsonl.gz";
    }

    private sealed class Relay(ProgressReport progress) : IProgress<double>
    {
        public void Report(double value) => progress.Show(value, 1);
    }
}
