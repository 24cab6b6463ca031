using Microsoft.Win32.SafeHandles;

namespace MarketMaker.Bot.Journal;

/// <summary>The real file system.</summary>
internal sealed class JournalDisk : IJournalDisk
{
    private JournalDisk()
    {
    }

    public static JournalDisk Real { get; } = new();

    /// <summary>Whether an exception is the disk's doing, and so may pass: full, read-only, gone, failing.</summary>
    public static bool IsFault(Exception e) => e is IOException or UnauthorizedAccessException;

    public IJournalBytes Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new OpenFile(File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete));
    }

    public long? LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : null;

    public void Move(string from, string to) => File.Move(from, to);

    public void Delete(string path) => File.Delete(path);

    private sealed class OpenFile(SafeFileHandle handle) : IJournalBytes
    {
        public long Length => RandomAccess.GetLength(handle);

        public void Write(ReadOnlySpan<byte> bytes, long at) => RandomAccess.Write(handle, bytes, at);

        public int Read(Span<byte> bytes, long at) => RandomAccess.Read(handle, bytes, at);

        public void Sync() => RandomAccess.FlushToDisk(handle);

        public void Dispose() => handle.Dispose();
    }
}
