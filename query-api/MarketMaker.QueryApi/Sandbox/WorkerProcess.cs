using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace MarketMaker.QueryApi.Sandbox;

/// <summary>One worker process: asked one thing at a time, and killed when it is late.</summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>Time between the worker's own interrupt and the kill.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private int _requests;

    public WorkerProcess(WorkerCommand command)
    {
        _process = command.Start();
        Id = _process.Id;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
                if (_errors.Length < 4000) _errors.AppendLine(line.Data);
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>Process id.</summary>
    public int Id { get; }

    /// <summary>Requests answered so far.</summary>
    public int Requests => _requests;

    public bool IsAlive => !_process.HasExited;

    /// <summary>Sends one request and waits for its response.</summary>
    /// <exception cref="WorkerFailedException">It was late, died, or the request failed; after the first two the worker is dead.</exception>
    public async Task<IReadOnlyList<ResultTable>> AskAsync(WorkerRequest request, CancellationToken cancellation)
    {
        _requests++;
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(TimeSpan.FromMilliseconds(request.Limits.TimeoutMs) + Grace);
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request, WorkerProtocol.Json).AsMemory(), deadline.Token);
            await _process.StandardInput.FlushAsync(deadline.Token);
            string line = await _process.StandardOutput.ReadLineAsync(deadline.Token)
                ?? throw new WorkerFailedException(WorkerFailedException.Crashed, $"The worker died while it ran the query. {Errors()}".TrimEnd());
            WorkerResponse response = JsonSerializer.Deserialize<WorkerResponse>(line, WorkerProtocol.Json)
                ?? throw new WorkerFailedException(WorkerFailedException.Crashed, "The worker sent an empty response.");
            if (response.Error is { } error) throw new WorkerFailedException(error.Code, error.Message, error.Position);
            return response.Tables ?? [];
        }
        catch (OperationCanceledException)
        {
            Kill();
            cancellation.ThrowIfCancellationRequested();
            throw new WorkerFailedException(
                WorkerFailedException.TimedOut, $"The query did not end within {request.Limits.TimeoutMs} ms, and neither did the interrupt: its worker was killed.");
        }
        catch (IOException error)
        {
            Kill();
            throw new WorkerFailedException(WorkerFailedException.Crashed, $"The worker died: {error.Message} {Errors()}".TrimEnd());
        }
        catch (JsonException error)
        {
            Kill();
            throw new WorkerFailedException(WorkerFailedException.Crashed, $"The worker's response is not JSON: {error.Message}");
        }
    }

    /// <summary>Ends the process at once.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It is dead already, which is what was wanted.
        }
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private string Errors()
    {
        lock (_errors) return _errors.ToString().Trim();
    }
}
