using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MarketMaker.QueryApi.Tests.Lakes;

/// <summary>The real program with the verb <c>serve</c>, on a free port, over the small lake.</summary>
public sealed class ServedApi : IAsyncLifetime, IDisposable
{
    private readonly Process _process = new();

    public SmallLake Lake { get; } = new SmallLake().WithOwnRun();

    public HttpClient Client { get; } = new();

    /// <summary>Process id of the server.</summary>
    public int ProcessId => _process.Id;

    public async Task InitializeAsync()
    {
        _process.StartInfo = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
            ArgumentList = { Workers.Program, "serve", "--data", Lake.Directory, "--port", "0", "--json", "--exit-on-stdin-eof" },
        };
        _process.Start();
        string line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("serve ended before it served.");
        Client.BaseAddress = new Uri((string)JsonNode.Parse(line)!["url"]!);
        Client.Timeout = TimeSpan.FromSeconds(60);
    }

    public async Task DisposeAsync() => await StopAsync();

    public void Dispose()
    {
        Client.Dispose();
        _process.Dispose();
        Lake.Dispose();
    }

    /// <summary>Ends its standard input and waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        if (!_process.HasExited) _process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async Task<JsonElement> AskAsync(string question)
    {
        using HttpResponseMessage response = await Client.PostAsJsonAsync("/ask", new { question });
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Process ids of the server's workers: the children of its threads.</summary>
    public int[] WorkerIds() => [.. Directory.EnumerateDirectories($"/proc/{ProcessId}/task").SelectMany(ChildrenOf).Distinct()];

    /// <summary>Lines of the audit stream written so far, without header and trailer.</summary>
    public IReadOnlyList<JsonElement> AuditLines() => Journals.Events(Path.Combine(Lake.Directory, "journal", "_pipeline", "queryapi"));

    private static IEnumerable<int> ChildrenOf(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToArray();
        }
        catch (IOException)
        {
            return []; // the thread ended
        }
    }
}

/// <summary>Reads journal files.</summary>
public static class Journals
{
    /// <summary>Event lines of all files of a directory, in order of file names.</summary>
    public static IReadOnlyList<JsonElement> Events(string directory)
    {
        var events = new List<JsonElement>();
        foreach (string path in Directory.EnumerateFiles(directory).Order(StringComparer.Ordinal))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            while (reader.ReadLine() is { } line)
            {
                JsonElement element = JsonDocument.Parse(line).RootElement.Clone();
                if (element.GetProperty("event_type").GetString() is not ("file_header" or "file_trailer")) events.Add(element);
            }
        }

        return events;
    }
}
