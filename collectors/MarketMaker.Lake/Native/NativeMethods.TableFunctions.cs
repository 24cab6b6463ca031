using System.Runtime.InteropServices;

namespace MarketMaker.Lake.Native;

/// <summary>Table functions: relations whose rows our code hands over.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial nint duckdb_create_table_function();

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_table_function(ref nint function);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void duckdb_table_function_set_name(nint function, string name);

    [LibraryImport(Library)]
    public static partial void duckdb_table_function_set_extra_info(nint function, nint info, delegate* unmanaged<nint, void> destroy);

    [LibraryImport(Library)]
    public static partial void duckdb_table_function_set_bind(nint function, delegate* unmanaged<nint, void> bind);

    [LibraryImport(Library)]
    public static partial void duckdb_table_function_set_init(nint function, delegate* unmanaged<nint, void> init);

    [LibraryImport(Library)]
    public static partial void duckdb_table_function_set_function(nint function, delegate* unmanaged<nint, nint, void> run);

    [LibraryImport(Library)]
    public static partial int duckdb_register_table_function(ConnectionHandle connection, nint function);

    [LibraryImport(Library)]
    public static partial nint duckdb_bind_get_extra_info(nint info);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void duckdb_bind_add_result_column(nint info, string name, nint type);

    [LibraryImport(Library)]
    public static partial void duckdb_init_set_init_data(nint info, nint data, delegate* unmanaged<nint, void> destroy);

    [LibraryImport(Library)]
    public static partial void duckdb_init_set_max_threads(nint info, ulong threads);

    [LibraryImport(Library)]
    public static partial nint duckdb_function_get_extra_info(nint info);

    [LibraryImport(Library)]
    public static partial nint duckdb_function_get_init_data(nint info);

    [LibraryImport(Library)]
    public static partial void duckdb_vector_reference_vector(nint to, nint from);
}
