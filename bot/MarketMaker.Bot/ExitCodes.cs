namespace MarketMaker.Bot;

/// <summary>What the process's exit code says; the same for every program of the house.</summary>
public static class ExitCodes
{
    public const int Done = 0;

    public const int Failed = 1;

    /// <summary>Arguments or configuration are wrong.</summary>
    public const int BadArguments = 2;

    /// <summary>The input is wrong and was refused.</summary>
    public const int BadInput = 3;

    /// <summary>Stopped from outside; the run can be gone on with.</summary>
    public const int Cancelled = 130;
}
