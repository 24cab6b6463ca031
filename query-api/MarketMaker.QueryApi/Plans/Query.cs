using MarketMaker.QueryApi.Sandbox;

namespace MarketMaker.QueryApi.Plans;

/// <summary>One query: its arguments (in the implementing type), its SQL, and how its rows are read.</summary>
public interface IQuery
{
    /// <summary>Name under which its SQL is shown.</summary>
    string Name { get; }

    /// <summary>Streams it reads.</summary>
    IReadOnlyList<string> Streams { get; }

    /// <summary>The SQL, its values included.</summary>
    string Sql { get; }
}

/// <summary>A query whose rows are read as <typeparamref name="TRow"/>.</summary>
public interface IQuery<TRow> : IQuery
{
    /// <summary>Reads one row.</summary>
    TRow Read(ResultRow row);
}

/// <summary>Reads results of queries.</summary>
public static class QueryRows
{
    /// <summary>All rows of a result.</summary>
    public static IReadOnlyList<TRow> Rows<TRow>(this IQuery<TRow> query, ResultTable table)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(table);
        return [.. table.Rows.Select(r => query.Read(new ResultRow(table, r)))];
    }
}
