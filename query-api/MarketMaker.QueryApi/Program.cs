using System.Runtime.InteropServices;
using MarketMaker.QueryApi.Commands;
using MarketMaker.QueryApi.Sandbox;

const string Usage =
    """
    serve [--data DIR] [--port N] [--json] [--exit-on-stdin-eof]            the API and its first page on 127.0.0.1
    ask "QUESTION" [--data DIR] [--tz ZONE] [--now TIME] [--run ID] [--json]
                                                                            one question, one answer; with --run about that run alone
    sql "SELECT …" [--data DIR] [--json | --csv]                            SQL over the local lake
    """;

if (args is ["worker"]) return await WorkerLoop.RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput());

bool isJson = args.Contains("--json");
using var stop = new CancellationTokenSource();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    string[] rest = args.Length > 0 ? args[1..] : [];
    switch (args.FirstOrDefault())
    {
        case "serve":
            var serve = new CommandLine(rest, takesText: false, ["--data", "--port"], ["--json", "--exit-on-stdin-eof"]);
            if (serve.Has("--exit-on-stdin-eof")) _ = Task.Run(StopAtEndOfInput);
            return await ServeCommand.RunAsync(serve, stop.Token);
        case "ask":
            return await AskCommand.RunAsync(new CommandLine(rest, takesText: true, ["--data", "--tz", "--now", "--run"], ["--json"]), stop.Token);
        case "sql":
            return await SqlCommand.RunAsync(new CommandLine(rest, takesText: true, ["--data"], ["--json", "--csv"]), stop.Token);
        case "help" or "--help" or "-h":
            Console.WriteLine(Usage);
            return ExitCodes.Done;
        default:
            return CommandError.Report(isJson, ExitCodes.BadArguments, "bad_arguments", args.Length == 0 ? "A verb is missing." : $"There is no verb '{args[0]}'.", $"There are:\n{Usage}");
    }
}
catch (BadArgumentsException error)
{
    return CommandError.Report(isJson, ExitCodes.BadArguments, "bad_arguments", error.Message, "");
}
catch (NoDataException error)
{
    return CommandError.Report(isJson, ExitCodes.Refused, "no_data", error.Message, error.Remedy);
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return ExitCodes.Cancelled;
}
catch (Exception error) when (error is WorkerFailedException or IOException or InvalidDataException or UnauthorizedAccessException)
{
    return CommandError.Report(isJson, ExitCodes.Failed, "failed", error.Message, "Run it again when the cause is gone.");
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

async Task StopAtEndOfInput()
{
    using Stream input = Console.OpenStandardInput();
    byte[] buffer = new byte[256];
    while (await input.ReadAsync(buffer) > 0)
    {
        // What is said there means nothing; that it ends does.
    }

    await stop.CancelAsync();
}
