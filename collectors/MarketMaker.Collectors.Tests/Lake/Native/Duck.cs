using MarketMaker.Lake.Native;

namespace MarketMaker.Collectors.Tests.Lake.Native;

/// <summary>Short forms for the tests of the binding.</summary>
internal static class Duck
{
    public static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection();
        connection.Open();
        return connection;
    }

    public static object? Scalar(DuckDBConnection connection, string sql, params object?[] parameters)
    {
        using var command = new DuckDBCommand(sql, connection);
        foreach (object? value in parameters) command.Parameters.Add(value as DuckDBParameter ?? new DuckDBParameter(value));
        return command.ExecuteScalar();
    }

    public static List<object?[]> Rows(DuckDBConnection connection, string sql)
    {
        using var command = new DuckDBCommand(sql, connection);
        using DuckDBDataReader reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add([.. row.Select(v => v is DBNull ? null : v)]);
        }

        return rows;
    }
}
