namespace MarketMaker.QueryApi.Sandbox;

/// <summary>A request that a worker could not answer.</summary>
public sealed class WorkerFailedException(string code, string message, int? position = null) : Exception(message)
{
    /// <summary>The code of a request that ran out of time.</summary>
    public const string TimedOut = "timeout";

    /// <summary>The code of a worker that died.</summary>
    public const string Crashed = "worker_died";

    /// <summary>What kind of failure, lower_snake.</summary>
    public string Code { get; } = code;

    /// <summary>Character of the SQL where the engine saw the error; null where it named none.</summary>
    public int? Position { get; } = position;

    /// <summary>The failure may be gone with a fresh worker and a fresh look at the manifests: a worker that died, a file that was replaced.</summary>
    public bool IsTransient => Code is Crashed or "io";
}
