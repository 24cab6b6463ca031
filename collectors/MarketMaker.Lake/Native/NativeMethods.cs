using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]

namespace MarketMaker.Lake.Native;

/// <summary>DuckDB's C API, the part we use: databases, connections, statements and results. Names and signatures are DuckDB's own.</summary>
/// <remarks>Every <c>char*</c> that DuckDB allocates is freed with <c>duckdb_free</c>; see <see cref="NativeText"/>.</remarks>
internal static unsafe partial class NativeMethods
{
    public const string Library = "duckdb";

    public const int Success = 0;

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_open_ext(string path, out nint database, nint config, out nint error);

    [LibraryImport(Library)]
    public static partial void duckdb_close(ref nint database);

    [LibraryImport(Library)]
    public static partial int duckdb_create_config(out nint config);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_set_config(nint config, string name, string option);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_config(ref nint config);

    [LibraryImport(Library)]
    public static partial int duckdb_connect(DatabaseHandle database, out nint connection);

    [LibraryImport(Library)]
    public static partial void duckdb_disconnect(ref nint connection);

    [LibraryImport(Library)]
    public static partial void duckdb_interrupt(ConnectionHandle connection);

    [LibraryImport(Library)]
    public static partial NativeProgress duckdb_query_progress(ConnectionHandle connection);

    [LibraryImport(Library)]
    public static partial nint duckdb_library_version();

    [LibraryImport(Library)]
    public static partial void duckdb_free(nint pointer);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial ulong duckdb_extract_statements(ConnectionHandle connection, string query, out nint statements);

    [LibraryImport(Library)]
    public static partial nint duckdb_extract_statements_error(nint statements);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_extracted(ref nint statements);

    [LibraryImport(Library)]
    public static partial int duckdb_prepare_extracted_statement(
        ConnectionHandle connection, ExtractedHandle statements, ulong index, out nint prepared);

    [LibraryImport(Library)]
    public static partial nint duckdb_prepare_error(PreparedHandle prepared);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_prepare(ref nint prepared);

    [LibraryImport(Library)]
    public static partial ulong duckdb_nparams(PreparedHandle prepared);

    [LibraryImport(Library)]
    public static partial int duckdb_prepared_statement_type(PreparedHandle prepared);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_bind_parameter_index(PreparedHandle prepared, out ulong index, string name);

    [LibraryImport(Library)]
    public static partial int duckdb_bind_value(PreparedHandle prepared, ulong index, nint value);

    [LibraryImport(Library)]
    public static partial int duckdb_execute_prepared(PreparedHandle prepared, out NativeResult result);

    [LibraryImport(Library)]
    public static partial int duckdb_execute_prepared_streaming(PreparedHandle prepared, out NativeResult result);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_result(NativeResult* result);

    [LibraryImport(Library)]
    public static partial nint duckdb_result_error(NativeResult* result);

    [LibraryImport(Library)]
    public static partial int duckdb_result_error_type(NativeResult* result);

    [LibraryImport(Library)]
    public static partial int duckdb_result_return_type(NativeResult result);

    [LibraryImport(Library)]
    public static partial ulong duckdb_column_count(NativeResult* result);

    [LibraryImport(Library)]
    public static partial nint duckdb_column_name(NativeResult* result, ulong column);

    [LibraryImport(Library)]
    public static partial nint duckdb_column_logical_type(NativeResult* result, ulong column);

    [LibraryImport(Library)]
    public static partial ulong duckdb_rows_changed(NativeResult* result);

    [LibraryImport(Library)]
    public static partial nint duckdb_fetch_chunk(NativeResult result);
}

/// <summary><c>duckdb_result</c>: passed by value, 48 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeResult
{
    public ulong ColumnCount;
    public ulong RowCount;
    public ulong RowsChanged;
    public nint Columns;
    public nint ErrorMessage;
    public nint InternalData;
}

/// <summary><c>duckdb_query_progress_type</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeProgress
{
    public double Percentage;
    public ulong RowsProcessed;
    public ulong TotalRows;
}
