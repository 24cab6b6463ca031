using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.QueryApi.Sandbox;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Plans.Queries;

/// <summary>What stands in an interval of a stream, whatever the question's filters but its run say.</summary>
public sealed record CoverageRow(long EventRows, UtcMicros? FirstAt, UtcMicros? LastAt, long LostEvents, long Quarantined);

/// <summary>Tells "nothing happened" from "nothing is known": rows of the stream in the interval, events known to be lost, lines refused.</summary>
public sealed class CoverageQuery(string stream, UtcInterval interval, string? runId) : IQuery<CoverageRow>
{
    public string Name => "coverage";

    public IReadOnlyList<string> Streams => [stream, "telemetry_gap", "quarantine"];

    public string Sql =>
        $"""
        SELECT count(*) AS event_rows, min(ts) AS first_at, max(ts) AS last_at,
          (SELECT coalesce(sum(lost_events), 0) FROM telemetry_gap WHERE stream = {SqlText.Literal(stream)} AND {SqlText.Within(interval)}{OfRun}) AS lost_events,
          (SELECT count(*) FROM quarantine WHERE target_stream = {SqlText.Literal(stream)} AND {SqlText.Within(interval)}) AS quarantined_count
        FROM {stream}
        WHERE {SqlText.Within(interval)}{OfRun}
        """;

    // A refused line may not say of which run it is.
    private string OfRun => runId is null ? "" : $" AND run_id = {SqlText.Literal(runId)}";

    public CoverageRow Read(ResultRow row) => new(row.Whole("event_rows"), row.Time("first_at"), row.Time("last_at"), row.Whole("lost_events"), row.Whole("quarantined_count"));
}
