namespace MarketMaker.Lake.Partitions;

/// <summary>Chooses which files of a partition to merge, so that every row is rewritten O(log n) times however many small files come.</summary>
public static class CompactionPlan
{
    // A merge makes a file at least 1 + 1/4 times as large as any of those it replaces: a row moves log(n)/log(1.25) times at most.
    private const int LargestShare = 4;

    /// <summary>The small files: the longest run of files by size whose largest is at most four times the others together.</summary>
    /// <param name="files">Files that may be merged.</param>
    /// <param name="minFiles">Fewer than this are left alone; at least 2.</param>
    /// <returns>None when nothing is worth rewriting.</returns>
    public static IReadOnlyList<PartitionFile> Choose(IReadOnlyList<PartitionFile> files, int minFiles)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentOutOfRangeException.ThrowIfLessThan(minFiles, 2);
        PartitionFile[] bySize = [.. files.OrderBy(f => f.Bytes).ThenBy(f => f.Name, StringComparer.Ordinal)];
        int chosen = 0;
        long smaller = 0;
        for (int i = 0; i < bySize.Length; i++)
        {
            if (bySize[i].Bytes <= LargestShare * smaller) chosen = i + 1;
            smaller += bySize[i].Bytes;
        }

        return chosen >= minFiles ? bySize[..chosen] : [];
    }

    /// <summary>All files, unless there is one alone that was compacted already with the current schema.</summary>
    public static IReadOnlyList<PartitionFile> ChooseAll(IReadOnlyList<PartitionFile> files, string schemaHash)
    {
        ArgumentNullException.ThrowIfNull(files);
        return files.Count > 1 || files.Any(f => f.BatchId is not null || f.SchemaHash != schemaHash) ? files : [];
    }
}
