using MarketMaker.Lake.Native;

namespace MarketMaker.Collectors.Tests.Lake.Native;

/// <summary>Values nested in values, whose vectors move when they grow.</summary>
public sealed class DuckDBAppenderNestingTests
{
    [Fact]
    public void Append_ListOfStructs_RoundTrips()
    {
        using DuckDBConnection connection = Duck.Open();
        connection.Execute("CREATE TABLE t(l STRUCT(a INTEGER, b VARCHAR)[])");
        using (DuckDBAppender appender = connection.CreateAppender("t"))
            appender.CreateRow().AppendValue(new List<Dictionary<string, object?>> { new() { ["a"] = 1, ["b"] = "x" } }).EndRow();
        Assert.Equal("[{'a': 1, 'b': x}]", Duck.Scalar(connection, "SELECT l::VARCHAR FROM t"));
    }

    [Fact]
    public void Append_MapOfStructs_RoundTrips()
    {
        using DuckDBConnection connection = Duck.Open();
        connection.Execute("CREATE TABLE t(m MAP(VARCHAR, STRUCT(a INTEGER)))");
        using (DuckDBAppender appender = connection.CreateAppender("t"))
            appender.CreateRow().AppendValue(new Dictionary<string, object?> { ["k"] = new Dictionary<string, object?> { ["a"] = 1 } }).EndRow();
        Assert.Equal("{k={'a': 1}}", Duck.Scalar(connection, "SELECT m::VARCHAR FROM t"));
    }

    [Fact]
    public void Append_ListsInLists_SecondChunkStartsAtZero()
    {
        const int Rows = 3000; // two chunks: 3000 x [[i]]
        using DuckDBConnection connection = Duck.Open();
        connection.Execute("CREATE TABLE t(i INTEGER, l INTEGER[][])");
        using (DuckDBAppender appender = connection.CreateAppender("t"))
            for (int i = 0; i < Rows; i++) appender.CreateRow().AppendValue(i).AppendValue(new List<List<int>> { new() { i } }).EndRow();
        Assert.Equal((long)Rows, Duck.Scalar(connection, "SELECT count(*) FROM t WHERE l = [[i]]"));
    }

    [Theory]
    [InlineData(300, 10)] // one chunk: 3,000 inner items, more than the 2,048 that the inner vector holds
    [InlineData(6000, 3)] // three chunks
    public void Append_ListsInLists_ManyItems_RoundTrip(int rows, int items)
    {
        using DuckDBConnection connection = Duck.Open();
        connection.Execute("CREATE TABLE t(i INTEGER, l INTEGER[][])");
        using (DuckDBAppender appender = connection.CreateAppender("t"))
            for (int i = 0; i < rows; i++)
                appender.CreateRow().AppendValue(i).AppendValue(new List<List<int>> { Enumerable.Repeat(i, items).ToList() }).EndRow();
        Assert.Equal((long)rows, Duck.Scalar(connection, $"SELECT count(*) FROM t WHERE len(l) = 1 AND len(l[1]) = {items} AND list_sum(l[1]) = i * {items}"));
    }

    [Fact]
    public void Append_ListsOfStructsWithLists_GrowingOverChunks_RoundTrip()
    {
        const int Rows = 4_500; // three chunks; up to 6 structs a row with 5 numbers each: both levels outgrow 2,048 items in every chunk
        using DuckDBConnection connection = Duck.Open();
        connection.Execute("CREATE TABLE t(i INTEGER, l STRUCT(k VARCHAR, n INTEGER[])[])");
        using (DuckDBAppender appender = connection.CreateAppender("t"))
        {
            for (int i = 0; i < Rows; i++)
            {
                appender.CreateRow().AppendValue(i).AppendValue(i % 11 == 0 ? null : Enumerable.Range(0, i % 7).Select(j => new Dictionary<string, object?>
                {
                    ["k"] = $"a key longer than inline {i} {j}",
                    ["n"] = j == 3 ? null : Enumerable.Range(i, 5).ToList(),
                }).ToList()).EndRow();
            }
        }

        Assert.Equal((long)Rows, Duck.Scalar(connection,
            "SELECT count(*) FROM t WHERE l IS NOT DISTINCT FROM CASE WHEN i % 11 = 0 THEN NULL ELSE "
            + "[{'k': 'a key longer than inline ' || i || ' ' || j, 'n': CASE WHEN j = 3 THEN NULL ELSE [i, i + 1, i + 2, i + 3, i + 4] END} FOR j IN range(i % 7)] END"));
    }
}
