namespace MarketMaker.Jobs.Tests;

/// <summary>A data directory of one test.</summary>
internal sealed class TemporaryData : IDisposable
{
    public TemporaryData() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"mm-jobs-{Guid.NewGuid():N}");

    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
