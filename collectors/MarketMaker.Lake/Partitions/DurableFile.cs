using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MarketMaker.Lake.Partitions;

/// <summary>Files that are there whole or not at all, also after a power cut: temporary name, fsync, rename, fsync of the directory.</summary>
public static partial class DurableFile
{
    /// <summary>Ending of a file that is still being written; whatever has it may be deleted by its writer.</summary>
    public const string TemporaryExtension = ".tmp";

    /// <summary>Replaces a file by these bytes.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string temporary = TemporaryFor(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        Rename(temporary, path);
    }

    /// <summary>A temporary name beside <paramref name="path"/>, of this process alone.</summary>
    public static string TemporaryFor(string path) => $"{path}.{Environment.ProcessId}{TemporaryExtension}";

    /// <summary>Makes a complete temporary file durable and gives it its name; returns its SHA-256 in lower-case hex and its size.</summary>
    public static (string Sha256, long Bytes) Publish(string temporary, string path)
    {
        string sha256;
        long bytes;
        using (var file = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
        {
            sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
            bytes = file.Length;
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }

        Rename(temporary, path);
        return (sha256, bytes);
    }

    /// <summary>Gives a durable file another name in the same file system.</summary>
    internal static void Rename(string temporary, string path)
    {
        File.Move(temporary, path, overwrite: true);
        if (!OperatingSystem.IsWindows()) SyncDirectory(Path.GetDirectoryName(path)!);
    }

    // .NET opens no directories; the rename is durable only once its directory is.
    private static void SyncDirectory(string directory)
    {
        int descriptor = open(directory, 0);
        if (descriptor < 0) throw new IOException($"'{directory}' cannot be opened to be synced (errno {Marshal.GetLastPInvokeError()}).");
        try
        {
            if (fsync(descriptor) != 0) throw new IOException($"'{directory}' cannot be synced (errno {Marshal.GetLastPInvokeError()}).");
        }
        finally
        {
            _ = close(descriptor);
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int close(int descriptor);
}
