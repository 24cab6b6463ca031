using System.Diagnostics;
using System.Xml.Linq;

namespace MarketMaker.Conventions.Tests;

/// <summary>The repository as its files say, read once.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Hand-written C# files: those git tracks or would track.</summary>
    public static IReadOnlyList<string> SourceFiles { get; } = [.. Files().Where(f => f.EndsWith(".cs", StringComparison.Ordinal))];

    /// <summary>Project files by project name.</summary>
    public static IReadOnlyDictionary<string, XDocument> Projects { get; } = Files().Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))
        .ToDictionary(f => Path.GetFileNameWithoutExtension(f), f => XDocument.Load(Path.Combine(Root, f)));

    /// <summary>Every tracked or trackable file, relative to the root.</summary>
    public static IReadOnlyList<string> Files()
    {
        var info = new ProcessStartInfo("git") { WorkingDirectory = Root, RedirectStandardOutput = true };
        foreach (string argument in (string[])["ls-files", "--cached", "--others", "--exclude-standard"]) info.ArgumentList.Add(argument);
        using Process git = Process.Start(info)!;
        string[] files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return [.. files.Where(f => File.Exists(Path.Combine(Root, f)))];
    }

    public static string Read(string relativePath) => File.ReadAllText(Path.Combine(Root, relativePath));

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MarketMaker.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("MarketMaker.sln is in no folder above the tests.");
    }
}
