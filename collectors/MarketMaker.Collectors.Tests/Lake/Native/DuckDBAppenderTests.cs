using MarketMaker.Lake.Native;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Tests.Lake.Native;

public sealed class DuckDBAppenderTests
{
    [Fact]
    public void Append_EveryType_RoundTripsWithNulls()
    {
        using DuckDBConnection connection = Duck.Open();
        connection.Execute("CREATE TABLE t(b BOOLEAN, i INTEGER, l BIGINT, h HUGEINT, d DOUBLE, m DECIMAL(18,8), w DECIMAL(38,10), s VARCHAR, t TIMESTAMPTZ, "
            + "a DATE, u UUID, e ENUM('x','y'), ls VARCHAR[], ll INTEGER[][], st STRUCT(v DOUBLE, n STRUCT(k VARCHAR)), mp MAP(VARCHAR, VARCHAR))");
        object?[] full =
        [
            true, -5, 7L, new System.Numerics.BigInteger(9), 2.25, -9999999999.99999999m, 1234567890123456789.0123456789m, new string('ä', 5000),
            new DateTime(2025, 9, 4, 1, 2, 3, DateTimeKind.Utc), new DateOnly(2025, 9, 4), Guid.Parse("c0ffee00-1234-5678-9abc-def012345678"), "y",
            new List<string?> { "p", null, "a rather longer text than inline" }, new List<List<int?>?> { new() { 1, null }, null, new() },
            new Dictionary<string, object?> { ["v"] = 1.5, ["n"] = new Dictionary<string, object?> { ["k"] = "deep" } },
            new Dictionary<string, string?> { ["k1"] = "v1", ["k2"] = null },
        ];
        using (DuckDBAppender appender = connection.CreateAppender("t"))
        {
            foreach (object?[] row in (object?[][])[full, new object?[full.Length], full])
            {
                DuckDBAppenderRow line = appender.CreateRow();
                foreach (object? value in row) line.AppendValue(value);
                line.EndRow();
            }
        }

        List<object?[]> rows = Duck.Rows(connection, "SELECT * FROM t");
        Assert.Equal(3, rows.Count);
        Assert.All(rows[1], Assert.Null);
        foreach (int r in (int[])[0, 2])
        {
            for (int i = 0; i <= 11; i++) Assert.Equal(full[i], rows[r][i]);
            Assert.Equal(full[12], rows[r][12]);
            Assert.Equal("[[1, NULL], NULL, []]", Duck.Scalar(connection, $"SELECT ll::VARCHAR FROM t LIMIT 1 OFFSET {r}"));
            Assert.Equal("{'v': 1.5, 'n': {'k': deep}}", Duck.Scalar(connection, $"SELECT st::VARCHAR FROM t LIMIT 1 OFFSET {r}"));
            Assert.Equal("{k1=v1, k2=NULL}", Duck.Scalar(connection, $"SELECT mp::VARCHAR FROM t LIMIT 1 OFFSET {r}"));
        }
    }

    [Fact]
    public void Append_ManyRowsWithLists_CrossesChunksAndGrowsItems()
    {
        const int Rows = 5_003;
        using DuckDBConnection connection = Duck.Open();
        connection.Execute("CREATE TABLE t(i BIGINT, s VARCHAR, l BIGINT[])");
        using (DuckDBAppender appender = connection.CreateAppender("t"))
            for (long i = 0; i < Rows; i++)
                appender.CreateRow().AppendValue(i).AppendValue(i % 5 == 0 ? null : $"a text of some length {i}").AppendValue(Enumerable.Range(0, (int)(i % 7))).EndRow();

        // Independent of the appender: the sums come from arithmetic over 0 … n−1.
        long items = Enumerable.Range(0, Rows).Sum(i => (long)(i % 7));
        long itemSum = Enumerable.Range(0, Rows).Sum(i => (long)(i % 7) * ((i % 7) - 1) / 2);
        object?[] row = Assert.Single(Duck.Rows(connection,
            "SELECT count(*), sum(i)::BIGINT, count(s), sum(len(l))::BIGINT, sum(list_sum(l))::BIGINT, count(*) FILTER (s = 'a text of some length ' || i) FROM t"));
        long texts = Rows - ((Rows + 4) / 5);
        Assert.Equal([(long)Rows, (long)Rows * (Rows - 1) / 2, texts, items, itemSum, texts], row.Select(v => (long)v!));
    }

