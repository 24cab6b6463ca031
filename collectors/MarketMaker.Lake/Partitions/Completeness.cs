using MarketMaker.Schemas.Values;

namespace MarketMaker.Lake.Partitions;

/// <summary>How complete one run of a stream is.</summary>
/// <param name="RunId">The run.</param>
/// <param name="IsNumbered">False for imported logs and for <c>quarantine</c>, whose seqs are no sequence: nothing can be said of holes.</param>
/// <param name="First">First seq that is there, or of the asked time.</param>
/// <param name="Last">Last seq.</param>
/// <param name="Received">Events from first to last that are there; null when only the files themselves can tell.</param>
/// <param name="Gaps">Inclusive [first, last] seqs that are missing, in order; null when only the files themselves can tell.</param>
public sealed record RunCompleteness(string RunId, bool IsNumbered, long First, long Last, long? Received, IReadOnlyList<long[]>? Gaps)
{
    /// <summary>Events there ought to be: last − first + 1; null when not numbered.</summary>
    public long? Expected => IsNumbered ? Last - First + 1 : null;

    /// <summary>Missing events; null when unknown.</summary>
    public long? Missing => Gaps is null ? null : SeqRanges.Count(Gaps);
}

/// <summary>How complete a stream is, as far as the manifests tell.</summary>
public sealed record StreamCompleteness(string Stream, IReadOnlyList<RunCompleteness> Runs)
{
    /// <summary>Received / expected over the numbered runs, rounded down to 6 decimals so that only 1 means all; null when a run is unknown or none is numbered.</summary>
    public decimal? Ratio
    {
        get
        {
            RunCompleteness[] numbered = [.. Runs.Where(r => r.IsNumbered)];
            return numbered.Length == 0 || numbered.Any(r => r.Received is null) ? null
                : Completeness.RatioOf(numbered.Sum(r => r.Received!.Value), numbered.Sum(r => r.Expected!.Value));
        }
    }

    /// <summary>Missing events of the numbered runs; null when a run is unknown.</summary>
    public long? Missing => Runs.Any(r => r.IsNumbered && r.Gaps is null) ? null : Runs.Sum(r => r.Missing ?? 0);
}

/// <summary>Completeness from the manifests alone: no file is opened and no DuckDB is needed.</summary>
public static class Completeness
{
    // Its rows are numbered by the place of a line in its file.
    private const string Unnumbered = "quarantine";

    /// <summary>Received ÷ expected, rounded down to 6 decimals: 1 only when nothing is missing.</summary>
    /// <param name="expected">Above 0.</param>
    public static decimal RatioOf(long received, long expected) => decimal.Floor(received * 1_000_000m / expected) / 1_000_000m;

    /// <summary>Completeness of every run that has files in a time range (<paramref name="from"/> inclusive, <paramref name="to"/> exclusive; null: unbounded).</summary>
    /// <remarks>
    /// A bounded range is answered for the whole files that touch it: from the first to the last seq that they hold. A hole that a file
    /// outside of the range fills is none. Seqs begin with 1, so an unbounded answer counts what is missing before the first row too.
    /// </remarks>
    /// <exception cref="KeyNotFoundException">There is no such table.</exception>
    public static StreamCompleteness Of(LakeSnapshot snapshot, string stream, UtcMicros? from = null, UtcMicros? to = null)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ILookup<string, (PartitionFile File, RunSeqs Run)> all = ByRun(snapshot.Files(stream, null, null));
        bool isBounded = from is not null || to is not null;
        return new StreamCompleteness(stream,
        [
            .. ByRun(snapshot.Files(stream, from, to)).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => OfRun(g.Key, stream != Unnumbered && !g.Any(f => f.File.IsForeign(f.Run)), [.. g.Select(f => f.Run)], [.. all[g.Key].Select(f => f.Run)], isBounded)),
        ]);
    }

    private static RunCompleteness OfRun(string runId, bool isNumbered, RunSeqs[] asked, RunSeqs[] whole, bool isBounded)
    {
        long first = isNumbered && !isBounded ? 1 : asked.Min(r => r.First);
        long last = asked.Max(r => r.Last);
        if (!isNumbered) return new RunCompleteness(runId, false, first, last, asked.Sum(r => r.Count), null);
        if (whole.Any(r => r.Ranges is null && r.MayOverlap(first, last))) return new RunCompleteness(runId, true, first, last, null, null);
        IReadOnlyList<long[]> gaps = SeqRanges.Holes(SeqRanges.Union(whole.SelectMany(r => r.Ranges ?? [])), first, last);
        return new RunCompleteness(runId, true, first, last, last - first + 1 - SeqRanges.Count(gaps), gaps);
    }

    private static ILookup<string, (PartitionFile File, RunSeqs Run)> ByRun(IEnumerable<PartitionFile> files) =>
        files.SelectMany(f => f.Runs.Select(r => (File: f, Run: r))).ToLookup(f => f.Run.RunId, StringComparer.Ordinal);
}
