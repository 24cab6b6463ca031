using System.Text.Json;
using System.Text.Json.Serialization;

namespace MarketMaker.QueryApi.Endpoints;

/// <summary>JSON of responses.</summary>
internal static class JsonResponse
{
    /// <summary>snake_case, absent where null; text is escaped for HTML, whoever embeds it.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static async Task WriteAsync<T>(HttpContext context, T value)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        await JsonSerializer.SerializeAsync(context.Response.Body, value, Options, context.RequestAborted);
    }
}
