using System.Collections;
using System.Numerics;
using MarketMaker.Lake.Native;

namespace MarketMaker.Collectors.Tests.Lake.Native;

public sealed class DuckDBReaderTests
{
    public static TheoryData<string, object> Scalars { get; } = new()
    {
        { "true", true },
        { "(-128)::TINYINT", (sbyte)-128 },
        { "(-32768)::SMALLINT", (short)-32768 },
        { "2147483647", 2147483647 },
        { "(-9223372036854775808)::BIGINT", long.MinValue },
        { "255::UTINYINT", (byte)255 },
        { "65535::USMALLINT", (ushort)65535 },
        { "4294967295::UINTEGER", uint.MaxValue },
        { "18446744073709551615::UBIGINT", ulong.MaxValue },
        { "(-170141183460469231731687303715884105727)::HUGEINT", -(BigInteger.Pow(2, 127) - 1) },
        { "340282366920938463463374607431768211455::UHUGEINT", BigInteger.Pow(2, 128) - 1 },
        { "1.5::FLOAT", 1.5f },
        { "0.1::DOUBLE", 0.1 },
        { "12.3::DECIMAL(4,1)", 12.3m },
        { "(-12345.6789)::DECIMAL(9,4)", -12345.6789m },
        { "(-9999999999.99999999)::DECIMAL(18,8)", -9999999999.99999999m },
        { "12345678901234567890.12345678::DECIMAL(38,8)", 12345678901234567890.12345678m },
        { "1e-30::DOUBLE::DECIMAL(38,37) * 0", 0m },
        { "'short'", "short" },
        { "'exactly 12 b'", "exactly 12 b" },
        { "'exactly 13 by'", "exactly 13 by" },
        { "''", "" },
        { "'grüße \U0001F600'", "grüße \U0001F600" },
        { "TIMESTAMP '2025-09-04 19:46:56.673878'", new DateTime(2025, 9, 4, 19, 46, 56, DateTimeKind.Utc).AddTicks(6_738_780) },
        { "TIMESTAMPTZ '2025-09-04 19:46:56.673878+05:30'", new DateTime(2025, 9, 4, 14, 16, 56, DateTimeKind.Utc).AddTicks(6_738_780) },
        { "TIMESTAMP_S '1969-12-31 23:59:59'", new DateTime(1969, 12, 31, 23, 59, 59, DateTimeKind.Utc) },
        { "TIMESTAMP_MS '2025-01-01 00:00:00.123'", new DateTime(2025, 1, 1, 0, 0, 0, 123, DateTimeKind.Utc) },
        { "TIMESTAMP_NS '2025-01-01 00:00:00.123456789'", new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(1_234_567) },
        { "DATE '0001-01-01'", new DateOnly(1, 1, 1) },
        { "DATE '9999-12-31'", new DateOnly(9999, 12, 31) },
        { "TIME '23:59:59.999999'", new TimeOnly(23, 59, 59).Add(TimeSpan.FromMicroseconds(999_999)) },
        { "INTERVAL '2 months 3 days 4 seconds'", new DuckDBInterval(2, 3, 4_000_000) },
        { "'c0ffee00-1234-5678-9abc-def012345678'::UUID", Guid.Parse("c0ffee00-1234-5678-9abc-def012345678") },
        { "'00000000-0000-0000-0000-000000000001'::UUID", Guid.Parse("00000000-0000-0000-0000-000000000001") },
        { "'b'::ENUM('a', 'b', 'c')", "b" },
        { "'\\x00\\xFF'::BLOB", new byte[] { 0, 255 } },
    };

    [Theory]
    [MemberData(nameof(Scalars))]
    public void GetValue_EveryScalarType_IsExact(string expression, object expected)
    {
        using DuckDBConnection connection = Duck.Open();
        using var command = new DuckDBCommand($"SELECT {expression} AS v UNION ALL SELECT NULL", connection);
        using DuckDBDataReader reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Equal(expected, reader.GetValue(0));
        Assert.Equal(expected.GetType(), reader.GetFieldType(0));
        Assert.True(reader.Read());
        Assert.True(reader.IsDBNull(0));
        Assert.Equal(DBNull.Value, reader[0]);
        Assert.False(reader.Read());
    }

