using MarketMaker.Collectors.Imports.Files;

namespace MarketMaker.Collectors.JournalCollector;

/// <summary>The uncompressed bytes of a gzip file in a file of their own, deleted with this object.</summary>
internal sealed class ExpandedFile : IDisposable
{
    private ExpandedFile(string path, string? damage)
    {
        Path = path;
        Damage = damage;
    }

    public string Path { get; }

    /// <summary>Why not all of it could be decompressed; null when it could.</summary>
    public string? Damage { get; }

    /// <param name="compressed">The gzip file.</param>
    /// <param name="directory">Where the bytes may stand meanwhile; what an earlier process left there under the same name is replaced.</param>
    public static ExpandedFile Of(string compressed, string directory)
    {
        Directory.CreateDirectory(directory);
        string path = System.IO.Path.Combine(directory, System.IO.Path.GetFileNameWithoutExtension(compressed));
        using LogFile log = LogFile.Open(compressed);
        using (FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read)) log.Bytes.CopyTo(file, 1 << 20);
        return new ExpandedFile(path, log.Damage?.Reason);
    }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);
}
