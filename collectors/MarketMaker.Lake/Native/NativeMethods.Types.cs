using System.Runtime.InteropServices;

namespace MarketMaker.Lake.Native;

/// <summary>Logical types and single values.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial int duckdb_get_type_id(nint type);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_logical_type(int type);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_decimal_type(byte width, byte scale);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_logical_type(ref nint type);

    [LibraryImport(Library)]
    public static partial byte duckdb_decimal_width(nint type);

    [LibraryImport(Library)]
    public static partial byte duckdb_decimal_scale(nint type);

    [LibraryImport(Library)]
    public static partial int duckdb_enum_internal_type(nint type);

    [LibraryImport(Library)]
    public static partial uint duckdb_enum_dictionary_size(nint type);

    [LibraryImport(Library)]
    public static partial nint duckdb_enum_dictionary_value(nint type, ulong index);

    [LibraryImport(Library)]
    public static partial nint duckdb_list_type_child_type(nint type);

    [LibraryImport(Library)]
    public static partial nint duckdb_array_type_child_type(nint type);

    [LibraryImport(Library)]
    public static partial ulong duckdb_array_type_array_size(nint type);

    [LibraryImport(Library)]
    public static partial nint duckdb_map_type_key_type(nint type);

    [LibraryImport(Library)]
    public static partial nint duckdb_map_type_value_type(nint type);

    [LibraryImport(Library)]
    public static partial ulong duckdb_struct_type_child_count(nint type);

    [LibraryImport(Library)]
    public static partial nint duckdb_struct_type_child_name(nint type, ulong index);

    [LibraryImport(Library)]
    public static partial nint duckdb_struct_type_child_type(nint type, ulong index);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_null_value();

    [LibraryImport(Library)]
    public static partial nint duckdb_create_bool(byte value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_int32(int value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_int64(long value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_uint64(ulong value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_double(double value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_decimal(NativeDecimal value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_varchar_length(byte* text, ulong length);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_blob(byte* data, ulong length);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_timestamp_tz(long micros);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_date(int days);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_uuid(NativeHugeInt value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_list_value(nint type, nint* values, ulong count);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_value(ref nint value);
}

/// <summary><c>duckdb_hugeint</c> and <c>duckdb_uhugeint</c>: 128 bits, low half first.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeHugeInt
{
    public ulong Lower;
    public ulong Upper;

    public readonly Int128 Signed => new(Upper, Lower);

    public readonly UInt128 Unsigned => new(Upper, Lower);

    public static NativeHugeInt From(Int128 value) => new() { Lower = (ulong)value, Upper = (ulong)(value >> 64) };
}

/// <summary><c>duckdb_decimal</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeDecimal
{
    public byte Width;
    public byte Scale;
    public NativeHugeInt Value;
}
