namespace MarketMaker.Schemas.Publishing;

/// <summary>The generated files of <c>schemas/published</c>: the frozen contract, approved by review of their diff.</summary>
public static class PublishedFiles
{
    /// <summary>Relative path and content of every published file.</summary>
    public static IReadOnlyDictionary<string, string> All()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["CATALOGUE.md"] = CatalogueText.Markdown(Catalogue.Tables),
            ["GLOSSARY.md"] = CatalogueText.Glossary(Catalogue.Tables),
            ["catalogue.json"] = CatalogueText.Json(Catalogue.Tables),
        };
        foreach (TableSchema table in Catalogue.Tables)
        {
            if (table.IsStream) files[$"json/{table.Name}.schema.json"] = JsonSchemaText.Of(table);
            files[$"duckdb/{table.Name}.sql"] = DuckDbType.CreateTable(table);
        }

        return files;
    }

    /// <summary>Files under <paramref name="directory"/> that are missing, different or no longer generated; empty when all is up to date.</summary>
    public static IReadOnlyList<string> Stale(string directory)
    {
        IReadOnlyDictionary<string, string> wanted = All();
        var stale = wanted.Where(f => !File.Exists(Path.Combine(directory, f.Key)) || File.ReadAllText(Path.Combine(directory, f.Key)) != f.Value).Select(f => f.Key).ToList();
        stale.AddRange(Existing(directory).Where(path => !wanted.ContainsKey(path)));
        return stale;
    }

    /// <summary>Writes every published file and removes those no longer generated.</summary>
    public static void Write(string directory)
    {
        IReadOnlyDictionary<string, string> wanted = All();
        foreach (string path in Existing(directory).Where(path => !wanted.ContainsKey(path)).ToList()) File.Delete(Path.Combine(directory, path));
        foreach ((string path, string content) in wanted)
        {
            string target = Path.Combine(directory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, content);
        }
    }

    private static IEnumerable<string> Existing(string directory) => Directory.Exists(directory)
        ? Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(directory, f).Replace('\\', '/'))
        : [];
}
