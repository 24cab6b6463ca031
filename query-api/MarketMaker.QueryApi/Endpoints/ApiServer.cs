using System.Net;
using MarketMaker.Lake.Partitions;
using MarketMaker.QueryApi.Answers;
using MarketMaker.QueryApi.Audit;
using MarketMaker.QueryApi.Sandbox;
using Serilog;

namespace MarketMaker.QueryApi.Endpoints;

/// <summary>The HTTP server, on 127.0.0.1.</summary>
internal static class ApiServer
{
    private const int MaxBodyBytes = 64 * 1024;

    /// <summary>Builds it; the caller starts and stops it.</summary>
    public static WebApplication Build(LakeDirectory lake, int port, WorkerPool workers, AuditJournal journal, TimeProvider clock)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        WebApplication app = builder.Build();
        var engine = new QuestionEngine(lake, workers, clock);
        var ask = new AskEndpoint(new AuditedEngine(engine, journal, clock));
        var runs = new RunEndpoints(engine, workers, clock);
        var page = new FirstPage();

        app.Use(GuardAsync);
        app.MapPost("/ask", ask.HandleAsync);
        app.MapGet("/health", runs.HealthAsync);
        app.MapGet("/runs/latest", runs.LatestRunAsync);
        app.MapGet("/rejections", runs.RejectionsAsync);
        app.MapGet("/openapi.json", context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(Embedded.Text("openapi.json"), context.RequestAborted);
        });
        app.MapGet("/", page.HandleAsync);
        return app;
    }

    /// <summary>What holds for every request: its host, its headers, and how failures are told.</summary>
    private static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        // A page of another site may resolve its own name to this machine: only our own names are served.
        if (context.Request.Host.Host is not ("127.0.0.1" or "localhost"))
        {
            await Problem.ForeignHost(context.Request.Host.Value ?? "").WriteAsync(context);
            return;
        }

        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: 404, ContentLength: null } && context.GetEndpoint() is null)
                await Problem.NotFound(context.Request.Path).WriteAsync(context);
            else if (context.Response is { HasStarted: false, StatusCode: 405 })
                await Problem.MethodNotAllowed(context.Request.Method, context.Request.Path).WriteAsync(context);
        }
        catch (WorkerFailedException error)
        {
            Log.Warning("{Method} {Path}: {Code}: {Message}", context.Request.Method, context.Request.Path.Value, error.Code, error.Message);
            await Problem.Of(error).WriteAsync(context);
        }
        catch (BadHttpRequestException error)
        {
            Problem problem = error.StatusCode == 413 ? Problem.TooLong(context.Request.ContentLength ?? MaxBodyBytes) : Problem.BadJson(error.Message);
            await problem.WriteAsync(context);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.Error(error, "{Method} {Path}", context.Request.Method, context.Request.Path.Value);
            await Problem.Defect.WriteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            Log.Information("{Method} {Path}: the client went away", context.Request.Method, context.Request.Path.Value);
        }
    }
}
