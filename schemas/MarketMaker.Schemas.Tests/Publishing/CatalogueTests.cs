using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Schemas.Tests.Publishing;

public sealed class CatalogueTests
{
    [Fact]
    public void Published_Files_AreWhatTheDeclarationsSay()
    {
        string published = Path.Combine(RepositoryRoot(), "schemas", "published");
        Assert.True(PublishedFiles.Stale(published) is [], $"Run ops/mm schemas --write and review the diff. Stale: {string.Join(", ", PublishedFiles.Stale(published))}");
    }

    [Fact]
    public void Columns_OfEveryTable_HaveAMeaning()
    {
        foreach (TableSchema table in Catalogue.Tables)
            foreach (ColumnSchema column in table.Columns)
                Assert.True(column.Meaning.Length > 3 && column.Meaning.EndsWith('.'), $"{table.Name}.{column.Name} says '{column.Meaning}'.");
    }

    // A position in a sequence has no unit; every other number has.
    [Fact]
    public void Columns_ThatAreNumbers_HaveAUnit()
    {
        foreach (TableSchema table in Catalogue.Tables)
            foreach (ColumnSchema column in table.Columns)
                if (column.Kind is ColumnKind.Int32 or ColumnKind.Int64 or ColumnKind.Float64 or ColumnKind.Decimal)
                    Assert.True(column.Unit is not null || column.Name.EndsWith("seq", StringComparison.Ordinal), $"{table.Name}.{column.Name} is a number without a unit.");
    }

    [Fact]
    public void Tables_HaveAnExample() => Assert.All(Catalogue.Tables, table => Assert.NotEmpty(table.Examples));

    [Fact]
    public void Names_AreLowerSnakeAndUnique()
    {
        foreach (TableSchema table in Catalogue.Tables)
        {
            Assert.Matches("^[a-z][a-z0-9_]*$", table.Name);
            Assert.All(table.Columns, c => Assert.Matches("^[a-z][a-z0-9_]*$", c.Name));
            Assert.Equal(table.Columns.Count, table.Columns.Select(c => c.Name).Distinct().Count());
        }
    }

    internal static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MarketMaker.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("MarketMaker.sln is in no folder above the tests.");
    }
}
