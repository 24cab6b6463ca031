using System.Text;

namespace MarketMaker.Lake.Native.Vectors;

/// <summary>VARCHAR.</summary>
internal sealed unsafe class TextVectorReader(DuckDBLogicalType type) : ObjectVectorReader<string>(type)
{
    public override string Read(long row) => Encoding.UTF8.GetString(GetUtf8(row));

    public override string GetString(long row) => Read(row);

    public override ReadOnlySpan<byte> GetUtf8(long row) => NativeString.Bytes((NativeString*)Data + row);
}

/// <summary>BLOB.</summary>
internal sealed unsafe class BlobVectorReader(DuckDBLogicalType type) : ObjectVectorReader<byte[]>(type)
{
    public override byte[] Read(long row) => NativeString.Bytes((NativeString*)Data + row).ToArray();
}

/// <summary>ENUM: read as its text.</summary>
internal sealed unsafe class EnumVectorReader(DuckDBLogicalType type) : ObjectVectorReader<string>(type)
{
    public override string Read(long row) => Type.EnumTexts[Type.StorageType switch
    {
        DuckDBType.UnsignedTinyInt => ((byte*)Data)[row],
        DuckDBType.UnsignedSmallInt => ((ushort*)Data)[row],
        _ => checked((int)((uint*)Data)[row]),
    }];

    public override string GetString(long row) => Read(row);
}

/// <summary>The untyped NULL: there is never a value.</summary>
internal sealed class NullVectorReader(DuckDBLogicalType type) : ObjectVectorReader<object>(type)
{
    public override object Read(long row) => DBNull.Value;
}

/// <summary>A type this binding does not decode: its nulls can be told, its values cannot be read.</summary>
internal sealed class UndecodedVectorReader(DuckDBLogicalType type) : ObjectVectorReader<object>(type)
{
    public override object Read(long row) => throw new NotSupportedException($"A {Type} column cannot be read. Cast it to VARCHAR in the SQL.");
}
