using MarketMaker.QueryApi.Sandbox;
using MarketMaker.QueryApi.Tests.Lakes;

namespace MarketMaker.QueryApi.Tests.Sandbox;

public sealed class WorkerPoolTests(SharedPool shared) : IClassFixture<SharedPool>
{
    private static readonly WorkerLimits Short = new(TimeoutMs: 300, MemoryMb: 512);

    [Fact]
    public async Task Run_QueryThatOutlivesItsTime_IsStoppedAndTheNextIsAnswered()
    {
        await using var pool = new WorkerPool(Workers.Command, 1);
        await Rows(pool, "SELECT 1", new WorkerLimits());
        WorkerFailedException late = await Assert.ThrowsAsync<WorkerFailedException>(() => Rows(pool, "SELECT count(*) FROM range(100000000000) a, range(1000) b", Short));
        Assert.Equal("timeout", late.Code);
        Assert.Equal("[2]", await Rows(pool, "SELECT 1 + 1", new WorkerLimits()));
    }

    [Fact]
    public async Task Run_QueryThatIgnoresTheInterrupt_IsKilledAndTheNextIsAnswered()
    {
        // This one was measured to run for more than 45 s after an interrupt.
        await using var pool = new WorkerPool(Workers.Command, 1);
        await Rows(pool, "SELECT 1", new WorkerLimits());
        int before = pool.ProcessIds.Single();
        WorkerFailedException late = await Assert.ThrowsAsync<WorkerFailedException>(
            () => Rows(pool, "SELECT list_reduce(range(30000000), lambda a, b: a + b) + (SELECT count(*) FROM range(10))", Short));
        Assert.Equal("timeout", late.Code);
        Assert.Equal("[2]", await Rows(pool, "SELECT 1 + 1", new WorkerLimits()));
        Assert.DoesNotContain(before, pool.ProcessIds);
    }

    [Theory]
    [InlineData("SELECT * FROM read_csv('/etc/passwd', sep = ':')", "permission")]
    [InlineData("SELECT * FROM read_text('/etc/hostname')", "permission")]
    [InlineData("SELECT * FROM glob('/etc/*')", "permission")]
    [InlineData("COPY (SELECT 1) TO 'x.csv'", "permission")]
    [InlineData("SET lock_configuration = false", "not_a_select")]
    [InlineData("SELECT 1; SELECT 2", "not_a_select")]
    [InlineData("ATTACH ':memory:' AS m2", "not_a_select")]
    [InlineData("CREATE TEMP MACRO avg(x) AS 42", "not_a_select")]
    [InlineData("INSTALL httpfs", "not_a_select")]
    [InlineData("SELEC 1", "parser")]
    [InlineData("SELECT * FROM no_such_table", "catalog")]
    [InlineData("", "parser")]
    public async Task Run_StatementOutsideTheGate_FailsWithItsCode(string sql, string code)
    {
        WorkerPool pool = shared.Pool;
        WorkerFailedException error = await Assert.ThrowsAsync<WorkerFailedException>(() => Rows(pool, sql, new WorkerLimits()));
        Assert.Equal(code, error.Code);
    }

    [Fact]
    public async Task Run_MoreRowsThanTheCap_SaysThatItIsCut()
    {
        WorkerPool pool = shared.Pool;
        ResultTable table = (await pool.RunAsync(new WorkerRequest(0, [], [], ["SELECT * FROM range(20000)"], new WorkerLimits()), CancellationToken.None))[0];
        Assert.Equal(10_000, table.Rows.Count);
        Assert.True(table.IsTruncated);
    }

    [Fact]
    public async Task Run_MoreBytesThanTheCap_SaysThatItIsCut()
    {
        WorkerPool pool = shared.Pool;
        ResultTable table = (await pool.RunAsync(new WorkerRequest(0, [], [], ["SELECT repeat('x', 100000) FROM range(100)"], new WorkerLimits()), CancellationToken.None))[0];
        Assert.True(table.IsTruncated);
        Assert.Equal(21, table.Rows.Count); // 20 rows of 100,004 bytes stay below 2 MiB, the 21st passes it
    }

    [Fact]
    public async Task Run_Cancelled_KillsTheWorkerAndServesTheNext()
    {
        await using var pool = new WorkerPool(Workers.Command, 1);
        await Rows(pool, "SELECT 1", new WorkerLimits());
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => pool.RunAsync(new WorkerRequest(0, [], [], ["SELECT count(*) FROM range(100000000000) a, range(1000) b"], new WorkerLimits()), cancel.Token));
        Assert.Equal("[2]", await Rows(pool, "SELECT 1 + 1", new WorkerLimits()));
    }

    [Fact]
    public async Task Run_EveryKindOfValue_ArrivesAsJson()
    {
        WorkerPool pool = shared.Pool;
        string row = await Rows(
            pool,
            "SELECT 1::HUGEINT AS h, 1.50::DECIMAL(18,8) AS d, 'nan'::DOUBLE AS n, TIMESTAMPTZ '2025-01-02 03:04:05.678901+00' AS z, "
            + "TIMESTAMP '2025-01-02 03:04:05' AS t, DATE '2025-01-02' AS a, ['x', NULL] AS l, {'k': {'v': 2}} AS s, MAP {'m': 1} AS m, NULL AS u, true AS b",
            new WorkerLimits());
        Assert.Equal(
            "[1,1.50000000,null,\"2025-01-02T03:04:05.678901Z\",\"2025-01-02T03:04:05.000000\",\"2025-01-02\",[\"x\",null],{\"k\":{\"v\":2}},{\"m\":1},null,true]", row);
    }

    private static async Task<string> Rows(WorkerPool pool, string sql, WorkerLimits limits)
    {
        IReadOnlyList<ResultTable> tables = await pool.RunAsync(new WorkerRequest(0, [], [], [sql], limits), CancellationToken.None);
        return string.Join('\n', tables[0].Rows.Select(r => r.GetRawText()));
    }
}
