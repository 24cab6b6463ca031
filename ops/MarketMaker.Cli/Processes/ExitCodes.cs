namespace MarketMaker.Cli.Processes;

/// <summary>What an exit code says; the same for every command and every program of the house.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadArguments = 2;
    public const int Refused = 3;
    public const int Cancelled = 130;

    /// <summary>For the help of every command.</summary>
    public const string Text = """
        Exit codes:
          0    done
          1    failed; nothing is lost, the same command goes on
          2    bad arguments or configuration
          3    the input or question was refused, or there is no data
          130  stopped; the same command goes on
        """;

    private const int Signal = 128;
    private const int Killed = Signal + 9;
    private const int Terminated = Signal + 15;

    /// <summary>The cause may be gone when the same command runs again: it failed or was stopped, and the input is not to blame.</summary>
    public static bool IsPassing(int code) => code is Failed or Cancelled or Killed or Terminated;
}
