namespace MarketMaker.QueryApi.Commands;

/// <summary>Exit codes, the same for every program of the house.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadArguments = 2;

    /// <summary>The input was refused: a question that is declined or refused, SQL that is wrong, a data directory without data.</summary>
    public const int Refused = 3;
    public const int Cancelled = 130;
}
