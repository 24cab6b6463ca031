using System.Collections;
using System.Data;
using System.Data.Common;
using MarketMaker.Lake.Native.Vectors;

namespace MarketMaker.Lake.Native;

/// <summary>Reads a result chunk by chunk. Typed getters do not box and widen numbers; a null read through one throws.</summary>
/// <remarks>Nested values: LIST is a <c>List&lt;T&gt;</c> (nullable items for value types), STRUCT a <c>Dictionary&lt;string, object?&gt;</c>, MAP a <c>Dictionary&lt;object, object?&gt;</c>.</remarks>
public sealed unsafe class DuckDBDataReader : DbDataReader
{
    private readonly DuckDBCommand _command;
    private readonly ResultHandle _result;
    private readonly CommandBehavior _behavior;
    private readonly string[] _names;
    private readonly VectorReader[] _columns;
    private readonly bool _hasRows;
    private ChunkHandle? _chunk;
    private long _rowsInChunk;
    private long _row = -1;

    internal DuckDBDataReader(DuckDBCommand command, ResultHandle result, CommandBehavior behavior)
    {
        _command = command;
        _result = result;
        _behavior = behavior;
        try
        {
            NativeResult* native = result.Result;
            bool hasResultSet = NativeMethods.duckdb_result_return_type(*native) == QueryResult;
            _names = new string[hasResultSet ? (int)NativeMethods.duckdb_column_count(native) : 0];
            _columns = new VectorReader[_names.Length];
            for (int i = 0; i < _names.Length; i++)
            {
                _names[i] = NativeText.Borrowed(NativeMethods.duckdb_column_name(native, (ulong)i)) ?? "";
                _columns[i] = VectorReaders.For(DuckDBLogicalType.Take(NativeMethods.duckdb_column_logical_type(native, (ulong)i)));
            }

            RecordsAffected = hasResultSet ? -1 : checked((int)NativeMethods.duckdb_rows_changed(native));
            _hasRows = hasResultSet && NextChunk();
        }
        catch
        {
            Close();
            throw;
        }
    }

    private const int QueryResult = 3; // DUCKDB_RESULT_TYPE_QUERY_RESULT

    /// <inheritdoc/>
    public override int Depth => 0;

    /// <inheritdoc/>
    public override int FieldCount => _names.Length;

    /// <inheritdoc/>
    public override bool HasRows => _hasRows;

    /// <inheritdoc/>
    public override bool IsClosed => _result.IsClosed;

    /// <summary>Rows inserted, updated or deleted; −1 for a query.</summary>
    public override int RecordsAffected { get; }

    /// <inheritdoc/>
    public override object this[int ordinal] => GetValue(ordinal);

    /// <inheritdoc/>
    public override object this[string name] => GetValue(GetOrdinal(name));

    /// <inheritdoc/>
    /// <exception cref="DuckDBException">The query failed or was cancelled while streaming.</exception>
    public override bool Read()
    {
        if (_chunk is null) return false;
        if (++_row < _rowsInChunk) return true;
        if (!NextChunk()) return false;
        _row = 0;
        return true;
    }

    /// <summary>False: only the last statement of a text has its result read.</summary>
    public override bool NextResult() => false;

    /// <inheritdoc/>
    public override void Close()
    {
        _chunk?.Dispose();
        _chunk = null;
        if (_result.IsClosed) return;
        _result.Dispose();
        if (_behavior.HasFlag(CommandBehavior.CloseConnection)) _command.Connection?.Close();
    }

    /// <inheritdoc/>
    public override string GetName(int ordinal) => _names[ordinal];

