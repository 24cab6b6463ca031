using MarketMaker.Lake.Native.Vectors;

namespace MarketMaker.Lake.Native;

/// <summary>Appends rows to a table, a columnar chunk at a time. Rows are in the table after <see cref="Close"/> or <see cref="Dispose"/>.</summary>
/// <remarks>Once DuckDB has refused rows the appender takes no more: dispose it, and append all rows with a new one.</remarks>
public sealed class DuckDBAppender : IDisposable
{
    private readonly AppenderHandle _handle;
    private readonly DataChunk _chunk;
    private bool _isClosed;
    private bool _hasFailed;

    private DuckDBAppender(AppenderHandle handle)
    {
        _handle = handle;
        _chunk = DataChunk.For(handle);
    }

    internal AppenderHandle Handle => _handle;

    internal static DuckDBAppender Create(ConnectionHandle connection, string? schema, string table)
    {
        int state = NativeMethods.duckdb_appender_create(connection, schema, table, out nint pointer);
        var handle = new AppenderHandle(pointer, connection);
        if (state == NativeMethods.Success) return new DuckDBAppender(handle);
        DuckDBException error = ErrorOf(handle);
        handle.Dispose();
        throw error;
    }

    /// <summary>Begins a row: append one value per column, in the table's order, then end it.</summary>
    /// <exception cref="ObjectDisposedException">The appender is closed.</exception>
    /// <exception cref="InvalidOperationException">Earlier rows were refused.</exception>
    public DuckDBAppenderRow CreateRow()
    {
        ThrowIfUnusable();
        return new(this);
    }

    /// <summary>Writes what is buffered.</summary>
    /// <exception cref="DuckDBException">A constraint of the table refused the rows.</exception>
    /// <exception cref="InvalidOperationException">Earlier rows were refused.</exception>
    public void Close()
    {
        if (_isClosed) return;
        ThrowIfUnusable();
        _isClosed = true;
        Append(_chunk);
        if (NativeMethods.duckdb_appender_flush(_handle) != NativeMethods.Success)
            throw ErrorOf(_handle);
    }

    /// <summary>Closes and frees; only frees when rows were refused, which has been thrown already.</summary>
    public void Dispose()
    {
        try
        {
            if (!_hasFailed) Close();
            _isClosed = true;
        }
        finally
        {
            _chunk.Dispose();
            _handle.Dispose();
        }
    }

    internal void Append(DataChunk chunk)
    {
        try
        {
            chunk.AppendTo(_handle);
        }
        catch
        {
            _hasFailed = true; // the chunk stays full: one more row would be written behind its memory
            throw;
        }
    }

    internal static DuckDBException ErrorOf(AppenderHandle appender)
    {
        nint error = NativeMethods.duckdb_appender_error_data(appender);
        try
        {
            return DuckDBException.From(
                (DuckDBErrorType)NativeMethods.duckdb_error_data_error_type(error), NativeText.Borrowed(NativeMethods.duckdb_error_data_message(error)), "");
        }
        finally
        {
            NativeMethods.duckdb_destroy_error_data(ref error);
        }
    }

    /// <summary>The chunk being filled; its memory is gone once the appender is closed.</summary>
    internal DataChunk Chunk
    {
        get
        {
            ThrowIfUnusable();
            return _chunk;
        }
    }

    internal void EndRow()
    {
        _chunk.Rows++;
        if (_chunk.IsFull) Append(_chunk);
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (_hasFailed) throw new InvalidOperationException("DuckDB refused earlier rows. Dispose this appender and append all rows with a new one.");
    }
}

/// <summary>One row being appended.</summary>
public sealed class DuckDBAppenderRow
{
    private readonly DuckDBAppender _appender;
    private int _column;

    internal DuckDBAppenderRow(DuckDBAppender appender) => _appender = appender;

    /// <summary>Appends a null.</summary>
    public DuckDBAppenderRow AppendNullValue() => AppendValue(null);

    /// <summary>Appends a value: numbers, text, times (UTC), Guid, lists, <c>IReadOnlyDictionary&lt;string, object?&gt;</c> for a STRUCT, IDictionary for a MAP.</summary>
    /// <exception cref="InvalidCastException">The column does not take it.</exception>
    /// <exception cref="OverflowException">The number does not fit the column.</exception>
    /// <exception cref="InvalidOperationException">The row has a value for every column already, or the appender is closed or had rows refused.</exception>
    public DuckDBAppenderRow AppendValue(object? value)
    {
        DataChunk chunk = _appender.Chunk;
        VectorWriter[] columns = chunk.Columns;
        if (_column == columns.Length) throw new InvalidOperationException($"The table has {columns.Length} columns; the row has more values.");
        VectorObjects.Set(columns[_column], chunk.Rows, value);
        _column++;
        return this;
    }

    /// <summary>Completes the row.</summary>
    /// <exception cref="InvalidOperationException">Values are missing, or the appender is closed or had rows refused.</exception>
    public void EndRow()
    {
        int columns = _appender.Chunk.Columns.Length;
        if (_column != columns) throw new InvalidOperationException($"The table has {columns} columns; the row has {_column} values.");
        _column = 0;
        _appender.EndRow();
    }
}
