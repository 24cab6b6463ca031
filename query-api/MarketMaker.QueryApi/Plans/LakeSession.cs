using MarketMaker.Lake.Partitions;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.QueryApi.Sandbox;

namespace MarketMaker.QueryApi.Plans;

/// <summary>Queries over one snapshot of the lake: everything one answer says was true at the same moment.</summary>
/// <remarks>Manifests are read here; the files they name are opened only by workers.</remarks>
public sealed class LakeSession(LakeSnapshot snapshot, WorkerPool workers, WorkerLimits limits)
{
    private readonly List<IQuery> _asked = [];

    /// <summary>The snapshot.</summary>
    public LakeSnapshot Snapshot => snapshot;

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
        return await workers.RunAsync(views, paths, statements, limits, cancellation);
    }
}
