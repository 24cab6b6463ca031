namespace MarketMaker.Collectors.Tests;

/// <summary>A test over recorded data that is not part of the repository; skips with one line where it is absent.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string folder)
    {
        if (SharedData.Find(folder) is null) Skip = $"The recorded data '{folder}' is absent: set MM_SHARED_DATA to the folder that holds it.";
    }
}

/// <summary>Finds recorded data: below MM_SHARED_DATA, or below a <c>shared/data</c> beside the repository or one of its parents.</summary>
internal static class SharedData
{
    public static string? Find(string folder) => Roots().Select(r => Path.Combine(r, folder)).FirstOrDefault(Directory.Exists);

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("MM_SHARED_DATA") is { Length: > 0 } given) yield return given;
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent) yield return Path.Combine(at.FullName, "shared", "data");
    }
}
