using MarketMaker.Lake.Native;

namespace MarketMaker.Collectors.Tests.Lake.Native;

public sealed class DuckDBParameterTests
{
    public static TheoryData<object> Values { get; } = new()
    {
        true, 42, long.MaxValue, ulong.MaxValue, 0.1, -12345.67890123m, "text with ' quote and ü", "", Guid.Parse("c0ffee00-1234-5678-9abc-def012345678"),
        new DateTime(2025, 9, 4, 1, 2, 3, DateTimeKind.Utc).AddTicks(40), new DateOnly(2025, 9, 4), new byte[] { 1, 0, 2 },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Parameter_EveryType_ComesBackTheSame(object value)
    {
        using DuckDBConnection connection = Duck.Open();
        Assert.Equal(value, Duck.Scalar(connection, "SELECT ?", value));
    }

    [Fact]
    public void Parameters_ByNameInAnyOrder_AreBound()
    {
        using DuckDBConnection connection = Duck.Open();
        Assert.Equal("2-1-2", Duck.Scalar(connection, "SELECT $b || '-' || $a || '-' || $b", new DuckDBParameter("a", "1"), new DuckDBParameter("$b", "2")));
    }

    [Fact]
    public void Parameter_List_IsUsableInAny()
    {
        using DuckDBConnection connection = Duck.Open();
        Assert.Equal(2L, Duck.Scalar(connection, "SELECT count(*) FROM (VALUES ('a'), ('b'), ('c')) t(x) WHERE x = ANY(?)", (object)new List<string> { "a", "c" }));
        Assert.Equal(3L, Duck.Scalar(connection, "SELECT count(*) FROM range(10) WHERE range = ANY(?)", (object)new[] { 1, 5, 9, 77 }));
    }

    [Fact]
    public void Parameter_ListOfIntegersAndFractions_IsNotRounded()
    {
        using DuckDBConnection connection = Duck.Open();
        Assert.Equal(3.5, Duck.Scalar(connection, "SELECT list_sum($1)", new List<object?> { 1, null, 2.5 }));
        Assert.Throws<OverflowException>(() => Duck.Scalar(connection, "SELECT $1", new List<object> { 2.5, (1L << 53) + 1 })); // no double is that number
    }

    [Fact]
    public void Parameter_ListOfUnsignedIntegers_IsTaken()
    {
        using DuckDBConnection connection = Duck.Open();
        Assert.Equal(1L, Duck.Scalar(connection, "SELECT count(*) WHERE 5 IN (SELECT unnest($1))", new List<ulong> { 5 }));
        Assert.Equal("[1, 18446744073709551615]", Duck.Scalar(connection, "SELECT $1::VARCHAR", new List<object> { 1, ulong.MaxValue }));
        Assert.Throws<OverflowException>(() => Duck.Scalar(connection, "SELECT $1", new List<object> { ulong.MaxValue, -1 }));
    }

    [Fact]
    public void Parameter_ListOfNumbersAndTexts_IsRefused()
    {
        using DuckDBConnection connection = Duck.Open();
        Assert.Throws<NotSupportedException>(() => Duck.Scalar(connection, "SELECT $1", new List<object> { 1, "2" }));
        Assert.Throws<NotSupportedException>(() => Duck.Scalar(connection, "SELECT $1", new List<object> { 1, 2.5m }));
    }

    [Fact]
    public void Parameter_Null_IsNull()
    {
        using DuckDBConnection connection = Duck.Open();
        Assert.Equal(true, Duck.Scalar(connection, "SELECT ?::INTEGER IS NULL", [null]));
    }

    [Fact]
    public void Parameter_Missing_IsAnErrorThatNamesIt()
    {
        using DuckDBConnection connection = Duck.Open();
        Assert.Contains("wanted", Assert.Throws<DuckDBException>(() => Duck.Scalar(connection, "SELECT $wanted")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameter_LocalTime_IsRefused()
    {
        using DuckDBConnection connection = Duck.Open();
        Assert.Throws<ArgumentException>(() => Duck.Scalar(connection, "SELECT ?", new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Local)));
    }
}
