using MarketMaker.Collectors.Imports;
using MarketMaker.Collectors.JournalCollector;
using MarketMaker.Lake.Partitions;

namespace MarketMaker.Collectors.Upkeep;

/// <summary>Spans whose batch was begun and is not known to be published: it will be ingested again with the same bounds.</summary>
internal static class UnconfirmedSpans
{
    public static IReadOnlyList<FileSpan> Read(LakeDirectory lake) =>
    [
        .. JournalProgress.All(lake).Where(p => p.Pending is not null).Select(p => new FileSpan(p.FileUuid, p.Pending!.From, p.Pending.To)),
        .. new CheckpointStore(lake).All.Where(c => !c.IsDone).Select(c => new FileSpan(c.FileUuid, c.From, c.To)),
    ];
}

/// <summary>The progress of every journal file.</summary>
internal static class JournalProgress
{
    /// <exception cref="InvalidDataException">A progress file is damaged.</exception>
    public static IEnumerable<FileProgress> All(LakeDirectory lake)
    {
        if (!Directory.Exists(lake.Progress)) yield break;
        var store = new ProgressStore(lake);
        foreach (string path in Directory.EnumerateFiles(lake.Progress, "*.json").Order(StringComparer.Ordinal))
            if (store.Read(Path.GetFileNameWithoutExtension(path)) is { } progress) yield return progress;
    }
}
