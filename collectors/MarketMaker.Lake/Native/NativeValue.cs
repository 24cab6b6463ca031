using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Native;

/// <summary>Turns a CLR value into a <c>duckdb_value</c>, which the caller destroys.</summary>
internal static unsafe class NativeValue
{
    public static nint From(object? value) => value switch
    {
        null or DBNull => NativeMethods.duckdb_create_null_value(),
        bool b => NativeMethods.duckdb_create_bool(b ? (byte)1 : (byte)0),
        byte or sbyte or short or ushort or int => NativeMethods.duckdb_create_int32(Convert.ToInt32(value)),
        uint or long => NativeMethods.duckdb_create_int64(Convert.ToInt64(value)),
        ulong n => NativeMethods.duckdb_create_uint64(n),
        float or double => NativeMethods.duckdb_create_double(Convert.ToDouble(value)),
        decimal d => Decimal(d),
        string s => Text(s),
        DateTime t => NativeMethods.duckdb_create_timestamp_tz(Micros(t)),
        DateTimeOffset t => NativeMethods.duckdb_create_timestamp_tz(Micros(t.UtcDateTime)),
        UtcMicros t => NativeMethods.duckdb_create_timestamp_tz(t.Value),
        DateOnly d => NativeMethods.duckdb_create_date(d.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber),
        Guid g => Uuid(g),
        byte[] bytes => Blob(bytes),
        BigInteger n => Text(n.ToString(CultureInfo.InvariantCulture)),
        IEnumerable items => List(items),
        _ => throw new NotSupportedException($"A {value.GetType()} cannot be a parameter. Give a number, text, time, Guid, byte[] or a list of them."),
    };

    private static long Micros(DateTime time) => time.Kind == DateTimeKind.Local
        ? throw new ArgumentException("A local time is ambiguous: give a UTC DateTime or a DateTimeOffset.")
        : (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static nint Decimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        Int128 mantissa = new((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        byte scale = (byte)(bits[3] >> 16);
        return NativeMethods.duckdb_create_decimal(new NativeDecimal { Width = 38, Scale = scale, Value = NativeHugeInt.From(value < 0 ? -mantissa : mantissa) });
    }

    private static nint Text(string value)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(value);
        fixed (byte* bytes = utf8) return NativeMethods.duckdb_create_varchar_length(bytes, (ulong)utf8.Length);
    }

    private static nint Blob(byte[] value)
    {
        fixed (byte* bytes = value) return NativeMethods.duckdb_create_blob(bytes, (ulong)value.Length);
    }

    private static nint Uuid(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return NativeMethods.duckdb_create_uuid(new NativeHugeInt
        {
            Upper = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes),
            Lower = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        });
    }

    private static nint List(IEnumerable items)
    {
        object?[] all = [.. items.Cast<object?>()];
        DuckDBType itemType = ItemType(all);
        nint type = NativeMethods.duckdb_create_logical_type((int)itemType);
        var values = new nint[all.Length];
        try
        {
            for (int i = 0; i < all.Length; i++) values[i] = From(Item(itemType, all[i]));
            fixed (nint* first = values) return NativeMethods.duckdb_create_list_value(type, first, (ulong)values.Length);
        }
        finally
        {
            for (int i = 0; i < values.Length; i++)
                if (values[i] != 0) NativeMethods.duckdb_destroy_value(ref values[i]);
            NativeMethods.duckdb_destroy_logical_type(ref type);
        }
    }

    // One type that holds every item; DuckDB would convert the others to that of the first, and round.
    private static DuckDBType ItemType(object?[] items)
    {
        DuckDBType found = DuckDBType.SqlNull;
        foreach (object? item in items)
        {
            DuckDBType type = item switch
            {
                null or DBNull => DuckDBType.SqlNull,
                bool => DuckDBType.Boolean,
                float or double => DuckDBType.Double,
                ulong => DuckDBType.UnsignedBigInt,
                byte or sbyte or short or ushort or int or uint or long => DuckDBType.BigInt,
                DateTime or DateTimeOffset or UtcMicros => DuckDBType.TimestampTz,
                DateOnly => DuckDBType.Date,
                Guid => DuckDBType.Uuid,
                string => DuckDBType.Varchar,
                object other => throw new NotSupportedException($"A list of {other.GetType()} cannot be a parameter."),
            };
            if (type == DuckDBType.SqlNull || type == found) continue;
            if (found == DuckDBType.SqlNull) found = type;
            else if (IsNumber(found) && IsNumber(type)) found = found == DuckDBType.Double || type == DuckDBType.Double ? DuckDBType.Double : DuckDBType.UnsignedBigInt;
            else throw new NotSupportedException($"A list of {found} and {type} items cannot be a parameter: give items of one type.");
        }

        return found == DuckDBType.SqlNull ? DuckDBType.Varchar : found;
    }

    private static bool IsNumber(DuckDBType type) => type is DuckDBType.BigInt or DuckDBType.UnsignedBigInt or DuckDBType.Double;

    private static object? Item(DuckDBType type, object? item) => item is null or DBNull ? null : type switch
    {
        DuckDBType.BigInt => Convert.ToInt64(item),
        DuckDBType.UnsignedBigInt => Convert.ToUInt64(item),
        DuckDBType.Double => Exact(item),
        _ => item,
    };

    private static double Exact(object number)
    {
        double value = Convert.ToDouble(number);
        if (number is not (float or double) && new BigInteger(value) != BigInteger.Parse(Convert.ToString(number, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture))
            throw new OverflowException($"{number} stands in a list with fractions, whose type (DOUBLE) cannot hold it exactly.");
        return value;
    }
}
