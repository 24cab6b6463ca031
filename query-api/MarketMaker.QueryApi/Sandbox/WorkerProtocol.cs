using System.Text.Json;
using System.Text.Json.Serialization;
using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;

namespace MarketMaker.QueryApi.Sandbox;

/// <summary>What a worker may use for one request.</summary>
/// <param name="TimeoutMs">Time after which the worker interrupts the query; the parent kills the worker half a second later.</param>
/// <param name="MaxRows">Rows returned per statement; further ones are left out, and that is said.</param>
/// <param name="MaxBytes">Bytes of rows returned per request.</param>
/// <param name="MemoryMb">DuckDB's memory limit.</param>
/// <param name="Threads">DuckDB's threads.</param>
public sealed record WorkerLimits(int TimeoutMs = 10_000, int MaxRows = 10_000, int MaxBytes = 2 * 1024 * 1024, int MemoryMb = 1024, int Threads = 2);

/// <summary>One request to a worker: one line of JSON.</summary>
/// <param name="Id">Echoed in the response.</param>
/// <param name="Views">CREATE VIEW statements over explicit files, made by the parent from one snapshot of the manifests.</param>
/// <param name="Paths">The files those views read: the only ones the session may open.</param>
/// <param name="Statements">SELECT statements, run in order in one session.</param>
public sealed record WorkerRequest(
    long Id, IReadOnlyList<string> Views, IReadOnlyList<string> Paths, IReadOnlyList<string> Statements, WorkerLimits Limits)
{
    /// <summary>What of the journal is added to views: lines that are not in the lake yet.</summary>
    public IReadOnlyList<WorkerTail> Tails { get; init; } = [];
}

/// <summary>The live tail of one stream.</summary>
/// <param name="Stream">The stream, which has a view.</param>
/// <param name="Spans">Where its lines stand.</param>
/// <param name="Stored">Files that may hold some of them already.</param>
public sealed record WorkerTail(string Stream, IReadOnlyList<TailSpan> Spans, IReadOnlyList<StoredFile> Stored);

/// <summary>A worker's answer: one line of JSON; either tables, one per statement, or an error.</summary>
public sealed record WorkerResponse(long Id, IReadOnlyList<ResultTable>? Tables = null, WorkerError? Error = null);

/// <summary>Why a request failed.</summary>
/// <param name="Code">lower_snake: the engine's kind of error, or <c>timeout</c>, <c>not_a_select</c>, <c>bad_request</c>.</param>
/// <param name="Message">The engine's words. They may quote values of the data, so they are shown only to the data's owner.</param>
/// <param name="Position">Character of the SQL where the error was seen.</param>
/// <param name="Statement">Index of the statement.</param>
public sealed record WorkerError(string Code, string Message, int? Position = null, int? Statement = null);

/// <summary>JSON of the lines between parent and worker.</summary>
public static class WorkerProtocol
{
    /// <summary>Serializer settings of both sides.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
