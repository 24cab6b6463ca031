namespace MarketMaker.Bot.Tests.Venue;

/// <summary>A test on recorded data that is not part of the repository; skipped with one line where the data is absent.</summary>
public sealed class SharedDataFact : FactAttribute
{
    public SharedDataFact()
    {
        if (SharedData.Root is null) Skip = "Recorded data not found: set MM_SHARED_DATA or put it into shared/data beside the repository.";
    }
}

/// <summary>Where test data lies.</summary>
public static class SharedData
{
    /// <summary>Folder of the recordings, or null.</summary>
    public static string? Root { get; } = Environment.GetEnvironmentVariable("MM_SHARED_DATA") is { Length: > 0 } given && Directory.Exists(given)
        ? given
        : Walk(AppContext.BaseDirectory, Path.Combine("shared", "data"));

    /// <summary>The recorded Hyperliquid tape: 35 minutes of four symbols.</summary>
    public static string HyperliquidTape => Path.Combine(Root!, "hyperliquid-2025-09-04", "ws.jsonl.gz");

    /// <summary>A hand-made file of this test project.</summary>
    public static string Fixture(string name) =>
        Path.Combine(Walk(AppContext.BaseDirectory, Path.Combine("bot", "MarketMaker.Bot.Tests", "test_data", "venue"))!, name);

    private static string? Walk(string from, string relative)
    {
        for (DirectoryInfo? at = new(from); at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, relative))) return Path.Combine(at.FullName, relative);
        return null;
    }
}
