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
            (Problem? problem, Asked asked) = await ReadAsync(context);
            if (problem is not null)
            {
                engine.Rejected("http", asked.Question, problem.Code);
                await problem.WriteAsync(context);
                return;
            }

            Answer answer = await engine.AskAsync("http", asked.Question, asked.Zone, context.RequestAborted, asked.RunId);
            await JsonResponse.WriteAsync(context, answer);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private static async Task<(Problem? Problem, Asked Asked)> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType()) return (Problem.NotJson(context.Request.ContentType), Asked.Nothing);
        byte[] body = new byte[MaxBodyBytes + 1];
        int length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > MaxBodyBytes) return (Problem.TooLong(context.Request.ContentLength ?? length), Asked.Nothing);
        try
        {
            using JsonDocument document = JsonDocument.Parse(body.AsMemory(0, length));
            return Read(document.RootElement);
        }
        catch (JsonException error)
        {
            return (Problem.BadJson(error.Message), Asked.Nothing);
        }
        catch (InvalidOperationException)
        {
            return (Problem.BadJson("A text in it is not valid UTF-16: half a surrogate pair."), Asked.Nothing);
        }
    }

    private static (Problem? Problem, Asked Asked) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return (Problem.BadJson($"It is a JSON {root.ValueKind.ToString().ToLowerInvariant()}."), Asked.Nothing);
        foreach (JsonProperty field in root.EnumerateObject())
            if (field.Name is not ("question" or "tz" or "run_id")) return (Problem.BadJson($"The field '{field.Name}' is not known."), Asked.Nothing);
        string question = root.TryGetProperty("question", out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        if (string.IsNullOrWhiteSpace(question)) return (Problem.NoQuestion, Asked.Nothing);
        int bytes = Encoding.UTF8.GetByteCount(question);
        if (bytes > QuestionParser.MaxBytes) return (Problem.TooLong(bytes), new Asked(Cut(question), NamedZone.Utc, null));
        if (!TryText(root, "run_id", out string? runId)) return (Problem.BadJson("The field 'run_id' is no text."), new Asked(question, NamedZone.Utc, null));
        if (!TryText(root, "tz", out string? name)) return (Problem.BadZone(root.GetProperty("tz").GetRawText()), new Asked(question, NamedZone.Utc, runId));
        NamedZone? zone = name is null ? NamedZone.Utc : ZoneTable.Find(name);
        return zone is null ? (Problem.BadZone(name!), new Asked(question, NamedZone.Utc, runId)) : (null, new Asked(question, zone, runId));
    }

    /// <summary>A field's text; null where it is absent or null.</summary>
    /// <returns>False when it is something else.</returns>
    private static bool TryText(JsonElement root, string name, out string? text)
    {
        text = null;
        if (!root.TryGetProperty(name, out JsonElement field) || field.ValueKind == JsonValueKind.Null) return true;
        if (field.ValueKind != JsonValueKind.String) return false;
        text = field.GetString();
        return true;
    }

    // Not between the two halves of a surrogate pair.
    private static string Cut(string question) => char.IsHighSurrogate(question[255]) ? question[..255] : question[..256];

    /// <summary>A request as read.</summary>
    /// <param name="RunId">The run that the question is about whatever its words say; null for none.</param>
    private sealed record Asked(string Question, NamedZone Zone, string? RunId)
    {
        public static Asked Nothing { get; } = new("", NamedZone.Utc, null);
    }
}