    /// <inheritdoc/>
    public override int GetOrdinal(string name)
    {
        int exact = Array.IndexOf(_names, name);
        int found = exact >= 0 ? exact : Array.FindIndex(_names, n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
        return found >= 0 ? found : throw new ArgumentOutOfRangeException(nameof(name), name, $"The result has no such column. It has: {string.Join(", ", _names)}.");
    }

    /// <inheritdoc/>
    public override string GetDataTypeName(int ordinal) => _columns[ordinal].Type.ToString();

    /// <summary>Full type of a column.</summary>
    public DuckDBLogicalType GetLogicalType(int ordinal) => _columns[ordinal].Type;

    /// <inheritdoc/>
    public override Type GetFieldType(int ordinal) => _columns[ordinal].ClrType;

    /// <inheritdoc/>
    public override bool IsDBNull(int ordinal) => _columns[ordinal].IsNull(Row);

    /// <inheritdoc/>
    public override object GetValue(int ordinal) => IsDBNull(ordinal) ? DBNull.Value : _columns[ordinal].GetObject(_row);

    /// <inheritdoc/>
    public override int GetValues(object[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int count = Math.Min(values.Length, FieldCount);
        for (int i = 0; i < count; i++) values[i] = GetValue(i);
        return count;
    }

    /// <inheritdoc/>
    public override bool GetBoolean(int ordinal) => Present(ordinal).GetBoolean(_row);

    /// <inheritdoc/>
    public override byte GetByte(int ordinal) => checked((byte)GetInt64(ordinal));

    /// <inheritdoc/>
    public override short GetInt16(int ordinal) => checked((short)GetInt64(ordinal));

    /// <inheritdoc/>
    public override int GetInt32(int ordinal) => checked((int)GetInt64(ordinal));

    /// <summary>Any integer column, also the HUGEINT of a <c>sum()</c>.</summary>
    /// <exception cref="OverflowException">The value does not fit.</exception>
    public override long GetInt64(int ordinal) => Present(ordinal).GetInt64(_row);

    /// <inheritdoc/>
    public override float GetFloat(int ordinal) => (float)GetDouble(ordinal);

    /// <summary>Any number column.</summary>
    public override double GetDouble(int ordinal) => Present(ordinal).GetDouble(_row);

    /// <summary>DECIMAL of any width and integers, exactly.</summary>
    public override decimal GetDecimal(int ordinal) => Present(ordinal).GetDecimal(_row);

    /// <summary>VARCHAR, ENUM or UUID.</summary>
    public override string GetString(int ordinal) => Present(ordinal).GetString(_row);

    /// <summary>The bytes of a VARCHAR without copying; valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> GetUtf8(int ordinal) => Present(ordinal).GetUtf8(_row);

    /// <summary>TIMESTAMP, TIMESTAMPTZ or DATE, as UTC.</summary>
    public override DateTime GetDateTime(int ordinal) => Present(ordinal).GetDateTime(_row);

    /// <inheritdoc/>
    public override Guid GetGuid(int ordinal) => Present(ordinal).GetGuid(_row);

    /// <inheritdoc/>
    public override char GetChar(int ordinal) => GetString(ordinal)[0];

    /// <inheritdoc/>
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        Part((byte[])Present(ordinal).GetObject(_row), dataOffset, buffer, bufferOffset, length);

    /// <inheritdoc/>
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        Part(GetString(ordinal).ToCharArray(), dataOffset, buffer, bufferOffset, length);

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    /// <inheritdoc/>
    /// <remarks>A null gives the default of a nullable type and throws for any other.</remarks>
    public override T GetFieldValue<T>(int ordinal)
    {
        Type target = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (IsDBNull(ordinal))
            return default(T) is null && target != typeof(DBNull) ? default! : (T)(object)Present(ordinal);
        VectorReader column = _columns[ordinal];
        object value = target switch
        {
            _ when target == column.ClrType || target == typeof(object) => column.GetObject(_row),
            _ when target == typeof(long) => column.GetInt64(_row),
            _ when target == typeof(int) => GetInt32(ordinal),
            _ when target == typeof(double) => column.GetDouble(_row),
            _ when target == typeof(decimal) => column.GetDecimal(_row),
            _ when target == typeof(string) => column.GetString(_row),
            _ when target == typeof(DateTime) => column.GetDateTime(_row),
            _ when target == typeof(DateTimeOffset) => new DateTimeOffset(column.GetDateTime(_row)),
            _ when target == typeof(Schemas.Values.UtcMicros) => Schemas.Values.UtcMicros.From(new DateTimeOffset(column.GetDateTime(_row))),
            _ when target == typeof(Guid) => column.GetGuid(_row),
            _ => column.GetObject(_row),
        };
        return value is T typed ? typed : throw new InvalidCastException($"Column '{_names[ordinal]}' of type {column.Type} cannot be read as {typeof(T).Name}.");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Close();
        base.Dispose(disposing);
    }

    private long Row => _row >= 0 && _row < _rowsInChunk && _chunk is not null
        ? _row
        : throw new InvalidOperationException("There is no current row: call Read() and use the row while it returned true.");

    private VectorReader Present(int ordinal)
    {
        VectorReader column = _columns[ordinal];
        return !column.IsNull(Row) ? column : throw new InvalidCastException($"Column '{_names[ordinal]}' is null in this row: ask IsDBNull first.");
    }

    private bool NextChunk()
    {
        _chunk?.Dispose();
        _chunk = null;
        _rowsInChunk = 0;
        while (true)
        {
            nint pointer = NativeMethods.duckdb_fetch_chunk(*_result.Result);
            if (pointer == 0)
            {
                if (NativeMethods.duckdb_result_error(_result.Result) != 0) throw DuckDBStatement.ErrorOf(_result, _command.CommandText);
                return false;
            }

            var chunk = new ChunkHandle(pointer, _result);
            _rowsInChunk = (long)NativeMethods.duckdb_data_chunk_get_size(pointer);
            if (_rowsInChunk == 0)
            {
                chunk.Dispose(); // streaming may hand out an empty chunk before the end
                continue;
            }

            _chunk = chunk;
            for (int i = 0; i < _columns.Length; i++) _columns[i].Attach(NativeMethods.duckdb_data_chunk_get_vector(pointer, (ulong)i));
            return true;
        }
    }

    private static long Part<T>(T[] all, long dataOffset, T[]? buffer, int bufferOffset, int length)
    {
        if (buffer is null) return all.Length;
        long count = Math.Clamp(all.Length - dataOffset, 0, length);
        if (count > 0) Array.Copy(all, dataOffset, buffer, bufferOffset, count);
        return count;
    }
}