    [Fact]
    public void Append_DecimalWithTooManyDecimals_IsRefused()
    {
        using DuckDBConnection connection = Duck.Open();
        connection.Execute("CREATE TABLE t(m DECIMAL(18,8))");
        using DuckDBAppender appender = connection.CreateAppender("t");
        Assert.Throws<OverflowException>(() => appender.CreateRow().AppendValue(0.123456789m));
        Assert.Throws<OverflowException>(() => appender.CreateRow().AppendValue(10_000_000_000m));
        appender.CreateRow().AppendValue(9_999_999_999.99999999m).EndRow();
    }

    [Fact]
    public void Append_ConstraintBroken_ThrowsAtClose()
    {
        using DuckDBConnection connection = Duck.Open();
        connection.Execute("CREATE TABLE t(i INTEGER PRIMARY KEY)");
        DuckDBAppender appender = connection.CreateAppender("t");
        appender.CreateRow().AppendValue(1).EndRow();
        appender.CreateRow().AppendValue(1).EndRow();
        Assert.Equal(DuckDBErrorType.Constraint, Assert.Throws<DuckDBException>(appender.Close).ErrorType);
        appender.Dispose();
        Assert.Equal(0L, Duck.Scalar(connection, "SELECT count(*) FROM t"));
    }

    [Fact]
    public void Append_WrongShape_IsRefused()
    {
        using DuckDBConnection connection = Duck.Open();
        Assert.Throws<DuckDBException>(() => connection.CreateAppender("missing"));
        connection.Execute("CREATE TABLE t(i INTEGER, t TIMESTAMPTZ)");
        using DuckDBAppender appender = connection.CreateAppender("t");
        Assert.Throws<InvalidOperationException>(() => appender.CreateRow().AppendValue(1).EndRow());
        Assert.Throws<InvalidCastException>(() => appender.CreateRow().AppendValue(1).AppendValue("2025-01-01"));
        appender.CreateRow().AppendValue(1).AppendValue(new UtcMicros(0)).EndRow();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Append_AfterClose_IsRefused(bool isDisposed)
    {
        using DuckDBConnection connection = Duck.Open();
        connection.Execute("CREATE TABLE t(i INTEGER)");
        using DuckDBAppender appender = connection.CreateAppender("t");
        DuckDBAppenderRow whole = appender.CreateRow().AppendValue(1);
        whole.EndRow();
        whole.AppendValue(2);
        if (isDisposed) appender.Dispose();
        else appender.Close();

        Assert.Throws<ObjectDisposedException>(whole.EndRow);
        Assert.Throws<ObjectDisposedException>(() => whole.AppendValue(3));
        Assert.Throws<ObjectDisposedException>(appender.CreateRow);
        Assert.Equal(1L, Duck.Scalar(connection, "SELECT count(*) FROM t"));
    }

    [Fact]
    public void Append_AfterRefusedRows_IsRefusedAndDisposeIsQuiet()
    {
        const int Rows = 300_000; // DuckDB looks at the constraint once some 200,000 rows wait
        using DuckDBConnection connection = Duck.Open();
        connection.Execute("CREATE TABLE t(i INTEGER PRIMARY KEY)");
        DuckDBAppender appender = connection.CreateAppender("t");
        DuckDBAppenderRow row = appender.CreateRow();
        DuckDBException refusal = Assert.Throws<DuckDBException>(() =>
        {
            for (int i = 0; i < Rows; i++) row.AppendValue(i / 2).EndRow();
        });
        Assert.Equal(DuckDBErrorType.Constraint, refusal.ErrorType);

        Assert.Throws<InvalidOperationException>(() => row.AppendValue(Rows));
        Assert.Throws<InvalidOperationException>(row.EndRow);
        Assert.Throws<InvalidOperationException>(appender.CreateRow);
        Assert.Throws<InvalidOperationException>(appender.Close);
        appender.Dispose();
        Assert.Throws<ObjectDisposedException>(appender.CreateRow);
        Assert.Equal(0L, Duck.Scalar(connection, "SELECT count(*) FROM t"));
    }
}
