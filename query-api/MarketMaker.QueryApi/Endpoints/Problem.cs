using System.Text.Json;
using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Sandbox;

namespace MarketMaker.QueryApi.Endpoints;

/// <summary>An error of the API (RFC 9457): the thing, its value, and the remedy.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Kind of error, lower_snake; also the end of its <c>type</c>.</param>
/// <param name="Title">The thing that is wrong.</param>
/// <param name="Detail">The value that is wrong, and why.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record Problem(int Status, string Code, string Title, string Detail, string Remedy)
{
    public static Problem BadJson(string detail) =>
        new(400, "bad_json", "The request body is not the JSON object expected", detail, "Send {\"question\": \"why were bids rejected in the last hour?\"}.");

    public static Problem NotJson(string? contentType) =>
        new(415, "not_json", "The content type is not JSON", $"It is '{contentType ?? "none"}'.", "Send the header Content-Type: application/json.");

    public static Problem NoQuestion { get; } =
        new(400, "no_question", "The question is missing", "The field 'question' is absent, null, empty or no text.", "Send {\"question\": \"…\"}.");

    public static Problem TooLong(long bytes) =>
        new(413, "too_long", "The question is too long", $"It has {bytes} bytes; {QuestionParser.MaxBytes} is the limit.", "Ask one thing at a time.");

    public static Problem BadZone(string zone) =>
        new(400, "unknown_time_zone", "The time zone is not known", $"tz is '{zone}'.", "Use an IANA name such as Europe/Lisbon, or UTC, or an offset such as +05:30.");

    public static Problem NotFound(string path) =>
        new(404, "not_found", "There is nothing at this address", $"The path is '{path}'.", "There are: POST /ask, GET /health, GET /runs/latest, GET /rejections, GET /openapi.json, GET /.");

    public static Problem MethodNotAllowed(string method, string path) =>
        new(405, "method_not_allowed", "The method does not fit the address", $"It is {method} {path}.", "POST goes to /ask; everything else is GET.");

    public static Problem ForeignHost(string host) =>
        new(421, "foreign_host", "The request is for another host", $"Host is '{host}'.", "Use http://127.0.0.1 or http://localhost: this address serves its own machine only.");

    public static Problem NoRun { get; } =
        new(404, "no_run", "There is no run yet", "The lake holds no decision, order or fill.", "Replay a tape (mm replay) or import a log (mm import), and ask again.");

    public static Problem Busy { get; } =
        new(503, "busy", "Too many questions wait already", "The queue of questions is full.", "Ask again in some seconds.");

    public static Problem Defect { get; } =
        new(500, "defect", "This is a defect of the query API", "The request met a case that was not thought of.", "The log has its details: please report them.");

    /// <summary>A query that failed. The engine's own words may quote data, so they go to the log and not into the answer.</summary>
    public static Problem Of(WorkerFailedException error) => error.Code == WorkerFailedException.TimedOut
        ? new(504, "timeout", "The question took too long", "The query was stopped at its time limit.", "Ask about a shorter time.")
        : new(503, "query_failed", "The query failed", $"The kind of failure is '{error.Code}'.", "Ask again; if it fails again, the log has its words.");

    /// <summary>Writes it as the response.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        if (context.Response.HasStarted) return;
        context.Response.StatusCode = Status;
        context.Response.ContentType = "application/problem+json";
        if (Status == 503) context.Response.Headers.RetryAfter = "2";
        await JsonSerializer.SerializeAsync(
            context.Response.Body,
            new { type = $"urn:marketmaker:problem:{Code}", title = Title, status = Status, detail = Detail, remedy = Remedy, code = Code },
            WorkerProtocol.Json,
            context.RequestAborted);
    }
}
