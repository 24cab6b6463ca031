using System.Runtime.InteropServices;

namespace MarketMaker.Lake.Native;

/// <summary>Data chunks, vectors and the appender.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial ulong duckdb_vector_size();

    [LibraryImport(Library)]
    public static partial nint duckdb_create_data_chunk(nint* types, ulong columnCount);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_data_chunk(ref nint chunk);

    [LibraryImport(Library)]
    public static partial void duckdb_data_chunk_reset(nint chunk);

    [LibraryImport(Library)]
    public static partial nint duckdb_data_chunk_get_vector(nint chunk, ulong column);

    [LibraryImport(Library)]
    public static partial ulong duckdb_data_chunk_get_size(nint chunk);

    [LibraryImport(Library)]
    public static partial void duckdb_data_chunk_set_size(nint chunk, ulong size);

    [LibraryImport(Library)]
    public static partial void* duckdb_vector_get_data(nint vector);

    [LibraryImport(Library)]
    public static partial ulong* duckdb_vector_get_validity(nint vector);

    [LibraryImport(Library)]
    public static partial void duckdb_vector_ensure_validity_writable(nint vector);

    [LibraryImport(Library)]
    public static partial void duckdb_unsafe_vector_assign_string_element_len(nint vector, ulong index, byte* text, ulong length);

    [LibraryImport(Library)]
    public static partial nint duckdb_list_vector_get_child(nint vector);

    [LibraryImport(Library)]
    public static partial ulong duckdb_list_vector_get_size(nint vector);

    [LibraryImport(Library)]
    public static partial int duckdb_list_vector_set_size(nint vector, ulong size);

    [LibraryImport(Library)]
    public static partial int duckdb_list_vector_reserve(nint vector, ulong capacity);

    [LibraryImport(Library)]
    public static partial nint duckdb_struct_vector_get_child(nint vector, ulong index);

    [LibraryImport(Library)]
    public static partial nint duckdb_array_vector_get_child(nint vector);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_appender_create(ConnectionHandle connection, string? schema, string table, out nint appender);

    [LibraryImport(Library)]
    public static partial nint duckdb_appender_error_data(AppenderHandle appender);

    [LibraryImport(Library)]
    public static partial int duckdb_error_data_error_type(nint error);

    [LibraryImport(Library)]
    public static partial nint duckdb_error_data_message(nint error);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_error_data(ref nint error);

    [LibraryImport(Library)]
    public static partial ulong duckdb_appender_column_count(AppenderHandle appender);

    [LibraryImport(Library)]
    public static partial nint duckdb_appender_column_type(AppenderHandle appender, ulong column);

    [LibraryImport(Library)]
    public static partial int duckdb_append_data_chunk(AppenderHandle appender, nint chunk);

    [LibraryImport(Library)]
    public static partial int duckdb_appender_flush(AppenderHandle appender);

    [LibraryImport(Library)]
    public static partial int duckdb_appender_destroy(ref nint appender);
}

/// <summary><c>duckdb_list_entry</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeListEntry
{
    public ulong Offset;
    public ulong Length;
}

/// <summary><c>duckdb_string_t</c>: up to 12 bytes stand in place, longer ones behind a pointer.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct NativeString
{
    [FieldOffset(0)]
    public uint Length;

    [FieldOffset(4)]
    private fixed byte _inlined[12];

    [FieldOffset(8)]
    private readonly byte* _pointer;

    /// <summary>The bytes of the string that <paramref name="text"/> points at; valid as long as its vector.</summary>
    public static ReadOnlySpan<byte> Bytes(NativeString* text) =>
        text->Length <= 12 ? new ReadOnlySpan<byte>(text->_inlined, (int)text->Length) : new ReadOnlySpan<byte>(text->_pointer, (int)text->Length);
}
