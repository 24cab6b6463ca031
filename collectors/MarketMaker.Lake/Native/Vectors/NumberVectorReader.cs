using System.Numerics;

namespace MarketMaker.Lake.Native.Vectors;

/// <summary>Integers and floating-point numbers of a fixed size; any of them can be read as a wider number.</summary>
internal sealed unsafe class NumberVectorReader<T>(DuckDBLogicalType type) : ValueVectorReader<T>(type)
    where T : unmanaged, INumber<T>
{
    public override T Read(long row) => ((T*)Data)[row];

    public override long GetInt64(long row) =>
        typeof(T) == typeof(double) || typeof(T) == typeof(float) ? base.GetInt64(row) : long.CreateChecked(Read(row));

    public override double GetDouble(long row) => double.CreateChecked(Read(row));

    public override decimal GetDecimal(long row) =>
        typeof(T) == typeof(double) || typeof(T) == typeof(float) ? base.GetDecimal(row) : decimal.CreateChecked(Read(row));
}

/// <summary>HUGEINT and UHUGEINT: what <c>sum()</c> of integers gives. As an object it is a <see cref="BigInteger"/>.</summary>
internal sealed unsafe class HugeIntVectorReader(DuckDBLogicalType type, bool isSigned) : ValueVectorReader<BigInteger>(type)
{
    public override BigInteger Read(long row) => isSigned ? (BigInteger)((NativeHugeInt*)Data)[row].Signed : (BigInteger)((NativeHugeInt*)Data)[row].Unsigned;

    public override long GetInt64(long row) => isSigned ? checked((long)((NativeHugeInt*)Data)[row].Signed) : checked((long)((NativeHugeInt*)Data)[row].Unsigned);

    public override double GetDouble(long row) => (double)Read(row);

    public override decimal GetDecimal(long row) => (decimal)Read(row);
}

/// <summary>DECIMAL of any width, exactly.</summary>
internal sealed unsafe class DecimalVectorReader(DuckDBLogicalType type) : ValueVectorReader<decimal>(type)
{
    private static readonly Int128 LargestMantissa = ((Int128)1 << 96) - 1;

    /// <summary>The stored integer: the value times ten to the scale.</summary>
    public Int128 Mantissa(long row) => Type.Width switch
    {
        <= 4 => ((short*)Data)[row],
        <= 9 => ((int*)Data)[row],
        <= 18 => ((long*)Data)[row],
        _ => ((NativeHugeInt*)Data)[row].Signed,
    };

    public override decimal Read(long row)
    {
        Int128 mantissa = Mantissa(row);
        int scale = Type.Scale;
        for (; scale > 0 && (scale > 28 || Int128.Abs(mantissa) > LargestMantissa) && mantissa % 10 == 0; scale--) mantissa /= 10;
        Int128 size = Int128.Abs(mantissa);
        if (scale > 28 || size > LargestMantissa)
            throw new OverflowException($"A value of a {Type} column has more digits than a System.Decimal holds. Cast it to VARCHAR or DOUBLE in the SQL.");
        return new decimal((int)(uint)size, (int)(uint)(size >> 32), (int)(uint)(size >> 64), Int128.IsNegative(mantissa), (byte)scale);
    }

    public override decimal GetDecimal(long row) => Read(row);

    public override double GetDouble(long row) => (double)Read(row);
}

/// <summary>BOOLEAN.</summary>
internal sealed unsafe class BooleanVectorReader(DuckDBLogicalType type) : ValueVectorReader<bool>(type)
{
    public override bool Read(long row) => ((byte*)Data)[row] != 0;

    public override bool GetBoolean(long row) => Read(row);
}

/// <summary>UUID: a 128-bit integer whose top bit is flipped so that it sorts as text does.</summary>
internal sealed unsafe class UuidVectorReader(DuckDBLogicalType type) : ValueVectorReader<Guid>(type)
{
    public override Guid Read(long row)
    {
        NativeHugeInt stored = ((NativeHugeInt*)Data)[row];
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, stored.Upper ^ (1UL << 63));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], stored.Lower);
        return new Guid(bytes, bigEndian: true);
    }

    public override Guid GetGuid(long row) => Read(row);

    public override string GetString(long row) => Read(row).ToString();
}
