using System.Collections;
using System.Numerics;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Native.Vectors;

/// <summary>Writes CLR objects into columns: the slow, general way of the row appender.</summary>
internal static class VectorObjects
{
    private static readonly int UnixEpochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <exception cref="InvalidCastException">The value is not one the column takes.</exception>
    public static void Set(VectorWriter column, int row, object? value)
    {
        if (value is null or DBNull)
        {
            column.SetNull(row);
            return;
        }

        switch (column.Type.Type)
        {
            case DuckDBType.Boolean: column.Set(row, (bool)value ? (byte)1 : (byte)0); break;
            case DuckDBType.TinyInt: column.Set(row, Convert.ToSByte(value)); break;
            case DuckDBType.SmallInt: column.Set(row, Convert.ToInt16(value)); break;
            case DuckDBType.Integer: column.Set(row, Convert.ToInt32(value)); break;
            case DuckDBType.BigInt: column.Set(row, Convert.ToInt64(value)); break;
            case DuckDBType.UnsignedTinyInt: column.Set(row, Convert.ToByte(value)); break;
            case DuckDBType.UnsignedSmallInt: column.Set(row, Convert.ToUInt16(value)); break;
            case DuckDBType.UnsignedInteger: column.Set(row, Convert.ToUInt32(value)); break;
            case DuckDBType.UnsignedBigInt: column.Set(row, Convert.ToUInt64(value)); break;
            case DuckDBType.HugeInt: column.Set(row, NativeHugeInt.From(value is BigInteger big ? (Int128)big : Convert.ToInt64(value))); break;
            case DuckDBType.Float: column.Set(row, Convert.ToSingle(value)); break;
            case DuckDBType.Double: column.Set(row, Convert.ToDouble(value)); break;
            case DuckDBType.Decimal: column.SetDecimal(row, Convert.ToDecimal(value)); break;
            case DuckDBType.Varchar: column.SetText(row, value as string ?? throw Mismatch(column, value)); break;
            case DuckDBType.Blob: column.SetUtf8(row, value as byte[] ?? throw Mismatch(column, value)); break;
            case DuckDBType.Timestamp or DuckDBType.TimestampTz: column.Set(row, Micros(column, value)); break;
            case DuckDBType.Date: column.Set(row, (value is DateOnly date ? date : throw Mismatch(column, value)).DayNumber - UnixEpochDay); break;
            case DuckDBType.Uuid: column.Set(row, Uuid(value is Guid guid ? guid : throw Mismatch(column, value))); break;
            case DuckDBType.Enum: SetEnum(column, row, value); break;
            case DuckDBType.List: SetList(column, row, value as IEnumerable ?? throw Mismatch(column, value)); break;
            case DuckDBType.Map: SetMap(column, row, value as IDictionary ?? throw Mismatch(column, value)); break;
            case DuckDBType.Struct: SetStruct(column, row, value as IReadOnlyDictionary<string, object?> ?? throw Mismatch(column, value)); break;
            default: throw Mismatch(column, value);
        }
    }

    private static InvalidCastException Mismatch(VectorWriter column, object value) => new($"A {value.GetType().Name} cannot be written to a {column.Type} column.");

    private static long Micros(VectorWriter column, object value) => value switch
    {
        UtcMicros time => time.Value,
        DateTimeOffset time => UtcMicros.From(time).Value,
        DateTime { Kind: not DateTimeKind.Local } time => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
        _ => throw Mismatch(column, value),
    };

    private static NativeHugeInt Uuid(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return new NativeHugeInt
        {
            Upper = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes) ^ (1UL << 63),
            Lower = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        };
    }

    private static void SetEnum(VectorWriter column, int row, object value)
    {
        int index = column.Type.EnumTexts.ToList().IndexOf((value as string) ?? throw Mismatch(column, value));
        if (index < 0) throw new InvalidCastException($"'{value}' is not a member of {column.Type}.");
        switch (column.Type.StorageType)
        {
            case DuckDBType.UnsignedTinyInt: column.Set(row, (byte)index); break;
            case DuckDBType.UnsignedSmallInt: column.Set(row, (ushort)index); break;
            default: column.Set(row, (uint)index); break;
        }
    }

    private static void SetList(VectorWriter column, int row, IEnumerable items)
    {
        column.BeginList(row);
        foreach (object? item in items) Set(column.Children[0], column.AddItem(row), item);
    }

    private static void SetMap(VectorWriter column, int row, IDictionary entries)
    {
        column.BeginList(row);
        foreach (DictionaryEntry entry in entries)
        {
            int index = column.AddItem(row);
            Set(column.Children[0], index, entry.Key);
            Set(column.Children[1], index, entry.Value);
        }
    }

    private static void SetStruct(VectorWriter column, int row, IReadOnlyDictionary<string, object?> fields)
    {
        column.SetPresent(row);
        for (int i = 0; i < column.Children.Length; i++)
            Set(column.Children[i], row, fields.GetValueOrDefault(column.Type.Fields[i].Name));
    }
}
