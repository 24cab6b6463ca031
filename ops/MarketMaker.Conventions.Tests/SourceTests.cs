using System.Text.RegularExpressions;

namespace MarketMaker.Conventions.Tests;

/// <summary>Rules about the files themselves.</summary>
public sealed partial class SourceTests
{
    private const int LongestFile = 400;
    private const int LargestMedian = 80;

    [Fact]
    public void Files_AreSmall()
    {
        (string File, int Lines)[] sizes = [.. Repository.SourceFiles.Select(f => (f, Repository.Read(f).Count(c => c == '\n')))];
        Assert.Empty(sizes.Where(s => s.Lines > LongestFile).Select(s => $"{s.File}: {s.Lines} lines"));
        int[] lines = [.. sizes.Select(s => s.Lines).Order()];
        Assert.True(lines[lines.Length / 2] <= LargestMedian, $"The median file has {lines[lines.Length / 2]} lines; {LargestMedian} is the limit.");
    }

    [Fact]
    public void TypeNames_SayWhatTheTypeIs()
    {
        IEnumerable<string> vague = Repository.SourceFiles.SelectMany(f => TypeName().Matches(Repository.Read(f)).Select(m => $"{f}: {m.Groups[1].Value}"))
            .Where(t => VagueName().IsMatch(t));
        Assert.Empty(vague);
    }

    [Fact]
    public void Files_NameNoMachine()
    {
        // Paths of somebody's machine and hosts of somebody's mirror do not belong in a repository.
        IEnumerable<string> found = Repository.Files().Where(IsText).SelectMany(f => Repository.Read(f).Split('\n')
            .Where(line => MachinePath().IsMatch(line)).Select(line => $"{f}: {line.Trim()}"));
        Assert.Empty(found);
    }

    [Fact]
    public void Files_PromiseNothing()
    {
        string[] promises = ["NotImplemented" + "Exception", "TO" + "DO", "FIX" + "ME", "HA" + "CK"];
        IEnumerable<string> found = Repository.SourceFiles.SelectMany(f => Repository.Read(f).Split('\n')
            .Where(line => promises.Any(p => Regex.IsMatch(line, $@"\b{p}\b"))).Select(line => $"{f}: {line.Trim()}"));
        Assert.Empty(found);
    }

    [Fact]
    public void Decisions_AreShort()
    {
        string[] decisions = [.. Repository.Files().Where(f => f.StartsWith("ops/decisions/", StringComparison.Ordinal))];
        Assert.NotEmpty(decisions);
        Assert.All(decisions, d => Assert.True(Repository.Read(d).Count(c => c == '\n') <= 60, $"{d} is longer than 60 lines."));
    }

    private static bool IsText(string file) => Path.GetExtension(file) is ".cs" or ".md" or ".json" or ".sql" or ".csproj" or ".props" or ".targets"
        or ".yaml" or ".yml" or ".html" or ".ts" or ".http" or ".txt" or "";

    [GeneratedRegex(@"\b(?:class|struct|record|interface|enum)\s+(?:struct\s+|class\s+)?([A-Z]\w*)")]
    private static partial Regex TypeName();

    [GeneratedRegex(@": \w*(Manager|Helper|Helpers|Util|Utils|Common|Misc|Impl)$")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"(?<![\w.])/(work|root|home/\w+)/(?!\.\.\.)")]
    private static partial Regex MachinePath();
}
