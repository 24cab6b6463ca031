using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MarketMaker.Conventions.Tests;

/// <summary>The walls of the house: each project references exactly these, and the reason stands beside it.</summary>
public sealed partial class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["MarketMaker.Schemas"] = [], // the contract outlives every tool
        ["MarketMaker.Strategy"] = ["MarketMaker.Schemas"], // no I/O, clock or thread: replay, paper and live are one function
        ["MarketMaker.Venue"] = ["MarketMaker.Schemas"], // research sees what the bot saw
        ["MarketMaker.Bot"] = ["MarketMaker.Schemas", "MarketMaker.Strategy", "MarketMaker.Venue"], // not Lake: a stalled disk cannot stop a cancel
        ["MarketMaker.Lake"] = ["MarketMaker.Schemas"],
        ["MarketMaker.Collectors"] = ["MarketMaker.Lake", "MarketMaker.Schemas", "MarketMaker.Venue"],
        ["MarketMaker.Jobs"] = ["MarketMaker.Lake", "MarketMaker.Schemas"], // derived tables only
        ["MarketMaker.QueryApi"] = ["MarketMaker.Lake", "MarketMaker.Schemas"],
        ["mm"] = ["MarketMaker.Schemas"], // starts the programs; references none
    };

    private static readonly string[] Executables = ["MarketMaker.Bot", "MarketMaker.Collectors", "MarketMaker.Jobs", "MarketMaker.QueryApi", "MarketMaker.Cli"];

    [Fact]
    public void Projects_ReferenceExactlyWhatTheTableSays()
    {
        foreach ((string name, XDocument project) in Repository.Projects)
        {
            if (IsTestOrBenchmark(name)) continue;
            string key = name == "MarketMaker.Cli" ? "mm" : name;
            Assert.True(Allowed.ContainsKey(key), $"{name} is not in the table of references: add it with its reason.");
            Assert.Equal(Allowed[key], References(project));
        }
    }

    [Fact]
    public void Projects_NeverReferenceAnExecutable()
    {
        foreach ((string name, XDocument project) in Repository.Projects)
        {
            if (IsTestOrBenchmark(name)) continue;
            Assert.Empty(References(project).Intersect(Executables));
        }
    }

    [Fact]
    public void Schemas_HasNoPackage() =>
        Assert.Empty(Repository.Projects["MarketMaker.Schemas"].Descendants("PackageReference"));

    [Fact]
    public void ProjectFiles_SayOnlyWhatTheyAre()
    {
        foreach ((string name, XDocument project) in Repository.Projects)
            Assert.True(project.ToString().Split('\n').Length <= 30, $"{name}.csproj is longer than 30 lines: settings belong in Directory.Build.props.");
    }

    [Fact]
    public void PackageVersions_StandInOnePlace()
    {
        foreach ((string name, XDocument project) in Repository.Projects)
            Assert.All(project.Descendants("PackageReference"), p => Assert.True(p.Attribute("Version") is null, $"{name} pins {p.Attribute("Include")?.Value} itself."));
    }

    [Fact]
    public void DuckDbsEntryPoints_AreDeclaredOnlyInTheBinding()
    {
        // Whoever runs SQL does so through the binding's connection; only the binding knows the C API behind it.
        string[] declaring = [.. Repository.SourceFiles.Where(f => DuckDbEntryPoint().IsMatch(Repository.Read(f)))];
        Assert.NotEmpty(declaring);
        Assert.All(declaring, f => Assert.StartsWith("collectors/MarketMaker.Lake/Native/", f, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"extern [^;]*\bduckdb_\w+\(|partial [\w*]+ duckdb_\w+\(")]
    private static partial Regex DuckDbEntryPoint();

    private static bool IsTestOrBenchmark(string name) =>
        name.EndsWith(".Tests", StringComparison.Ordinal) || name.EndsWith(".Benchmarks", StringComparison.Ordinal);

    private static string[] References(XDocument project) =>
        [.. project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)).Order()];
}
