using MarketMaker.QueryApi.Sandbox;

namespace MarketMaker.QueryApi.Tests.Lakes;

/// <summary>Worker processes for tests: the program under test, through dotnet.</summary>
public static class Workers
{
    /// <summary>The program beside the tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "MarketMaker.QueryApi.dll");

    public static WorkerCommand Command { get; } = new("dotnet", [Program, "worker"]);
}

/// <summary>One pool for the tests that only ask.</summary>
public sealed class SharedPool : IAsyncLifetime
{
    public WorkerPool Pool { get; } = new(Workers.Command);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Pool.DisposeAsync();
}
