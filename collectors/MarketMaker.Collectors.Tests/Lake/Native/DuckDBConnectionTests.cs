using System.Data;
using MarketMaker.Lake.Native;

namespace MarketMaker.Collectors.Tests.Lake.Native;

public sealed class DuckDBConnectionTests
{
    [Fact]
    public void Open_Always_FixesTimeZoneAndExtensions()
    {
        using DuckDBConnection connection = Duck.Open();
        Assert.Equal("UTC", Duck.Scalar(connection, "SELECT current_setting('TimeZone')"));
        Assert.Equal(false, Duck.Scalar(connection, "SELECT current_setting('autoload_known_extensions')"));
        Assert.Equal(false, Duck.Scalar(connection, "SELECT current_setting('autoinstall_known_extensions')"));
        Assert.StartsWith("v1.5.", connection.ServerVersion, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SettingInConnectionString_IsApplied()
    {
        using var connection = new DuckDBConnection("Data Source=:memory:;threads=1");
        connection.Open();
        Assert.Equal(1L, Duck.Scalar(connection, "SELECT current_setting('threads')"));
    }

    [Fact]
    public void Open_UnknownSetting_IsRefusedByName()
    {
        using var connection = new DuckDBConnection("Data Source=:memory:;no_such_setting=1");
        DuckDBException error = Assert.Throws<DuckDBException>(connection.Open);
        Assert.Contains("no_such_setting", error.Message, StringComparison.Ordinal);
        Assert.Equal(ConnectionState.Closed, connection.State);
    }

    [Fact]
    public void Connections_InMemory_AreSeparateDatabases()
    {
        using DuckDBConnection first = Duck.Open();
        using DuckDBConnection second = Duck.Open();
        first.Execute("CREATE TABLE t(x INTEGER)");
        DuckDBException error = Assert.Throws<DuckDBException>(() => second.Execute("SELECT * FROM t"));
        Assert.Equal(DuckDBErrorType.Catalog, error.ErrorType);
    }

    [Fact]
    public void Duplicate_AfterTheFirstIsDisposed_StillReadsTheSameDatabase()
    {
        DuckDBConnection first = Duck.Open();
        first.Execute("CREATE TABLE t AS SELECT 7 AS x");
        using DuckDBConnection second = first.Duplicate();
        first.Dispose();
        Assert.Equal(7, Duck.Scalar(second, "SELECT x FROM t"));
        Assert.Equal("UTC", Duck.Scalar(second, "SELECT current_setting('TimeZone')"));
    }

    [Fact]
    public void Transaction_DisposedWithoutCommit_RollsBack()
    {
        using DuckDBConnection connection = Duck.Open();
        connection.Execute("CREATE TABLE t(x INTEGER)");
        using (connection.BeginTransaction()) connection.Execute("INSERT INTO t VALUES (1)");
        Assert.Equal(0L, Duck.Scalar(connection, "SELECT count(*) FROM t"));
        using (DuckDBTransaction kept = connection.BeginTransaction())
        {
            connection.Execute("INSERT INTO t VALUES (1), (2)");
            kept.Commit();
        }

        Assert.Equal(2L, Duck.Scalar(connection, "SELECT count(*) FROM t"));
    }

    [Fact]
    public void Command_SeveralStatements_AllRunAndTheLastIsRead()
    {
        using DuckDBConnection connection = Duck.Open();
        Assert.Equal(3, Duck.Scalar(connection, "CREATE TABLE t(x INTEGER); INSERT INTO t VALUES (1), (2); SELECT sum(x)::INTEGER FROM t"));
        Assert.Equal(2, connection.Execute("UPDATE t SET x = 9"));
    }

    [Fact]
    public void GetStatementTypes_MixedText_NamesEachWithoutRunningIt()
    {
        using DuckDBConnection connection = Duck.Open();
        using var command = new DuckDBCommand("SELECT 1; CREATE TABLE t(x INTEGER)", connection);
        Assert.Equal([DuckDBStatementType.Select, DuckDBStatementType.Create], command.GetStatementTypes());
        Assert.Equal(0L, Duck.Scalar(connection, "SELECT count(*) FROM duckdb_tables()"));
    }

    [Fact]
    public void Disposal_InAnyOrder_DoesNotCrash()
    {
        // Every order of disposing a connection, a command and a reader that still has rows to give.
        int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        foreach (bool isStreaming in (bool[])[false, true])
        {
            foreach (int[] order in orders)
            {
                DuckDBConnection connection = Duck.Open();
                var command = new DuckDBCommand("SELECT range, repeat('x', 40) FROM range(10000)", connection) { UseStreamingMode = isStreaming };
                DuckDBDataReader reader = command.ExecuteReader();
                Assert.True(reader.Read());
                IDisposable[] things = [connection, command, reader];
                foreach (int i in order) things[i].Dispose();
                Assert.True(reader.IsClosed);
            }
        }
    }

    [Fact]
    public void Command_OnClosedConnection_SaysSo()
    {
        using var connection = new DuckDBConnection();
        Assert.Contains("not open", Assert.Throws<InvalidOperationException>(() => connection.Execute("SELECT 1")).Message, StringComparison.Ordinal);
    }
}
