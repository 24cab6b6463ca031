using System.Text.Json.Nodes;

namespace MarketMaker.Bot.Replay;

/// <summary><c>run.json</c>: what one bot run is, and how far it is.</summary>
internal sealed record RunState
{
    public const string Running = "running";

    public const string Done = "done";

    /// <summary>Ended by a fault of the bot; it is not gone on with.</summary>
    public const string Failed = "failed";

    public required string RunId { get; init; }

    public required string RunKey { get; init; }

    public required string Tape { get; init; }

    public required string TapeSha256 { get; init; }

    public required string ConfigSha256 { get; init; }

    /// <summary>Seed of a generated tape; null for a recording.</summary>
    public long? Seed { get; init; }

    public required IReadOnlyList<string> Symbols { get; init; }

    /// <summary>Identity of the program's code: another build is another run, because it may decide otherwise.</summary>
    public required string Build { get; init; }

    public required string State { get; init; }

    /// <summary>Wall time of the first start.</summary>
    public required string StartedAt { get; init; }

    public string? FinishedAt { get; init; }

    /// <summary>Receive time of the tape's first event.</summary>
    public string? TapeFrom { get; init; }

    public string? TapeTo { get; init; }

    /// <summary>The run's result, as it was printed.</summary>
    public JsonObject? Summary { get; init; }
}
