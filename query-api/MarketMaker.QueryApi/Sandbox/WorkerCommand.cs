using System.Diagnostics;

namespace MarketMaker.QueryApi.Sandbox;

/// <summary>How a worker process is started.</summary>
/// <param name="FileName">Program.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record WorkerCommand(string FileName, IReadOnlyList<string> Arguments)
{
    // A worker inherits no secrets: only what the runtime needs to start.
    private static readonly string[] InheritedVariables = ["PATH", "HOME", "DOTNET_ROOT", "DOTNET_CLI_HOME", "TMPDIR", "LANG", "LD_LIBRARY_PATH"];

    /// <summary>The program at hand with the verb <c>worker</c>: itself, or through <c>dotnet</c> when it was started so.</summary>
    public static WorkerCommand OfAssembly(string assemblyPath)
    {
        string? self = Environment.ProcessPath;
        bool isAppHost = self is not null && Path.GetFileNameWithoutExtension(self) == Path.GetFileNameWithoutExtension(assemblyPath);
        string dotnet = self is not null && Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : "dotnet";
        return isAppHost ? new WorkerCommand(self!, ["worker"]) : new WorkerCommand(dotnet, [assemblyPath, "worker"]);
    }

    /// <summary>Starts a worker with its three streams redirected.</summary>
    public Process Start()
    {
        var start = new ProcessStartInfo(FileName)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (string argument in Arguments) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (string name in InheritedVariables)
            if (Environment.GetEnvironmentVariable(name) is { } value) start.Environment[name] = value;
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start) ?? throw new InvalidOperationException($"'{FileName}' did not start.");
    }
}
