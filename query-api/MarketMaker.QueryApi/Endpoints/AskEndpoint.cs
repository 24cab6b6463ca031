using System.Text;
using System.Text.Json;
using MarketMaker.QueryApi.Answers;
using MarketMaker.QueryApi.Audit;
using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Questions.Time;

namespace MarketMaker.QueryApi.Endpoints;

/// <summary><c>POST /ask</c>: a question in words.</summary>
internal sealed class AskEndpoint(AuditedEngine engine)
{
    private const int MaxBodyBytes = 4 * QuestionParser.MaxBytes;
    private const int MaxWaiting = 64;

    private int _waiting;

    public async Task HandleAsync(HttpContext context)
    {
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            await Problem.Busy.WriteAsync(context);
            return;
        }

        try
        {
            (Problem? problem, string question, NamedZone zone) = await ReadAsync(context);
            if (problem is not null)
            {
                engine.Rejected("http", question, problem.Code);
                await problem.WriteAsync(context);
                return;
            }

            Answer answer = await engine.AskAsync("http", question, zone, context.RequestAborted);
            await JsonResponse.WriteAsync(context, answer);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private static async Task<(Problem? Problem, string Question, NamedZone Zone)> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType()) return (Problem.NotJson(context.Request.ContentType), "", NamedZone.Utc);
        byte[] body = new byte[MaxBodyBytes + 1];
        int length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > MaxBodyBytes) return (Problem.TooLong(context.Request.ContentLength ?? length), "", NamedZone.Utc);
        try
        {
            using JsonDocument document = JsonDocument.Parse(body.AsMemory(0, length));
            return Read(document.RootElement);
        }
        catch (JsonException error)
        {
            return (Problem.BadJson(error.Message), "", NamedZone.Utc);
        }
        catch (InvalidOperationException)
        {
            return (Problem.BadJson("A text in it is not valid UTF-16: half a surrogate pair."), "", NamedZone.Utc);
        }
    }

    private static (Problem? Problem, string Question, NamedZone Zone) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return (Problem.BadJson($"It is a JSON {root.ValueKind.ToString().ToLowerInvariant()}."), "", NamedZone.Utc);
        foreach (JsonProperty field in root.EnumerateObject())
            if (field.Name is not ("question" or "tz")) return (Problem.BadJson($"The field '{field.Name}' is not known."), "", NamedZone.Utc);
        string question = root.TryGetProperty("question", out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        if (string.IsNullOrWhiteSpace(question)) return (Problem.NoQuestion, "", NamedZone.Utc);
        int bytes = Encoding.UTF8.GetByteCount(question);
        if (bytes > QuestionParser.MaxBytes) return (Problem.TooLong(bytes), question[..256], NamedZone.Utc);
        if (!root.TryGetProperty("tz", out JsonElement tz) || tz.ValueKind == JsonValueKind.Null) return (null, question, NamedZone.Utc);
        string name = tz.ValueKind == JsonValueKind.String ? tz.GetString()! : tz.GetRawText();
        return ZoneTable.Find(name) is { } zone ? (null, question, zone) : (Problem.BadZone(name), question, NamedZone.Utc);
    }
}
