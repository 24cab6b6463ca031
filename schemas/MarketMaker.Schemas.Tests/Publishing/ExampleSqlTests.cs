using System.Data.Common;
using MarketMaker.Lake.Native;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Schemas.Tests.Publishing;

/// <summary>The published DDL and every example question run as they stand.</summary>
public sealed class ExampleSqlTests
{
    public static TheoryData<string> Tables => [.. Catalogue.Tables.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Examples_OverThePublishedDdl_Run(string name)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        foreach (TableSchema table in Catalogue.Tables) Execute(connection, DuckDbType.CreateTable(table));
        foreach (ExampleQuery example in Catalogue.Get(name).Examples)
        {
            using DbCommand command = connection.CreateCommand();
            command.CommandText = example.Sql;
            using DbDataReader reader = command.ExecuteReader();
            Assert.True(reader.FieldCount > 0, example.Question);
        }
    }

    [Fact]
    public void Comments_SayWhatEveryColumnMeans()
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        foreach (TableSchema table in Catalogue.Tables) Execute(connection, DuckDbType.CreateTable(table));
        using DbCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND NOT internal";
        Assert.Equal(0L, Convert.ToInt64(command.ExecuteScalar()));
    }

    private static void Execute(DbConnection connection, string statements)
    {
        foreach (string sql in statements.Split(";\n", StringSplitOptions.RemoveEmptyEntries))
        {
            using DbCommand command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
