namespace MarketMaker.Lake.Partitions;

/// <summary>What a merged file says of where its rows came from: the union of what its inputs said.</summary>
internal static class MergedLineage
{
    /// <summary>Spans of source files, adjacent and overlapping ones joined, by file and place.</summary>
    public static IReadOnlyList<FileSpan> Sources(IEnumerable<PartitionFile> files)
    {
        var merged = new List<FileSpan>();
        foreach (FileSpan span in files.SelectMany(f => f.Sources).OrderBy(s => s.FileUuid, StringComparer.Ordinal).ThenBy(s => s.From))
        {
            if (merged.Count > 0 && merged[^1].FileUuid == span.FileUuid && span.From <= merged[^1].To)
                merged[^1] = merged[^1] with { To = Math.Max(merged[^1].To, span.To) };
            else
                merged.Add(span);
        }

        return merged;
    }

    /// <summary>Seqs of every run; a run is sparse when one of its files was, or when its ranges have become too many.</summary>
    public static IReadOnlyList<RunSeqs> Runs(IEnumerable<PartitionFile> files) =>
    [
        .. files.SelectMany(f => f.Runs.Select(r => r with { IsForeign = f.IsForeign(r) }))
            .GroupBy(r => r.RunId, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(Merge),
    ];

    private static RunSeqs Merge(IGrouping<string, RunSeqs> run)
    {
        IReadOnlyList<long[]>? ranges = run.Any(r => r.Ranges is null) ? null : SeqRanges.Union(run.SelectMany(r => r.Ranges!));
        return new RunSeqs(run.Key, run.Min(r => r.First), run.Max(r => r.Last), run.Sum(r => r.Count), ranges?.Count <= RunSeqs.MaxRanges ? ranges : null)
        {
            IsForeign = run.Any(r => r.IsForeign == true),
        };
    }
}
