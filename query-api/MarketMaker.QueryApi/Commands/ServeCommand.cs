using System.Net.Sockets;
using MarketMaker.Lake.Partitions;
using MarketMaker.QueryApi.Audit;
using MarketMaker.QueryApi.Endpoints;
using MarketMaker.QueryApi.Sandbox;
using Serilog;

namespace MarketMaker.QueryApi.Commands;

/// <summary>The <c>serve</c> verb: the API until it is told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken cancellation)
    {
        var lake = new LakeDirectory(line.Data);
        int port = line.Port(8080);
        await using HumanLog log = HumanLog.Open(lake);
        using var journal = new AuditJournal(lake, TimeProvider.System);
        await using var workers = new WorkerPool(WorkerCommand.OfAssembly(typeof(ServeCommand).Assembly.Location));
        await using WebApplication app = ApiServer.Build(lake, port, workers, journal, TimeProvider.System);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            return CommandError.Report(
                line.Has("--json"), ExitCodes.BadArguments, "bad_port", $"Port {port} on 127.0.0.1 cannot be used: {error.Message.TrimEnd('.')}.",
                "Choose another with --port, or 0 for any free one.");
        }

        string url = app.Urls.First();
        Log.Information("Serving {Data} on {Url}, run {RunId}", lake.Data, url, journal.RunId);
        Console.WriteLine(line.Has("--json") ? $"{{\"url\":\"{url}\",\"run_id\":\"{journal.RunId}\"}}" : $"Serving {lake.Data} on {url}");
        var stopped = new TaskCompletionSource();
        await using (cancellation.Register(stopped.SetResult)) await stopped.Task;
        await app.StopAsync(CancellationToken.None);
        Log.Information("Stopped");
        return ExitCodes.Done;
    }
}

/// <summary>The human log of this process, closed at its end.</summary>
internal sealed class HumanLog : IAsyncDisposable
{
    private HumanLog()
    {
    }

    public static HumanLog Open(LakeDirectory lake)
    {
        Log.Logger = new LoggerConfiguration()
            .WriteTo.File(
                Path.Combine(lake.Logs, "queryapi-.log"), rollingInterval: RollingInterval.Day, shared: true,
                outputTemplate: "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} {Level:u3} {Message:lj}{NewLine}{Exception}")
            .CreateLogger();
        return new HumanLog();
    }

    public async ValueTask DisposeAsync() => await Log.CloseAndFlushAsync();
}
