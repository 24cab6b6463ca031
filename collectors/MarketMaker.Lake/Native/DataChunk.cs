using MarketMaker.Lake.Native.Vectors;

namespace MarketMaker.Lake.Native;

/// <summary>Up to <see cref="Capacity"/> rows in DuckDB's own columnar memory, filled by us and appended as a whole.</summary>
/// <remarks>Belongs to one thread at a time; different chunks may be filled by different threads.</remarks>
internal sealed unsafe class DataChunk : IDisposable
{
    /// <summary>Rows of a full chunk (DuckDB's STANDARD_VECTOR_SIZE).</summary>
    public const int Capacity = 2048;

    private readonly ChunkHandle _handle;

    /// <param name="nativeTypes">One native logical type per column; still the caller's.</param>
    /// <param name="types">The same, as read.</param>
    public DataChunk(ReadOnlySpan<nint> nativeTypes, IReadOnlyList<DuckDBLogicalType> types)
        : this(nativeTypes, [.. types.Select(t => new VectorWriter(t))])
    {
    }

    private DataChunk(ReadOnlySpan<nint> nativeTypes, VectorWriter[] columns)
    {
        if ((int)NativeMethods.duckdb_vector_size() != Capacity)
            throw new NotSupportedException($"This DuckDB has vectors of {NativeMethods.duckdb_vector_size()} rows; {Capacity} are expected.");
        fixed (nint* types = nativeTypes) _handle = new ChunkHandle(NativeMethods.duckdb_create_data_chunk(types, (ulong)nativeTypes.Length), null);
        Columns = columns;
        Attach();
    }

    public VectorWriter[] Columns { get; }

    /// <summary>Rows that are complete.</summary>
    public int Rows { get; set; }

    public bool IsFull => Rows == Capacity;

    /// <summary>A chunk for the columns of a table that an appender writes.</summary>
    public static DataChunk For(AppenderHandle appender)
    {
        int count = checked((int)NativeMethods.duckdb_appender_column_count(appender));
        var types = new nint[count];
        try
        {
            var columns = new VectorWriter[count];
            for (int i = 0; i < count; i++)
            {
                types[i] = NativeMethods.duckdb_appender_column_type(appender, (ulong)i);
                columns[i] = new VectorWriter(DuckDBLogicalType.Take(NativeMethods.duckdb_appender_column_type(appender, (ulong)i)));
            }

            return new DataChunk(types, columns);
        }
        finally
        {
            foreach (nint type in types)
            {
                nint owned = type;
                if (owned != 0) NativeMethods.duckdb_destroy_logical_type(ref owned);
            }
        }
    }

    /// <summary>Empties the chunk for new rows.</summary>
    public void Reset()
    {
        NativeMethods.duckdb_data_chunk_reset(_handle.Pointer);
        Rows = 0;
        Attach();
    }

    /// <summary>Gives the rows to an appender; the chunk is then empty.</summary>
    public void AppendTo(AppenderHandle appender)
    {
        if (Rows == 0) return;
        Seal();
        if (NativeMethods.duckdb_append_data_chunk(appender, _handle.Pointer) != NativeMethods.Success)
            throw DuckDBAppender.ErrorOf(appender);
        Reset();
    }

    /// <summary>Tells DuckDB how many rows there are, after the last one was written.</summary>
    public void Seal()
    {
        foreach (VectorWriter column in Columns) column.Seal();
        NativeMethods.duckdb_data_chunk_set_size(_handle.Pointer, (ulong)Rows);
    }

    /// <summary>Makes DuckDB's chunk <paramref name="target"/> refer to this one's columns.</summary>
    public void ReferenceFrom(nint target)
    {
        for (int i = 0; i < Columns.Length; i++)
        {
            NativeMethods.duckdb_vector_reference_vector(
                NativeMethods.duckdb_data_chunk_get_vector(target, (ulong)i), NativeMethods.duckdb_data_chunk_get_vector(_handle.Pointer, (ulong)i));
        }

        NativeMethods.duckdb_data_chunk_set_size(target, (ulong)Rows);
    }

    public void Dispose() => _handle.Dispose();

    private void Attach()
    {
        for (int i = 0; i < Columns.Length; i++) Columns[i].Attach(NativeMethods.duckdb_data_chunk_get_vector(_handle.Pointer, (ulong)i));
    }
}
