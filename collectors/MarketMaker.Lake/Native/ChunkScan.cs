using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MarketMaker.Lake.Native;

/// <summary>A relation of a session whose rows are chunks in memory, read without a copy: <c>SELECT * FROM name()</c>.</summary>
/// <remarks>
/// Chunks may be made and filled by any thread; what a query sees is set by <see cref="Show"/>, which must not change while one runs.
/// DuckDB keeps a registered function as long as its database, so this object is disposed after its connection.
/// </remarks>
internal sealed unsafe class ChunkScan : IDisposable
{
    private readonly string[] _names;
    private readonly nint[] _types;
    private readonly DuckDBLogicalType[] _columns;
    private GCHandle _self;
    private IReadOnlyList<DataChunk> _shown = [];

    /// <param name="connection">Session that gets the function.</param>
    /// <param name="name">Name of the function, not used in the session before.</param>
    /// <param name="columns">Names and SQL types.</param>
    public ChunkScan(DuckDBConnection connection, string name, IReadOnlyList<(string Name, string Type)> columns)
    {
        _names = [.. columns.Select(c => c.Name)];
        _types = TypesOf(connection, name, columns);
        _columns = [.. Enumerable.Range(0, _types.Length).Select(i => DuckDBLogicalType.Of(_types[i]))];
        _self = GCHandle.Alloc(this);
        Register(connection, name);
    }

    /// <summary>An empty chunk of the relation's columns.</summary>
    public DataChunk CreateChunk() => new(_types, _columns);

    /// <summary>Makes these chunks the relation's rows, in this order.</summary>
    public void Show(IReadOnlyList<DataChunk> chunks)
    {
        foreach (DataChunk chunk in chunks) chunk.Seal();
        _shown = chunks;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_self.IsAllocated) return;
        _self.Free();
        foreach (nint type in _types)
        {
            nint owned = type;
            NativeMethods.duckdb_destroy_logical_type(ref owned);
        }
    }

    // DuckDB parses type names only in SQL: an empty table tells what they are.
    private static nint[] TypesOf(DuckDBConnection connection, string name, IReadOnlyList<(string Name, string Type)> columns)
    {
        string shape = name + "_shape";
        connection.Execute($"CREATE TABLE \"{shape}\" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\" {c.Type}"))})");
        var types = new nint[columns.Count];
        using (DuckDBAppender appender = connection.CreateAppender(shape))
            for (int i = 0; i < types.Length; i++) types[i] = NativeMethods.duckdb_appender_column_type(appender.Handle, (ulong)i);
        connection.Execute($"DROP TABLE \"{shape}\"");
        return types;
    }

    private void Register(DuckDBConnection connection, string name)
    {
        nint function = NativeMethods.duckdb_create_table_function();
        try
        {
            NativeMethods.duckdb_table_function_set_name(function, name);
            NativeMethods.duckdb_table_function_set_extra_info(function, GCHandle.ToIntPtr(_self), null);
            NativeMethods.duckdb_table_function_set_bind(function, &Bind);
            NativeMethods.duckdb_table_function_set_init(function, &Init);
            NativeMethods.duckdb_table_function_set_function(function, &Next);
            if (NativeMethods.duckdb_register_table_function(connection.Handle, function) != NativeMethods.Success)
                throw new DuckDBException(DuckDBErrorType.Catalog, $"DuckDB did not take the table function '{name}'.");
        }
        finally
        {
            NativeMethods.duckdb_destroy_table_function(ref function);
        }
    }

    private static ChunkScan Of(nint info) => (ChunkScan)GCHandle.FromIntPtr(info).Target!;

    [UnmanagedCallersOnly]
    private static void Bind(nint info)
    {
        ChunkScan scan = Of(NativeMethods.duckdb_bind_get_extra_info(info));
        for (int i = 0; i < scan._names.Length; i++) NativeMethods.duckdb_bind_add_result_column(info, scan._names[i], scan._types[i]);
    }

    // One thread: the order of the rows is part of what is asked for.
    [UnmanagedCallersOnly]
    private static void Init(nint info)
    {
        int* next = (int*)NativeMemory.AllocZeroed(sizeof(int));
        NativeMethods.duckdb_init_set_init_data(info, (nint)next, &Free);
        NativeMethods.duckdb_init_set_max_threads(info, 1);
    }

    [UnmanagedCallersOnly]
    private static void Free(nint data) => NativeMemory.Free((void*)data);

    [UnmanagedCallersOnly]
    private static void Next(nint info, nint output)
    {
        ChunkScan scan = Of(NativeMethods.duckdb_function_get_extra_info(info));
        int* next = (int*)NativeMethods.duckdb_function_get_init_data(info);
        while (*next < scan._shown.Count && scan._shown[*next].Rows == 0) ++*next;
        if (*next >= scan._shown.Count)
        {
            NativeMethods.duckdb_data_chunk_set_size(output, 0);
            return;
        }

        scan._shown[(*next)++].ReferenceFrom(output);
    }
}
