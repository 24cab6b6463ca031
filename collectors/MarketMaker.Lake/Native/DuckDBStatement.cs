namespace MarketMaker.Lake.Native;

/// <summary>One prepared statement and the running of it.</summary>
internal sealed unsafe class DuckDBStatement : IDisposable
{
    private readonly PreparedHandle _prepared;
    private readonly string _sql;

    private DuckDBStatement(PreparedHandle prepared, string sql)
    {
        _prepared = prepared;
        _sql = sql;
    }

    public DuckDBStatementType Type => (DuckDBStatementType)NativeMethods.duckdb_prepared_statement_type(_prepared);

    /// <summary>Splits a text into its statements without running anything.</summary>
    /// <exception cref="DuckDBException">The text does not parse.</exception>
    public static ExtractedHandle Extract(ConnectionHandle connection, string sql, out int count)
    {
        count = checked((int)NativeMethods.duckdb_extract_statements(connection, sql, out nint pointer));
        var extracted = new ExtractedHandle(pointer, connection);
        if (count > 0) return extracted;
        string? error = NativeText.Borrowed(NativeMethods.duckdb_extract_statements_error(pointer));
        extracted.Dispose();
        throw string.IsNullOrEmpty(error)
            ? new DuckDBException(DuckDBErrorType.Parser, "The SQL text has no statement.")
            : DuckDBException.From(DuckDBErrorType.Parser, error, sql);
    }

    /// <summary>Prepares one of the extracted statements. DuckDB folds constants here: this already executes parts of the SQL.</summary>
    public static DuckDBStatement Prepare(ConnectionHandle connection, ExtractedHandle extracted, int index, string sql)
    {
        int state = NativeMethods.duckdb_prepare_extracted_statement(connection, extracted, (ulong)index, out nint pointer);
        var prepared = new PreparedHandle(pointer, connection);
        if (state == NativeMethods.Success) return new DuckDBStatement(prepared, sql);
        string? error = NativeText.Borrowed(NativeMethods.duckdb_prepare_error(prepared));
        prepared.Dispose();
        throw DuckDBException.From(DuckDBErrorType.Invalid, error, sql);
    }

    /// <summary>Binds the parameters this statement has; named ones by name, others by position.</summary>
    public void Bind(DuckDBParameterCollection parameters)
    {
        int expected = checked((int)NativeMethods.duckdb_nparams(_prepared));
        if (expected == 0) return;
        for (int i = 0; i < parameters.Count; i++)
        {
            DuckDBParameter parameter = parameters[i];
            ulong index = (ulong)i + 1;
            bool isNamed = parameter.ParameterName.Length > 0;
            if (isNamed && NativeMethods.duckdb_bind_parameter_index(_prepared, out index, parameter.ParameterName) != NativeMethods.Success)
                continue; // a parameter of another statement of the same text; a missing one is reported by the execution
            if (!isNamed && i >= expected) continue;
            nint value = NativeValue.From(parameter.Value);
            try
            {
                if (NativeMethods.duckdb_bind_value(_prepared, index, value) != NativeMethods.Success)
                    throw DuckDBException.From(DuckDBErrorType.Invalid, NativeText.Borrowed(NativeMethods.duckdb_prepare_error(_prepared)), _sql);
            }
            finally
            {
                NativeMethods.duckdb_destroy_value(ref value);
            }
        }
    }

    /// <exception cref="DuckDBException">The statement failed.</exception>
    public ResultHandle Execute(bool isStreaming)
    {
        int state = isStreaming
            ? NativeMethods.duckdb_execute_prepared_streaming(_prepared, out NativeResult native)
            : NativeMethods.duckdb_execute_prepared(_prepared, out native);
        var result = new ResultHandle(native, _prepared);
        if (state == NativeMethods.Success) return result;
        try
        {
            throw ErrorOf(result, _sql);
        }
        finally
        {
            result.Dispose();
        }
    }

    /// <summary>The error a result carries.</summary>
    public static DuckDBException ErrorOf(ResultHandle result, string sql) => DuckDBException.From(
        (DuckDBErrorType)NativeMethods.duckdb_result_error_type(result.Result), NativeText.Borrowed(NativeMethods.duckdb_result_error(result.Result)), sql);

    public void Dispose() => _prepared.Dispose();
}
