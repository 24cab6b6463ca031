namespace MarketMaker.Collectors.JournalCollector;

/// <summary>Wakes the collector when the journal changes; where the kernel does not tell, it looks by itself.</summary>
internal sealed class JournalWatch : IDisposable
{
    // Batches are not smaller than this in time: every batch is a file in the lake.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    private readonly AutoResetEvent _changed = new(false);
    private readonly FileSystemWatcher? _watcher;

    public JournalWatch(string journal)
    {
        Directory.CreateDirectory(journal);
        try
        {
            _watcher = new FileSystemWatcher(journal)
            {
                IncludeSubdirectories = true, NotifyFilter = NotifyFilters.FileName | NotifyFilters.Size | NotifyFilters.LastWrite | NotifyFilters.DirectoryName,
            };
            _watcher.Changed += (_, _) => _changed.Set();
            _watcher.Created += (_, _) => _changed.Set();
            _watcher.Renamed += (_, _) => _changed.Set();
            _watcher.EnableRaisingEvents = true;
        }
        catch (IOException)
        {
            _watcher?.Dispose(); // no inotify watches are left: polling does the same, later
            _watcher = null;
        }
    }

    /// <summary>Waits for a change, not shorter than the pause between batches.</summary>
    public void Wait(CancellationToken cancellation)
    {
        if (cancellation.WaitHandle.WaitOne(ShortestPause)) return;
        _ = WaitHandle.WaitAny([_changed, cancellation.WaitHandle], PollInterval);
    }

    public void Dispose()
    {
        _watcher?.Dispose();
        _changed.Dispose();
    }
}
