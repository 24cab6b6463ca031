using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace MarketMaker.Lake.Native;

/// <summary>SQL to run on a connection. A text may hold several statements: all run, the last one's result is read.</summary>
public sealed class DuckDBCommand : DbCommand
{
    private DuckDBConnection? _connection;

    public DuckDBCommand()
    {
    }

    public DuckDBCommand(string commandText, DuckDBConnection connection)
    {
        CommandText = commandText;
        _connection = connection;
    }

    /// <inheritdoc/>
    [AllowNull]
    public override string CommandText
    {
        get;
        set => field = value ?? "";
    } = "";

    /// <summary>Always 0: DuckDB has no timeout. Cancel from a timer instead (a token given to the async methods does it).</summary>
    public override int CommandTimeout
    {
        get => 0;
        set
        {
            if (value != 0) throw new NotSupportedException("DuckDB has no command timeout: call Cancel() from a timer or pass a cancellation token.");
        }
    }

    /// <inheritdoc/>
    public override CommandType CommandType
    {
        get => CommandType.Text;
        set
        {
            if (value != CommandType.Text) throw new NotSupportedException("DuckDB runs SQL text only.");
        }
    }

    /// <summary>True: rows are computed as they are read, in memory that does not grow with the result. False (default): computed before the reader opens.</summary>
    public bool UseStreamingMode { get; set; }

    /// <inheritdoc/>
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <inheritdoc cref="DbCommand.Connection"/>
    public new DuckDBConnection? Connection
    {
        get => _connection;
        set => _connection = value;
    }

    /// <inheritdoc cref="DbCommand.Parameters"/>
    public new DuckDBParameterCollection Parameters { get; } = [];

    /// <inheritdoc/>
    protected override DbConnection? DbConnection
    {
        get => _connection;
        set => _connection = (DuckDBConnection?)value;
    }

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => Parameters;

    /// <inheritdoc/>
    protected override DbTransaction? DbTransaction { get; set; }

    private ConnectionHandle Handle => (_connection ?? throw new InvalidOperationException("The command has no connection.")).Handle;

    /// <summary>Stops what the connection is running, from any thread: it ends with <see cref="DuckDBErrorType.Interrupt"/>.</summary>
    /// <remarks>A statement inside one long scalar function does not look up until that function returns.</remarks>
    public override void Cancel() => NativeMethods.duckdb_interrupt(Handle);

    /// <inheritdoc/>
    public override int ExecuteNonQuery()
    {
        using DuckDBDataReader reader = ExecuteReader();
        return reader.RecordsAffected;
    }

    /// <inheritdoc/>
    public override object? ExecuteScalar()
    {
        using DuckDBDataReader reader = ExecuteReader();
        return reader.FieldCount > 0 && reader.Read() ? reader.GetValue(0) : null;
    }

    /// <inheritdoc cref="DbCommand.ExecuteReader()"/>
    /// <exception cref="DuckDBException">The SQL does not parse, bind or run.</exception>
    public new DuckDBDataReader ExecuteReader() => ExecuteReader(CommandBehavior.Default);

    /// <inheritdoc cref="ExecuteReader()"/>
    public new DuckDBDataReader ExecuteReader(CommandBehavior behavior)
    {
        using ExtractedHandle extracted = DuckDBStatement.Extract(Handle, CommandText, out int count);
        for (int i = 0; ; i++)
        {
            using DuckDBStatement statement = DuckDBStatement.Prepare(Handle, extracted, i, CommandText);
            statement.Bind(Parameters);
            bool isLast = i == count - 1;
            ResultHandle result = statement.Execute(isLast && UseStreamingMode);
            if (isLast) return new DuckDBDataReader(this, result, behavior);
            result.Dispose();
        }
    }

    /// <summary>Checks that the text parses and binds. Note that DuckDB computes constant parts while preparing.</summary>
    public override void Prepare()
    {
        using ExtractedHandle extracted = DuckDBStatement.Extract(Handle, CommandText, out int count);
        for (int i = 0; i < count; i++) DuckDBStatement.Prepare(Handle, extracted, i, CommandText).Dispose();
    }

    /// <summary>Kinds of the statements in the text: all are prepared, none is run. What a gate for read-only SQL looks at.</summary>
    public IReadOnlyList<DuckDBStatementType> GetStatementTypes()
    {
        using ExtractedHandle extracted = DuckDBStatement.Extract(Handle, CommandText, out int count);
        var types = new DuckDBStatementType[count];
        for (int i = 0; i < count; i++)
        {
            using DuckDBStatement statement = DuckDBStatement.Prepare(Handle, extracted, i, CommandText);
            types[i] = statement.Type;
        }

        return types;
    }

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => new DuckDBParameter();

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => ExecuteReader(behavior);
}
