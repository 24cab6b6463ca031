using System.Security.Cryptography;
using System.Text;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Strategy;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Replay;

/// <summary>What makes two runs the same run.</summary>
internal static class RunKey
{
    private const int KeyLength = 16;

    /// <summary>Identity of the code that decides: the module version ids of the assemblies it stands in.</summary>
    public static string Build { get; } = Digest(
        $"{typeof(Envelope).Module.ModuleVersionId} {typeof(QuotingStrategy).Module.ModuleVersionId} {typeof(FeedNormalizer).Module.ModuleVersionId} {typeof(RunKey).Module.ModuleVersionId}")[..KeyLength];

    /// <summary>First 16 hex digits of the SHA-256 over everything a decision may depend on.</summary>
    public static string Of(string tapeSha256, string configSha256, long? seed, IReadOnlyList<Instrument> instruments) =>
        Digest($"{tapeSha256}\n{configSha256}\n{seed}\n{string.Join(',', instruments.Select(i => $"{i.Venue}:{i.Symbol}"))}\n{Build}")[..KeyLength];

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
