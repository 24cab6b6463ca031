using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.QueryApi.Sandbox;

namespace MarketMaker.QueryApi.Plans;

/// <summary>Queries over one snapshot of the lake: everything one answer says was true at the same moment.</summary>
/// <remarks>Manifests are read here; the files they name are opened only by workers.</remarks>
public sealed class LakeSession(LiveTail tail, LakeSnapshot snapshot, WorkerPool workers, WorkerLimits limits)
{
    private readonly List<IQuery> _asked = [];

    /// <summary>The snapshot.</summary>
    public LakeSnapshot Snapshot => snapshot;

    /// <summary>Changes with what the streams hold, journal tail included.</summary>
    public string InputHash(IReadOnlyList<string> streams) => snapshot.InputHash(streams) + tail.Fingerprint;

    /// <summary>A session over the lake and the journal as they are now.</summary>
    public static LakeSession Open(ManifestStore manifests, WorkerPool workers, WorkerLimits limits)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        LiveTail tail = LiveTail.Read(manifests.Lake); // before the manifests: what is committed in between is in both, not in neither
        return new LakeSession(tail, LakeSnapshot.Read(manifests), workers, limits);
    }

    /// <summary>Every query run so far, in order.</summary>
    public IReadOnlyList<IQuery> Asked => _asked;

    /// <summary>Runs queries in one session of one worker.</summary>
    /// <param name="queries">What to run.</param>
    /// <param name="within">Time outside of which no file need be opened; null for all time.</param>
    /// <param name="cancellation">Gives up, and kills the worker.</param>
    /// <exception cref="WorkerFailedException">A query failed, was late, or the worker died.</exception>
    public async Task<IReadOnlyList<ResultTable>> RunAsync(IReadOnlyList<IQuery> queries, UtcInterval? within, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(queries);
        _asked.AddRange(queries);
        string[] streams = [.. queries.SelectMany(q => q.Streams).Distinct(StringComparer.Ordinal)];
        return await RunAsync(streams, [.. queries.Select(q => q.Sql)], within, cancellation);
    }

    /// <summary>Runs statements over views of the named streams.</summary>
    /// <inheritdoc cref="RunAsync(IReadOnlyList{IQuery}, UtcInterval?, CancellationToken)"/>
    public async Task<IReadOnlyList<ResultTable>> RunAsync(
        IReadOnlyList<string> tables, IReadOnlyList<string> statements, UtcInterval? within, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tables);
        string[] views = [.. tables.Select(t => snapshot.ViewSql(t, within?.From, within?.To))];
        string[] paths = [.. tables.SelectMany(t => snapshot.Files(t, within?.From, within?.To)).Select(snapshot.PathOf)];
        WorkerTail[] tails = [.. tables.Where(t => tail.Of(t).Count > 0).Select(t => new WorkerTail(t, tail.Of(t), snapshot.FilesOfRuns(t, tail.Of(t).Select(s => s.RunId))))];
        return await workers.RunAsync(new WorkerRequest(0, views, paths, statements, limits) { Tails = tails }, cancellation);
    }
}
