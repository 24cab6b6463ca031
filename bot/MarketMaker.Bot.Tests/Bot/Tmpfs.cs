using System.Diagnostics;

namespace MarketMaker.Bot.Tests.Bot;

/// <summary>A test on a small disk of its own; skipped with one line where mounting is not permitted.</summary>
public sealed class TmpfsFact : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(() =>
    {
        using Tmpfs? disk = Tmpfs.TryMount("1m");
        return disk is not null;
    });

    public TmpfsFact()
    {
        if (!CanMount.Value) Skip = "Needs the right to mount a tmpfs.";
    }
}

/// <summary>A mounted tmpfs, gone when disposed.</summary>
internal sealed class Tmpfs : IDisposable
{
    private const string Ballast = "ballast";

    private readonly TemporaryFolder _folder;

    private Tmpfs(TemporaryFolder folder) => _folder = folder;

    public string Path => _folder.Path;

    public static Tmpfs Mount(string size) => TryMount(size) ?? throw new InvalidOperationException("A tmpfs could be mounted before, and now it cannot.");

    public static Tmpfs? TryMount(string size)
    {
        var folder = new TemporaryFolder();
        if (Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder.Path)) return new Tmpfs(folder);
        folder.Dispose();
        return null;
    }

    /// <summary>Mounts again with other options: <c>ro</c>, <c>rw</c>, <c>size=…</c>.</summary>
    public void Remount(string options) => Assert.True(Run("mount", "-o", "remount," + options, _folder.Path), options);

    /// <summary>Fills the disk until so many bytes are free.</summary>
    public void Fill(long freeBytes)
    {
        using var ballast = new FileStream(_folder.File(Ballast), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] block = new byte[4096];
        try
        {
            while (new DriveInfo(_folder.Path).AvailableFreeSpace >= freeBytes + block.Length) ballast.Write(block);
        }
        catch (IOException)
        {
            // Full: somebody else took the last block.
        }
    }

    /// <summary>Frees what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(_folder.File(Ballast));

    public void Dispose()
    {
        Run("umount", "--lazy", _folder.Path);
        _folder.Dispose();
    }

    private static bool Run(string program, params string[] args)
    {
        var info = new ProcessStartInfo(program, args) { RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(info)!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no such program
        }
    }
}
