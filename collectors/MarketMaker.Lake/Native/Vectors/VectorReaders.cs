namespace MarketMaker.Lake.Native.Vectors;

/// <summary>Picks the reader of a type.</summary>
internal static class VectorReaders
{
    public static VectorReader For(DuckDBLogicalType type) => type.Type switch
    {
        DuckDBType.Boolean => new BooleanVectorReader(type),
        DuckDBType.TinyInt => new NumberVectorReader<sbyte>(type),
        DuckDBType.SmallInt => new NumberVectorReader<short>(type),
        DuckDBType.Integer => new NumberVectorReader<int>(type),
        DuckDBType.BigInt => new NumberVectorReader<long>(type),
        DuckDBType.UnsignedTinyInt => new NumberVectorReader<byte>(type),
        DuckDBType.UnsignedSmallInt => new NumberVectorReader<ushort>(type),
        DuckDBType.UnsignedInteger => new NumberVectorReader<uint>(type),
        DuckDBType.UnsignedBigInt => new NumberVectorReader<ulong>(type),
        DuckDBType.Float => new NumberVectorReader<float>(type),
        DuckDBType.Double => new NumberVectorReader<double>(type),
        DuckDBType.HugeInt => new HugeIntVectorReader(type, isSigned: true),
        DuckDBType.UnsignedHugeInt => new HugeIntVectorReader(type, isSigned: false),
        DuckDBType.Decimal => new DecimalVectorReader(type),
        DuckDBType.Timestamp or DuckDBType.TimestampS or DuckDBType.TimestampMs or DuckDBType.TimestampNs or DuckDBType.TimestampTz
            => new TimestampVectorReader(type),
        DuckDBType.Date => new DateVectorReader(type),
        DuckDBType.Time => new TimeVectorReader(type),
        DuckDBType.Interval => new IntervalVectorReader(type),
        DuckDBType.Uuid => new UuidVectorReader(type),
        DuckDBType.Varchar => new TextVectorReader(type),
        DuckDBType.Blob => new BlobVectorReader(type),
        DuckDBType.Enum => new EnumVectorReader(type),
        DuckDBType.List => new ListVectorReader(type),
        DuckDBType.Array => new ArrayVectorReader(type),
        DuckDBType.Struct => new StructVectorReader(type),
        DuckDBType.Map => new MapVectorReader(type),
        DuckDBType.SqlNull => new NullVectorReader(type),
        _ => new UndecodedVectorReader(type),
    };
}
