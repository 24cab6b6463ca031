using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Questions;

/// <summary>What the lake holds, as far as understanding a question needs it: the value dictionary.</summary>
/// <param name="Streams">Rows of each stream that has any.</param>
/// <param name="Symbols">Instruments seen, in order of their names.</param>
/// <param name="Runs">Runs seen in the streams that questions are about, in order of <see cref="RunCoverage.InOrderOfStart"/>.</param>
public sealed record DataFacts(IReadOnlyDictionary<string, long> Streams, IReadOnlyList<string> Symbols, IReadOnlyList<RunCoverage> Runs)
{
    /// <summary>An empty lake.</summary>
    public static DataFacts Empty { get; } = new(new Dictionary<string, long>(), [], []);

    /// <summary>Guards that failed at least once.</summary>
    public IReadOnlyList<string> Guards { get; init; } = [];

    /// <summary>Regimes that decisions or fills were made in.</summary>
    public IReadOnlyList<string> Regimes { get; init; } = [];

    /// <summary>Time that the data covers, both ends included; null when there is none.</summary>
    /// <remarks>Over all streams: an hour without a fill is an hour of data if decisions were recorded in it.</remarks>
    public (UtcMicros From, UtcMicros Through)? Covered { get; } = Runs.Count == 0
        ? null
        : (new UtcMicros(Runs.Min(r => r.From.Value)), new UtcMicros(Runs.Max(r => r.Through.Value)));

    /// <summary>Time that one run covers, both ends included, or all of them when none is named; null when there is no such data.</summary>
    public (UtcMicros From, UtcMicros Through)? CoveredBy(string? runId) =>
        runId is null ? Covered : Run(runId) is { } run ? (run.From, run.Through) : null;

    /// <summary>The run of that identity; null when there is none.</summary>
    public RunCoverage? Run(string runId) => Runs.LastOrDefault(r => r.RunId.Equals(runId, StringComparison.OrdinalIgnoreCase));

    /// <summary>The run started last among those that speak of a stream; null when there is none.</summary>
    public RunCoverage? LatestRun(string stream) => Runs.LastOrDefault(r => r.SpeaksOf(stream));
}

/// <summary>Time that one run covers, both ends included.</summary>
/// <param name="Streams">Streams in which it has rows.</param>
public sealed record RunCoverage(string RunId, UtcMicros From, UtcMicros Through, IReadOnlySet<string> Streams)
{
    /// <summary>Time covered of each instrument in each stream.</summary>
    public IReadOnlyList<SymbolCoverage> Symbols { get; init; } = [];

    /// <summary>The run as a half-open interval.</summary>
    public UtcInterval Interval => new(From, new UtcMicros(Through.Value + 1));

    /// <summary>A run of our own bot: its identity is a UUIDv7, which sorts by the time at which the run was started.</summary>
    public bool IsOwn => Guid.TryParse(RunId, out Guid id) && id.Version == 7;

    /// <summary>Whether it may speak of a stream.</summary>
    /// <remarks>A run of our own writes every stream, so it does although it has no rows; an imported file is one stream only.</remarks>
    public bool SpeaksOf(string stream) => IsOwn || Streams.Contains(stream);

    /// <summary>Imported logs by the time of their data, then runs of our own by the time at which they were started: the last one is the latest.</summary>
    public static IReadOnlyList<RunCoverage> InOrderOfStart(IEnumerable<RunCoverage> runs) =>
    [
        .. runs.OrderBy(r => r.IsOwn).ThenBy(r => r.IsOwn ? 0 : r.Through.Value).ThenBy(r => r.RunId, StringComparer.OrdinalIgnoreCase),
    ];
}

/// <summary>Time that a run covers of one instrument in one stream, both ends included.</summary>
public sealed record SymbolCoverage(string Stream, string? Symbol, UtcMicros From, UtcMicros Through);
