using System.Data;
using System.Data.Common;

namespace MarketMaker.Lake.Native;

/// <summary>A transaction; rolled back when disposed without commit.</summary>
public sealed class DuckDBTransaction : DbTransaction
{
    private readonly DuckDBConnection _connection;
    private bool _isFinished;

    internal DuckDBTransaction(DuckDBConnection connection)
    {
        _connection = connection;
        connection.Execute("BEGIN TRANSACTION");
    }

    /// <inheritdoc/>
    public override IsolationLevel IsolationLevel => IsolationLevel.Snapshot;

    /// <inheritdoc/>
    protected override DbConnection DbConnection => _connection;

    /// <inheritdoc/>
    public override void Commit() => Finish("COMMIT");

    /// <inheritdoc/>
    public override void Rollback() => Finish("ROLLBACK");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isFinished && _connection.State == ConnectionState.Open) Rollback();
        base.Dispose(disposing);
    }

    private void Finish(string statement)
    {
        if (_isFinished) throw new InvalidOperationException("The transaction is already finished.");
        _isFinished = true;
        _connection.Execute(statement);
    }
}
