using System.Text.Json;
using MarketMaker.Lake.Native;

namespace MarketMaker.QueryApi.Sandbox;

/// <summary>The <c>worker</c> verb: answers requests on standard input, one line each, until it ends.</summary>
internal static class WorkerLoop
{
    public static async Task<int> RunAsync(Stream input, Stream output)
    {
        // The first DuckDB of a process costs four times the next; that is paid before the first question.
        using (var warm = new DuckDBConnection())
        {
            warm.Open();
            warm.Execute("SELECT 1");
        }

        using var reader = new StreamReader(input);
        while (await reader.ReadLineAsync() is { } line)
        {
            await output.WriteAsync(Answer(line));
            output.WriteByte((byte)'\n');
            await output.FlushAsync();
        }

        return 0;
    }

    private static ReadOnlyMemory<byte> Answer(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<WorkerRequest>(line, WorkerProtocol.Json) is { } request
                ? DuckDBSession.Run(request)
                : DuckDBSession.Failed(0, new WorkerError("bad_request", "The line holds null."));
        }
        catch (JsonException error)
        {
            return DuckDBSession.Failed(0, new WorkerError("bad_request", error.Message));
        }
    }
}
