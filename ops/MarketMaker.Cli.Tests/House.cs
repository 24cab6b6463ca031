using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace MarketMaker.Cli.Tests;

/// <summary>A data directory of its own and the <c>mm</c> command over it, as a user has them.</summary>
internal sealed class House : IDisposable
{
    private static readonly string Command = Built("ops", "MarketMaker.Cli", "mm.dll");

    public House() => Data = Directory.CreateTempSubdirectory("mm-house-").FullName;

    public string Data { get; }

    public int Port { get; } = FreePort();

    public static string Root => Repository;

    /// <summary>Starts <c>mm VERB … --data DIR</c>, output redirected.</summary>
    public Process Start(params string[] arguments) => StartPlain([.. arguments, "--data", Data]);

    /// <summary>Runs it to its end.</summary>
    public Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) => RunOverAsync(Data, arguments);

    /// <summary>Runs it over another data directory.</summary>
    public static Task<(int Code, string Output, string Errors)> RunOverAsync(string data, string[] arguments) => RunPlainAsync([.. arguments, "--data", data]);

    /// <summary>Runs <c>mm</c> with these arguments and no others.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunPlainAsync(params string[] arguments)
    {
        using Process process = StartPlain(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>The whole way, once; its result.</summary>
    public async Task<JsonObject> RunOnceAsync(params string[] arguments)
    {
        (int code, string output, string errors) = await RunAsync(["run", "--once", "--json", "--port", $"{Port}", .. arguments]);
        Assert.True(code == 0, $"mm run ended with {code}: {errors}");
        return JsonNode.Parse(output)!.AsObject();
    }

    /// <summary>Rows of an SQL query over the lake.</summary>
    public async Task<JsonArray> SqlAsync(string sql)
    {
        (int code, string output, string errors) = await RunAsync("sql", sql, "--json");
        Assert.True(code == 0, $"mm sql ended with {code}: {errors}");
        return JsonNode.Parse(output.Trim().Split('\n')[^1])!["rows"]!.AsArray();
    }

    public void Dispose() => Directory.Delete(Data, recursive: true);

    private static string Repository { get; } = FindRepository();

    private static Process StartPlain(string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = Repository };
        info.ArgumentList.Add(Command);
        foreach (string argument in arguments) info.ArgumentList.Add(argument);
        return Process.Start(info)!;
    }

    private static string Built(string folder, string project, string file)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(FindRepository(), folder, project, "bin", output.Parent!.Name, output.Name, file);
    }

    private static string FindRepository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MarketMaker.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("MarketMaker.sln is in no folder above the tests.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
