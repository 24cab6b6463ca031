using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using MarketMaker.Cli.Processes;

namespace MarketMaker.Cli.Running;

/// <summary>A long step reported by a child.</summary>
/// <param name="Total">How much there is in all; null while the child cannot know.</param>
internal readonly record struct ChildProgress(string Name, double Done, double? Total);

/// <summary>A program of the house running under us. It ends by itself when our end of its standard input closes, even if we are killed.</summary>
internal sealed class Child : IAsyncDisposable
{
    private const int TailLines = 20;

    private readonly Process _process;
    private readonly Task _reading;
    private readonly Queue<string> _tail = new();
    private readonly TaskCompletionSource<string> _firstOutput = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _lastOutput;

    private Child(HouseProgram program, Process process, Action<ChildProgress> onProgress)
    {
        Name = program.Name;
        _process = process;
        _reading = Task.WhenAll(ReadOutputAsync(), ReadErrorsAsync(onProgress));
    }

    public string Name { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the program with <c>--json --exit-on-stdin-eof</c>.</summary>
    public static Child Start(HouseProgram program, Arguments arguments, Action<ChildProgress> onProgress)
    {
        ProcessStartInfo info = program.StartInfo(arguments.Flag("--json", isSet: true).Flag("--exit-on-stdin-eof", isSet: true).All);
        info.RedirectStandardInput = true;
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
        return new Child(program, Process.Start(info)!, onProgress);
    }

    /// <summary>Waits for its end and returns its result: the JSON object on the last line it printed.</summary>
    /// <exception cref="ChildFailedException">It ended with another code than 0, or without a result.</exception>
    public async Task<JsonObject> ResultAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation);
        await _reading;
        if (_process.ExitCode != 0) throw Failed();
        try
        {
            return JsonNode.Parse(_lastOutput ?? "")!.AsObject();
        }
        catch (JsonException error)
        {
            throw new ChildFailedException(Failure.Of(ExitCodes.Failed, $"{Name} printed no result: {error.Message}"));
        }
    }

    /// <summary>The first JSON object it prints: what a program that keeps running has to say of itself. Does not complete when it says nothing.</summary>
    /// <exception cref="ChildFailedException">It said that it cannot run.</exception>
    public async Task<JsonObject> GreetingAsync(CancellationToken cancellation)
    {
        string line = await _firstOutput.Task.WaitAsync(cancellation);
        return Failure.Read(line, ExitCodes.Failed) is null ? JsonNode.Parse(line)!.AsObject() : await ResultAsync(cancellation);
    }

    /// <summary>Completes, by throwing, when the program ends though nobody asked it to.</summary>
    public async Task WatchAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation);
        await _reading;
        throw Failed();
    }

    /// <summary>Asks it to end and waits; what does not end within ten seconds is killed.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }

        await _reading;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    // What the program said is for the user as it is. Only where the cause may pass is it true that the same command goes on.
    private ChildFailedException Failed()
    {
        int code = _process.ExitCode;
        string how = code > 128 ? $"was ended by signal {code - 128}" : $"ended with code {code}";
        string said = string.Join('\n', _tail);
        bool isToBlame = code is ExitCodes.BadArguments or ExitCodes.Refused;
        Failure failure = Failure.Read(_lastOutput, code)
            ?? (isToBlame && said.Length > 0 ? Failure.Of(code, said) : Failure.Of(code, said.Length > 0 ? $"{Name} {how}.\n{said}" : $"{Name} {how}."));
        return new ChildFailedException(failure with { ExitCode = isToBlame ? code : ExitCodes.Failed });
    }

    private async Task ReadOutputAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Length == 0) continue;
            _lastOutput = line;
            _firstOutput.TrySetResult(line);
        }
    }

    private async Task ReadErrorsAsync(Action<ChildProgress> onProgress)
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            if (TryReadProgress(line, out ChildProgress progress))
            {
                onProgress(progress);
                continue;
            }

            if (_tail.Count == TailLines) _tail.Dequeue();
            _tail.Enqueue(line);
        }
    }

    private static bool TryReadProgress(string line, out ChildProgress progress)
    {
        progress = default;
        if (!line.StartsWith("{\"progress\"", StringComparison.Ordinal)) return false;
        try
        {
            JsonNode json = JsonNode.Parse(line)!;
            progress = new ChildProgress((string)json["progress"]!, (double)json["done"]!, (double?)json["total"]);
            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentNullException)
        {
            return false; // Then it is a line of text and kept as such.
        }
    }
}

/// <summary>A child ended in a way that stops the run.</summary>
internal sealed class ChildFailedException(Failure failure) : Exception(failure.Message)
{
    public Failure Failure => failure;
}
