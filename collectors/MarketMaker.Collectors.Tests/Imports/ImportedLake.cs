using MarketMaker.Collectors.Imports;
using MarketMaker.Collectors.Imports.MetaStacker;
using MarketMaker.Lake.Native;
using MarketMaker.Lake.Partitions;

namespace MarketMaker.Collectors.Tests.Imports;

/// <summary>A folder of foreign logs and a data directory, both of one test.</summary>
internal sealed class ImportedLake(IForeignFormat? format = null) : IDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"mm-import-{Guid.NewGuid():N}");

    public string Logs => Path.Combine(_root, "bot");

    public string Data => Path.Combine(_root, "data");

    public LakeDirectory Lake => new(Data);

    public void Dispose()
    {
        if (Directory.Exists(_root)) Directory.Delete(_root, recursive: true);
    }

    public string Write(string relativePath, byte[] content)
    {
        string path = Path.Combine(Logs, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Imports and checks that the account is balanced; gives "stream read loaded duplicates quarantined".</summary>
    public string[] Import(string? path = null, Action<ImportAccounting>? check = null)
    {
        ImportAccounting accounting = new ImportRun(format ?? new MetaStackerFormat(), Lake, TimeProvider.System)
            .Run(path ?? Logs, new Progress<ImportProgress>(), CancellationToken.None);
        Assert.All(accounting.Streams, s => Assert.True(s.IsBalanced, s.Stream));
        check?.Invoke(accounting);
        return [.. accounting.Streams.Select(s => $"{s.Stream} {s.LinesRead} {s.RowsLoaded} {s.Duplicates} {s.Quarantined}")];
    }

    /// <summary>Rows of a query over the lake's views, values joined by blanks.</summary>
    public List<string> Query(string sql)
    {
        using var connection = new DuckDBConnection();
        connection.Open();
        LakeSnapshot.Read(Lake).CreateViews(connection);
        using var command = new DuckDBCommand(sql, connection);
        using DuckDBDataReader reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "-" : Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))));
        return rows;
    }
}
