using MarketMaker.Collectors.JournalCollector;
using MarketMaker.Collectors.Upkeep;
using MarketMaker.Lake.Native;
using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Completion;

/// <summary>Missing seqs of one run, split by whether the bot said that it lost them.</summary>
internal sealed record MissingSeqs(string RunId, IReadOnlyList<long[]> Declared, IReadOnlyList<long[]> Undeclared);

/// <summary>The account of one stream's journal lines.</summary>
/// <param name="Counts">Lines, rows, duplicates and quarantined of all its files.</param>
/// <param name="Unbalanced">Files whose lines are not rows + duplicates + quarantined.</param>
/// <param name="RowsNotStored">Rows that were counted as loaded and are not in the lake.</param>
internal sealed record JournalAccount(LineCounts Counts, IReadOnlyList<string> Unbalanced, long RowsNotStored);

/// <summary>What is there of one stream and what is not.</summary>
internal sealed record StreamReport(
    StreamCompleteness Completeness, IReadOnlyList<HourCompleteness> Hours, IReadOnlyList<MissingSeqs> Missing, JournalAccount Journal)
{
    public bool IsComplete => Missing.Count == 0 && Journal is { Unbalanced.Count: 0, RowsNotStored: 0 };
}

/// <summary>Computes completeness from the manifests, and from the rows where manifests cannot tell.</summary>
internal static class CompletionReport
{
    /// <summary>Streams that have rows or progress, by name.</summary>
    public static IReadOnlyList<StreamReport> Of(LakeDirectory lake, string? stream, UtcMicros? from, UtcMicros? to)
    {
        // Progress first: what a collector commits meanwhile is then in the lake, never the other way round.
        ILookup<string, FileProgress> progress = JournalProgress.All(lake).ToLookup(p => p.Stream, StringComparer.Ordinal);
        LakeSnapshot snapshot = LakeSnapshot.Read(lake);
        using var connection = new DuckDBConnection();
        connection.Open();
        string[] streams = [.. Catalogue.Streams.Select(s => s.Name).Where(s => (stream is null || s == stream) && (progress.Contains(s) || snapshot.Rows(s) > 0))];
        snapshot.CreateViews(connection, [.. streams, "telemetry_gap"]);
        var rows = new CompletenessRows(connection);
        IReadOnlyList<DeclaredLoss> declared = rows.Declared();
        return [.. streams.Select(s => Report(snapshot, rows, s, from, to, [.. progress[s]], [.. declared.Where(d => d.Stream == s)]))];
    }

    private static StreamReport Report(
        LakeSnapshot snapshot, CompletenessRows rows, string stream, UtcMicros? from, UtcMicros? to, FileProgress[] progress, DeclaredLoss[] declared)
    {
        StreamCompleteness known = Completeness.Of(snapshot, stream, from, to);
        StreamCompleteness exact = known with { Runs = [.. known.Runs.Select(r => r is { IsNumbered: true, Gaps: null } ? Exact(rows, stream, r) : r)] };
        return new StreamReport(exact, rows.Hours(exact, from, to), Missing(exact, declared), Account(rows, stream, progress));
    }

    private static RunCompleteness Exact(CompletenessRows rows, string stream, RunCompleteness run)
    {
        IReadOnlyList<long[]> gaps = rows.Gaps(stream, run.RunId, run.First, run.Last);
        return run with { Gaps = gaps, Received = run.Last - run.First + 1 - SeqRanges.Count(gaps) };
    }

    private static List<MissingSeqs> Missing(StreamCompleteness stream, DeclaredLoss[] declared)
    {
        var missing = new List<MissingSeqs>();
        foreach (RunCompleteness run in stream.Runs.Where(r => r.Missing > 0))
        {
            IReadOnlyList<long[]> lost = SeqRanges.Union(declared.Where(d => d.RunId == run.RunId).Select(d => new[] { d.FromSeq, d.ToSeq }));
            IReadOnlyList<long[]> undeclared = [.. run.Gaps!.SelectMany(g => SeqRanges.Holes(lost, g[0], g[1]))];
            IReadOnlyList<long[]> known = [.. run.Gaps!.SelectMany(g => SeqRanges.Holes(undeclared, g[0], g[1]))];
            missing.Add(new MissingSeqs(run.RunId, known, undeclared));
        }

        return missing;
    }

    private static JournalAccount Account(CompletenessRows rows, string stream, FileProgress[] progress)
    {
        IReadOnlyDictionary<string, long> stored = rows.RowsByFile(stream);
        return new JournalAccount(
            progress.Aggregate(default(LineCounts), (sum, p) => sum + p.EarlierCounts + p.Counts),
            [.. progress.Where(p => p.Counts.Lines != p.Counts.Rows + p.Counts.Duplicates + p.Counts.Quarantined).Select(p => p.FileUuid)],
            progress.Sum(p => Math.Max(0, p.Counts.Rows - stored.GetValueOrDefault(p.SourceUuid()))));
    }
}
