using System.Diagnostics;
using System.Globalization;

namespace MarketMaker.Lake.Partitions;

/// <summary>An exclusive lock held through a file: the kernel lets go of it when the process dies, however it dies.</summary>
public sealed class FileLock : IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(10);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, waiting for its holder.</summary>
    /// <exception cref="TimeoutException">It was still held after <paramref name="timeout"/>; the message says by which process.</exception>
    public static FileLock Acquire(string path, TimeSpan timeout, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
                NameHolder(path);
                return new FileLock(file);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(start) < timeout)
            {
                if (cancellation.WaitHandle.WaitOne(RetryInterval)) cancellation.ThrowIfCancellationRequested();
            }
            catch (IOException e)
            {
                throw new TimeoutException($"'{path}' is locked by process {HolderOf(path)} and was not let go within {timeout.TotalSeconds:0.#} s. "
                    + "Wait for that process or stop it.", e);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // Beside the lock: the lock file itself cannot be read while it is held.
    private static string HolderFile(string path) => path + ".holder";

    private static void NameHolder(string path)
    {
        try
        {
            File.WriteAllText(HolderFile(path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // Somebody reads it at this moment. It only makes a message better; the lock stands without it.
        }
    }

    private static string HolderOf(string path)
    {
        try
        {
            return File.ReadAllText(HolderFile(path)) is { Length: > 0 } text ? text : "unknown";
        }
        catch (IOException)
        {
            return "unknown";
        }
    }
}
