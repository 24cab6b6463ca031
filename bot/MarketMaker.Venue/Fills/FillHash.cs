using System.Text;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Venue.Fills;

/// <summary>Hash of a fill's identity at the venue, (block time, coin, trade id): 64 bits that any language computes alike.</summary>
/// <remarks>
/// <c>h = M(M(M(salt ^ F(coin)) + time) + tid)</c>, all modulo 2^64: F is 64-bit FNV-1a over the coin's UTF-8, time is Unix milliseconds, and
/// M is one step of splitmix64: <c>z = x + 0x9E3779B97F4A7C15; z = (z ^ z>>30) * 0xBF58476D1CE4E5B9; z = (z ^ z>>27) * 0x94D049BB133111EB; z ^ z>>31</c>.
/// </remarks>
public static class FillHash
{
    /// <summary>F: 64-bit FNV-1a of a text.</summary>
    public static ulong OfText(string text)
    {
        ulong hash = 0xCBF2_9CE4_8422_2325;
        foreach (byte b in Encoding.UTF8.GetBytes(text)) hash = unchecked((hash ^ b) * 0x0000_0100_0000_01B3);
        return hash;
    }

    /// <summary>The hash.</summary>
    /// <param name="coinHash">F of the coin.</param>
    /// <param name="blockTime">Venue's time of the fill.</param>
    /// <param name="tradeId">Venue's id of the fill.</param>
    /// <param name="salt">0, but for studies.</param>
    public static ulong Of(ulong coinHash, UtcMicros blockTime, long tradeId, ulong salt = 0) =>
        unchecked(Mix(Mix(Mix(salt ^ coinHash) + (ulong)(blockTime.Value / 1000)) + (ulong)tradeId));

    /// <summary>M: one step of splitmix64 from a state.</summary>
    public static ulong Mix(ulong state)
    {
        unchecked
        {
            ulong z = state + 0x9E37_79B9_7F4A_7C15;
            z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
            z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
            return z ^ (z >> 31);
        }
    }
}
