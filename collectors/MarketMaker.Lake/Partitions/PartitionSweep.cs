namespace MarketMaker.Lake.Partitions;

/// <summary>Deletes Parquet files that no manifest lists, once nobody can be reading them any more.</summary>
/// <remarks>
/// A reader finds files by a manifest and may go on reading after it was replaced: so a replaced file stays for a grace time, counted
/// from its retirement, which is written into its modification time. Files that a killed process left unlisted go the same way.
/// </remarks>
public sealed class PartitionSweep(ManifestStore manifests, TimeProvider clock)
{
    /// <summary>Grace that is longer than any query may run.</summary>
    public static TimeSpan DefaultGrace { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Starts the grace time of files that the next manifest will not list; called before it is written.</summary>
    /// <param name="files">Hot files.</param>
    public void Retire(IEnumerable<PartitionFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (PartitionFile file in files) File.SetLastWriteTimeUtc(Path.Combine(manifests.Lake.Lake, file.Location), clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>Deletes the unlisted files of a stream's partition that are older than the grace.</summary>
    /// <returns>How many, and their bytes.</returns>
    public (int Files, long Bytes) Sweep(string stream, DateOnly date, TimeSpan grace)
    {
        if (Unlisted(stream, date, grace).Count == 0) return default;
        // Again under the lock: a publisher may be between placing a file and listing it.
        using FileLock held = manifests.LockTable(stream, isStream: true);
        List<FileInfo> files = Unlisted(stream, date, grace);
        long bytes = files.Sum(f => f.Length);
        foreach (FileInfo file in files) file.Delete();
        return (files.Count, bytes);
    }

    private List<FileInfo> Unlisted(string stream, DateOnly date, TimeSpan grace)
    {
        var directory = new DirectoryInfo(manifests.Lake.Partition(stream, isStream: true, date));
        if (!directory.Exists) return [];
        HashSet<string> listed = [.. manifests.Read(stream, isStream: true, date)?.Files.Select(f => f.Name) ?? []];
        DateTime latest = clock.GetUtcNow().UtcDateTime - grace;
        return [.. directory.EnumerateFiles("*.parquet").Where(f => !listed.Contains(f.Name) && f.LastWriteTimeUtc < latest)];
    }
}
