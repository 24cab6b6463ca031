using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MarketMaker.Collectors.Imports;

/// <summary>Identity of a foreign line: SHA-256 of its source path, a newline, and its bytes.</summary>
/// <remarks>
/// Independent of where in the file the line stands, so a file that grew, or was rotated by appending, brings only its new
/// lines; and two identical lines of one file are one event seen twice.
/// </remarks>
/// <param name="Seq">First 63 bits of the hash, never 0: the event's position, which a foreign log does not number.</param>
/// <param name="Hex">The whole hash, lower case.</param>
internal readonly record struct LineIdentity(long Seq, string Hex)
{
    public static LineIdentity Of(string sourcePath, ReadOnlySpan<byte> line)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(sourcePath));
        hash.AppendData("\n"u8);
        hash.AppendData(line);
        byte[] digest = hash.GetHashAndReset();
        long seq = BinaryPrimitives.ReadInt64BigEndian(digest) & long.MaxValue;
        return new LineIdentity(Math.Max(seq, 1), Convert.ToHexStringLower(digest));
    }

    /// <summary>Run that lines without a <c>run_id</c> of their own belong to: one per source path.</summary>
    public static string RunIdOf(string sourcePath) =>
        "import:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sourcePath)))[..16];
}
