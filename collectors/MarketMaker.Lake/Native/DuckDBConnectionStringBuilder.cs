using System.Data.Common;

namespace MarketMaker.Lake.Native;

/// <summary>Reads <c>Data Source=…;setting=value;…</c>.</summary>
public sealed class DuckDBConnectionStringBuilder : DbConnectionStringBuilder
{
    private const string DataSourceKey = "Data Source";

    // Nothing may be fetched from outside because a query names an unknown function.
    private static readonly (string Name, string Value)[] Fixed =
    [
        ("autoinstall_known_extensions", "false"), ("autoload_known_extensions", "false"), ("allow_community_extensions", "false"),
    ];

    /// <summary>File of the database, or <c>:memory:</c>.</summary>
    public string DataSource
    {
        get => (TryGetValue(DataSourceKey, out object? value) || TryGetValue("DataSource", out value)) && value is string { Length: > 0 } source
            ? source
            : ":memory:";
        set => this[DataSourceKey] = value;
    }

    /// <summary>Settings given to DuckDB when it opens, the fixed ones first.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings =>
    [
        .. Fixed,
        .. from string key in Keys!
           where !key.Replace(" ", "", StringComparison.Ordinal).Equals("DataSource", StringComparison.OrdinalIgnoreCase)
           select (key, Convert.ToString(this[key])!),
    ];
}
