using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace MarketMaker.Lake.Native;

/// <summary>A connection to a DuckDB database inside this process. Named and shaped as DuckDB.NET's, which may replace it.</summary>
/// <remarks>
/// Every opened connection has its own database (also for <c>:memory:</c>); <see cref="Duplicate"/> gives a second connection to the same one.
/// Fixed: the session's time zone is UTC, extensions are neither installed nor loaded on their own. A connection serves one thread at a
/// time; only <see cref="DuckDBCommand.Cancel"/> may come from another.
/// </remarks>
public sealed class DuckDBConnection : DbConnection
{
    private readonly DuckDBConnectionStringBuilder _options;
    private DatabaseHandle? _database;
    private ConnectionHandle? _connection;

    /// <summary>An in-memory database.</summary>
    public DuckDBConnection()
        : this("Data Source=:memory:")
    {
    }

    /// <param name="connectionString"><c>Data Source=FILE</c> or <c>:memory:</c>; every other key is a DuckDB setting, such as <c>threads=2;memory_limit=1GB</c>.</param>
    public DuckDBConnection(string connectionString) => _options = new DuckDBConnectionStringBuilder { ConnectionString = connectionString };

    /// <inheritdoc/>
    [AllowNull]
    public override string ConnectionString
    {
        get => _options.ConnectionString;
        set
        {
            if (State == ConnectionState.Open) throw new InvalidOperationException("The connection is open: close it before changing its connection string.");
            _options.ConnectionString = value;
        }
    }

    /// <inheritdoc/>
    public override string Database => _options.DataSource;

    /// <inheritdoc/>
    public override string DataSource => _options.DataSource;

    /// <inheritdoc/>
    public override string ServerVersion => LibraryVersion;

    /// <summary>Version of the library, such as <c>v1.5.6</c>.</summary>
    public static string LibraryVersion => NativeText.Borrowed(NativeMethods.duckdb_library_version()) ?? "";

    /// <inheritdoc/>
    public override ConnectionState State => _connection is null ? ConnectionState.Closed : ConnectionState.Open;

    internal ConnectionHandle Handle => _connection
        ?? throw new InvalidOperationException("The connection is not open: call Open() first.");

    /// <inheritdoc/>
    /// <exception cref="DuckDBException">The file or a setting was refused.</exception>
    public override void Open()
    {
        if (_connection is not null) throw new InvalidOperationException("The connection is already open.");
        _database = OpenDatabase();
        try
        {
            Connect(_database);
            using DuckDBCommand command = CreateCommand();
            command.CommandText = "SET GLOBAL TimeZone = 'UTC'; SET errors_as_json = true";
            command.ExecuteNonQuery();
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>A second open connection to the same database, for another thread.</summary>
    public DuckDBConnection Duplicate()
    {
        DatabaseHandle database = (DatabaseHandle?)_connection?.Parent ?? throw new InvalidOperationException("The connection is not open: there is nothing to duplicate.");
        var twin = new DuckDBConnection(ConnectionString);
        twin.Connect(database); // the connection's handle keeps the database open, whoever closes first
        using DuckDBCommand command = twin.CreateCommand();
        command.CommandText = "SET errors_as_json = true";
        command.ExecuteNonQuery();
        return twin;
    }

    /// <inheritdoc/>
    public override void Close()
    {
        _connection?.Dispose();
        _connection = null;
        _database?.Dispose();
        _database = null;
    }

    /// <summary>How far the running query is; percentage −1 when DuckDB cannot tell. May be called from another thread.</summary>
    public DuckDBQueryProgress GetQueryProgress()
    {
        NativeProgress progress = NativeMethods.duckdb_query_progress(Handle);
        return new DuckDBQueryProgress(progress.Percentage, progress.RowsProcessed, progress.TotalRows);
    }

    /// <summary>Runs statements that return nothing of interest.</summary>
    /// <returns>Rows changed by the last one.</returns>
    public int Execute(string sql)
    {
        using DuckDBCommand command = CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    /// <inheritdoc cref="DbConnection.CreateCommand"/>
    public new DuckDBCommand CreateCommand() => new() { Connection = this };

    /// <summary>Appends rows to a table in columnar form.</summary>
    /// <exception cref="DuckDBException">There is no such table.</exception>
    public DuckDBAppender CreateAppender(string table) => CreateAppender(null, table);

    /// <inheritdoc cref="CreateAppender(string)"/>
    public DuckDBAppender CreateAppender(string? schema, string table) => DuckDBAppender.Create(Handle, schema, table);

    /// <inheritdoc cref="DbConnection.BeginTransaction()"/>
    public new DuckDBTransaction BeginTransaction() => new(this);

    /// <inheritdoc/>
    public override void ChangeDatabase(string databaseName) => Execute($"USE \"{databaseName.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => isolationLevel is IsolationLevel.Unspecified or IsolationLevel.Snapshot
        ? new DuckDBTransaction(this)
        : throw new NotSupportedException($"DuckDB has snapshot isolation only, not {isolationLevel}.");

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => CreateCommand();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Close();
        base.Dispose(disposing);
    }

    private void Connect(DatabaseHandle database)
    {
        if (NativeMethods.duckdb_connect(database, out nint connection) != NativeMethods.Success)
            throw new DuckDBException(DuckDBErrorType.Connection, $"DuckDB refused a connection to '{DataSource}'.");
        _connection = new ConnectionHandle(connection, database);
    }

    private DatabaseHandle OpenDatabase()
    {
        if (NativeMethods.duckdb_create_config(out nint config) != NativeMethods.Success)
            throw new DuckDBException(DuckDBErrorType.OutOfMemory, "DuckDB could not make a configuration.");
        try
        {
            foreach ((string name, string value) in _options.Settings)
                if (NativeMethods.duckdb_set_config(config, name, value) != NativeMethods.Success)
                    throw new DuckDBException(DuckDBErrorType.InvalidConfiguration, $"DuckDB does not take the setting {name}={value}.");
            if (NativeMethods.duckdb_open_ext(DataSource, out nint database, config, out nint error) != NativeMethods.Success)
                throw DuckDBException.From(DuckDBErrorType.Invalid, NativeText.Owned(error), "");
            return new DatabaseHandle(database);
        }
        finally
        {
            NativeMethods.duckdb_destroy_config(ref config);
        }
    }
}

/// <summary>Progress of a running query.</summary>
/// <param name="Percentage">0 … 100, −1 when unknown.</param>
public readonly record struct DuckDBQueryProgress(double Percentage, ulong RowsProcessed, ulong TotalRows);
