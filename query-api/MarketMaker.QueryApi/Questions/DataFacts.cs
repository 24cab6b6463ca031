using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Questions;

/// <summary>What the lake holds, as far as understanding a question needs it: the value dictionary.</summary>
/// <param name="Streams">Rows of each stream that has any.</param>
/// <param name="Symbols">Instruments seen, in order of their names.</param>
/// <param name="Runs">Runs seen in the streams that questions are about, the latest last.</param>
public sealed record DataFacts(IReadOnlyDictionary<string, long> Streams, IReadOnlyList<string> Symbols, IReadOnlyList<RunCoverage> Runs)
{
    /// <summary>An empty lake.</summary>
    public static DataFacts Empty { get; } = new(new Dictionary<string, long>(), [], []);

    /// <summary>Time that the data covers, both ends included; null when there is none.</summary>
    /// <remarks>Over all streams: an hour without a fill is an hour of data if decisions were recorded in it.</remarks>
    public (UtcMicros From, UtcMicros Through)? Covered { get; } = Runs.Count == 0
        ? null
        : (new UtcMicros(Runs.Min(r => r.From.Value)), new UtcMicros(Runs.Max(r => r.Through.Value)));

    /// <summary>The latest run that may speak of a stream; null when there is none.</summary>
    /// <remarks>A run of our own writes every stream, so it counts although it has no rows; an imported file is one stream only.</remarks>
    public RunCoverage? LatestRun(string stream) => Runs.LastOrDefault(r => r.Streams.Contains(stream) || Guid.TryParse(r.RunId, out _));
}

/// <summary>Time that one run covers, both ends included.</summary>
/// <param name="Streams">Streams in which it has rows.</param>
public sealed record RunCoverage(string RunId, UtcMicros From, UtcMicros Through, IReadOnlySet<string> Streams)
{
    /// <summary>The run as a half-open interval.</summary>
    public UtcInterval Interval => new(From, new UtcMicros(Through.Value + 1));
}
