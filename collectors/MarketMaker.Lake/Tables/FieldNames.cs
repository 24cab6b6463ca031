using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace MarketMaker.Lake.Tables;

/// <summary>Finds a column by the name a line gives, without making a string of it.</summary>
internal sealed class FieldNames
{
    private readonly Dictionary<byte[], int> _ordinals;
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _byBytes;

    public FieldNames(PlannedColumn[] columns)
    {
        _ordinals = new Dictionary<byte[], int>(new BytesComparer());
        for (int i = 0; i < columns.Length; i++) _ordinals.Add(columns[i].JsonName, i);
        _byBytes = _ordinals.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>Ordinal of the column that the property token names; −1 when there is none.</summary>
    public int Find(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        return _byBytes.TryGetValue(name, out int ordinal) ? ordinal : -1;
    }

    private sealed class BytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode((ReadOnlySpan<byte>)obj);

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}