    [Fact]
    public void GetValue_NestedTypes_KeepNullsAndOrder()
    {
        using DuckDBConnection connection = Duck.Open();
        object?[] row = Assert.Single(Duck.Rows(connection,
            "SELECT [1, NULL, 3], ['a', NULL], []::DOUBLE[], [[1], NULL, []], {'x': 1, 'y': {'z': 'deep', 'n': NULL}}, "
            + "MAP {'k': 1.5::DOUBLE, 'l': NULL}, [1, 2, 3]::INTEGER[3], [{'a': 1}, NULL, {'a': NULL}], NULL::STRUCT(a INTEGER)"));
        Assert.Equal([1, null, 3], Assert.IsType<List<int?>>(row[0]));
        Assert.Equal(["a", null], Assert.IsType<List<string?>>(row[1]));
        Assert.Empty(Assert.IsType<List<double?>>(row[2]));
        var lists = (IList)row[3]!;
        Assert.Equal([1], Assert.IsType<List<int?>>(lists[0]));
        Assert.Null(lists[1]);
        Assert.Empty((IList)lists[2]!);
        var fields = Assert.IsType<Dictionary<string, object?>>(row[4]);
        Assert.Equal(["x", "y"], fields.Keys);
        var inner = Assert.IsType<Dictionary<string, object?>>(fields["y"]);
        Assert.Equal("deep", inner["z"]);
        Assert.Null(inner["n"]);
        var map = Assert.IsType<Dictionary<object, object?>>(row[5]);
        Assert.Equal(1.5, map["k"]);
        Assert.Null(map["l"]);
        Assert.Equal([1, 2, 3], Assert.IsType<List<int?>>(row[6]));
        var structs = Assert.IsType<List<Dictionary<string, object?>?>>(row[7]);
        Assert.Equal(1, structs[0]!["a"]);
        Assert.Null(structs[1]);
        Assert.Null(structs[2]!["a"]);
        Assert.Null(row[8]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_ManyChunks_GivesEveryRowOnce(bool isStreaming)
    {
        const int Rows = 10_007; // a prime: the last chunk is not full
        using DuckDBConnection connection = Duck.Open();
        using var command = new DuckDBCommand(
            $"SELECT range, CASE WHEN range % 3 = 0 THEN NULL ELSE 'text number ' || range END, [range, range + 1] FROM range({Rows})", connection)
        {
            UseStreamingMode = isStreaming,
        };
        using DuckDBDataReader reader = command.ExecuteReader();
        Assert.True(reader.HasRows);
        long i = 0;
        for (; reader.Read(); i++)
        {
            Assert.Equal(i, reader.GetInt64(0));
            Assert.Equal(i % 3 == 0, reader.IsDBNull(1));
            if (i % 3 != 0) Assert.Equal($"text number {i}", reader.GetString(1));
            Assert.Equal([i, i + 1], reader.GetFieldValue<List<long?>>(2));
        }

        Assert.Equal(Rows, i);
    }

    [Fact]
    public void Read_EmptyResult_KnowsColumnsAndTypes()
    {
        using DuckDBConnection connection = Duck.Open();
        using var command = new DuckDBCommand("SELECT 1::DECIMAL(18,8) AS price, [{'u': 'a'}] AS l, MAP{'a': 1} AS m WHERE false", connection);
        using DuckDBDataReader reader = command.ExecuteReader();
        Assert.False(reader.HasRows);
        Assert.False(reader.Read());
        Assert.Equal(["DECIMAL(18,8)", "STRUCT(\"u\" VARCHAR)[]", "MAP(VARCHAR, INTEGER)"], Enumerable.Range(0, 3).Select(reader.GetDataTypeName));
        Assert.Equal(0, reader.GetOrdinal("PRICE"));
        Assert.Contains("price, l, m", Assert.Throws<ArgumentOutOfRangeException>(() => reader.GetOrdinal("nope")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TypedGetters_WidenNumbersAndRefuseOtherTypes()
    {
        using DuckDBConnection connection = Duck.Open();
        using var command = new DuckDBCommand("SELECT sum(range) AS s, 7::TINYINT, 'x', NULL::INTEGER, 2.5::DECIMAL(10,2) FROM range(5)", connection);
        using DuckDBDataReader reader = command.ExecuteReader();
        Assert.Throws<InvalidOperationException>(() => reader.GetInt64(0));
        reader.Read();
        Assert.Equal("HUGEINT", reader.GetDataTypeName(0));
        Assert.Equal(10L, reader.GetInt64(0)); // 0+1+2+3+4
        Assert.Equal(10m, reader.GetDecimal(0));
        Assert.Equal(7.0, reader.GetDouble(1));
        Assert.Equal(7, reader.GetInt32(1));
        Assert.Equal(2.5, reader.GetDouble(4));
        Assert.Equal("x"u8.ToArray(), reader.GetUtf8(2).ToArray());
        Assert.Contains("VARCHAR", Assert.Throws<InvalidCastException>(() => reader.GetInt64(2)).Message, StringComparison.Ordinal);
        Assert.Contains("IsDBNull", Assert.Throws<InvalidCastException>(() => reader.GetInt32(3)).Message, StringComparison.Ordinal);
        Assert.Null(reader.GetFieldValue<int?>(3));
        Assert.Equal(7L, reader.GetFieldValue<long?>(1));
        Assert.False(reader.Read());
        Assert.Throws<InvalidOperationException>(() => reader.GetInt64(0));
    }

    [Fact]
    public void GetDecimal_BeyondSystemDecimal_IsRefusedNotRounded()
    {
        using DuckDBConnection connection = Duck.Open();
        using var command = new DuckDBCommand("SELECT 99999999999999999999999999999999999999::DECIMAL(38,0), 1::DECIMAL(38,37)", connection);
        using DuckDBDataReader reader = command.ExecuteReader();
        reader.Read();
        Assert.Throws<OverflowException>(() => reader.GetDecimal(0));
        Assert.Equal(1m, reader.GetDecimal(1));
    }

    [Fact]
    public void GetBytes_BehindTheEnd_GivesZero()
    {
        using DuckDBConnection connection = Duck.Open();
        using var command = new DuckDBCommand("SELECT '\\x01\\x02'::BLOB", connection);
        using DuckDBDataReader reader = command.ExecuteReader();
        reader.Read();
        byte[] buffer = new byte[4];
        Assert.Equal(1, reader.GetBytes(0, 1, buffer, 0, 4));
        Assert.Equal(0, reader.GetBytes(0, 2, buffer, 0, 4));
        Assert.Equal(0, reader.GetBytes(0, 5, buffer, 0, 4));
        Assert.Equal([2, 0, 0, 0], buffer);
    }
}
