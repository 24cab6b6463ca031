using MarketMaker.Lake.Native;

namespace MarketMaker.Collectors.Tests.Lake.Native;

public sealed class DuckDBErrorTests
{
    [Theory]
    [InlineData("SELEC 1", DuckDBErrorType.Parser, 0)]
    [InlineData("SELECT nope FROM range(3)", DuckDBErrorType.Binder, 7)]
    [InlineData("SELECT 'ü', nope FROM range(3)", DuckDBErrorType.Binder, 12)]
    [InlineData("SELECT 1\n  FROM missing_table", DuckDBErrorType.Catalog, 16)]
    public void Error_WithAPlace_NamesKindAndCharacter(string sql, DuckDBErrorType kind, int position)
    {
        using DuckDBConnection connection = Duck.Open();
        DuckDBException error = Assert.Throws<DuckDBException>(() => connection.Execute(sql));
        Assert.Equal(kind, error.ErrorType);
        Assert.True(position == error.Position, error.Message);
        Assert.Contains("^", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ParserError_FarInsideALongLine_NamesTheCharacter()
    {
        string start = "SELECT " + string.Join(", ", Enumerable.Range(100, 80));
        string sql = "SELECT 1;\n" + start + " FRO M range(3)";
        using DuckDBConnection connection = Duck.Open();
        DuckDBException error = Assert.Throws<DuckDBException>(() => connection.Execute(sql));
        Assert.Equal(DuckDBErrorType.Parser, error.ErrorType);
        Assert.True(sql.IndexOf("M range", StringComparison.Ordinal) == error.Position, error.Message);
    }

    [Fact]
    public void Error_AtExecution_NamesKind()
    {
        using DuckDBConnection connection = Duck.Open();
        DuckDBException error = Assert.Throws<DuckDBException>(() => connection.Execute("SELECT 'abc'::INTEGER"));
        Assert.Equal(DuckDBErrorType.Conversion, error.ErrorType);
        Assert.StartsWith("Conversion Error:", error.Message, StringComparison.Ordinal);
        Assert.Equal(5L, Duck.Scalar(connection, "SELECT 5::BIGINT"));
    }

    [Fact]
    public void Error_WhileStreaming_SurfacesFromRead()
    {
        using DuckDBConnection connection = Duck.Open();
        connection.Execute("SET threads = 1");
        using var command = new DuckDBCommand(
            "SELECT CASE WHEN range < 400000 THEN '1' ELSE 'x' END::INTEGER FROM range(500000)", connection) { UseStreamingMode = true };
        using DuckDBDataReader reader = command.ExecuteReader();
        long rows = 0;
        DuckDBException error = Assert.Throws<DuckDBException>(() =>
        {
            while (reader.Read()) rows++;
        });
        Assert.Equal(DuckDBErrorType.Conversion, error.ErrorType);
        Assert.InRange(rows, 1, 400_000);
    }

    [Fact]
    public void DecimalOverflow_OnCast_IsLoud()
    {
        using DuckDBConnection connection = Duck.Open();
        Assert.Throws<DuckDBException>(() => connection.Execute("SELECT 12345678901::DECIMAL(18,8)"));
    }

    [Fact]
    public void EmptyText_IsRefused()
    {
        using DuckDBConnection connection = Duck.Open();
        Assert.Contains("no statement", Assert.Throws<DuckDBException>(() => connection.Execute("  ")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_WhileRunning_EndsWithInterruptAndLeavesTheConnectionUsable(bool isStreaming)
    {
        using DuckDBConnection connection = Duck.Open();
        using var command = new DuckDBCommand("SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE (a.range * b.range) % 7 = 3", connection)
        {
            UseStreamingMode = isStreaming,
        };
        Task<DuckDBException> running = Task.Run(() => Assert.Throws<DuckDBException>(() =>
        {
            using DuckDBDataReader reader = command.ExecuteReader();
            while (reader.Read()) { }
        }));
        // An interrupt that comes before the query starts is forgotten by DuckDB: repeat until it is heard.
        while (!running.IsCompleted)
        {
            command.Cancel();
            await Task.WhenAny(running, Task.Delay(5));
        }

        DuckDBException error = await running;
        Assert.True(error.IsInterrupt, error.Message);
        Assert.Equal(1, Duck.Scalar(connection, "SELECT 1"));
    }

    [Fact]
    public async Task CancellationToken_OfAsyncMethod_Interrupts()
    {
        using DuckDBConnection connection = Duck.Open();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        using var command = new DuckDBCommand("SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE (a.range * b.range) % 7 = 3", connection);
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => Task.Run(() => command.ExecuteScalarAsync(cancellation.Token)));
        Assert.True(error is OperationCanceledException or DuckDBException { IsInterrupt: true }, error.ToString());
    }
}
