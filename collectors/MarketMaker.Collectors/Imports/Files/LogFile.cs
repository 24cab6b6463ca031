using MarketMaker.Venue.Gzip;

namespace MarketMaker.Collectors.Imports.Files;

/// <summary>What could not be read of a file.</summary>
/// <param name="UnreadByteCount">Stored bytes that were not decompressed; 0 when the file just ends too early.</param>
internal sealed record LogDamage(string Path, string Reason, long UnreadByteCount);

/// <summary>A log file open for reading, plain or gzip. Its writer may go on writing.</summary>
internal sealed class LogFile : IDisposable
{
    private readonly GzipMembers? _gzip;

    private LogFile(string path)
    {
        Path = path;
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _gzip = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GzipMembers(file) : null;
        Bytes = _gzip ?? (Stream)file;
    }

    public string Path { get; }

    /// <summary>The uncompressed bytes.</summary>
    public Stream Bytes { get; }

    /// <summary>A plain file may be written further at its end; gzip is written whole, so that a torn end is damage.</summary>
    public bool MayGrow => _gzip is null;

    /// <summary>What is wrong with the file; null while nothing is. Final once <see cref="Bytes"/> has been read to its end.</summary>
    public LogDamage? Damage => _gzip?.DamageReason is { } reason ? new LogDamage(Path, reason, _gzip.UnreadByteCount) : null;

    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static LogFile Open(string path) => new(path);

    /// <summary>True for the names of line files: <c>.jsonl</c> and <c>.jsonl.gz</c>.</summary>
    public static bool IsLineFile(string path) =>
        path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".jsonl.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>File name of a line file without its extension.</summary>
    public static string NameOf(string path)
    {
        string name = System.IO.Path.GetFileName(path);
        return name[..name.LastIndexOf(".jsonl", StringComparison.OrdinalIgnoreCase)];
    }

    /// <inheritdoc/>
    public void Dispose() => Bytes.Dispose();
}
