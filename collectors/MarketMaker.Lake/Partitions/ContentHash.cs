using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Lake.Partitions;

/// <summary>Hashes of what rows say, whatever their order or file.</summary>
/// <remarks>
/// The sum over rows of DuckDB's 64-bit <c>hash()</c> of every column but <c>file_uuid</c> and <c>byte_offset</c> (the same event read
/// from a copied file is the same event). A sum, not an exclusive or: a row that is there twice must show. It is bound to the
/// pinned DuckDB: after an upgrade the hashes are computed anew.
/// </remarks>
public static class ContentHash
{
    /// <summary>Hash of no rows.</summary>
    public const string Empty = "0";

    /// <summary>SQL aggregate that gives the hash as a number; null without rows.</summary>
    public static string Aggregate(TableSchema table) => $"sum(hash({string.Join(", ", Hashed(table).Select(c => $"\"{c.Name}\""))})::HUGEINT)";

    /// <summary>Columns that make the content.</summary>
    public static IEnumerable<ColumnSchema> Hashed(TableSchema table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Columns.Where(c => c is not { IsLineage: true, Name: "file_uuid" or "byte_offset" });
    }

    /// <summary>Text form of a hash.</summary>
    public static string Text(BigInteger sum) => sum.IsZero ? Empty : sum.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');

    /// <summary>Hash of the union of files.</summary>
    public static string Sum(IEnumerable<string> hashes) =>
        Text(hashes.Aggregate(BigInteger.Zero, (sum, hash) => sum + BigInteger.Parse("0" + hash, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));

    /// <summary>Hash of a table's columns: names and types, in order.</summary>
    public static string OfSchema(TableSchema table)
    {
        ArgumentNullException.ThrowIfNull(table);
        string columns = string.Join('\n', table.Columns.Select(c => $"{c.Name} {DuckDbType.Of(c)}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(columns)))[..16];
    }
}
