namespace MarketMaker.Collectors.JournalCollector;

/// <summary>When the collector ends by itself.</summary>
internal enum FollowUntil
{
    /// <summary>Never: it follows until it is stopped.</summary>
    Stopped,

    /// <summary>Everything visible is in the lake.</summary>
    Idle,

    /// <summary>Everything visible is in the lake and every bot run is done.</summary>
    RunsDone,
}

/// <summary>Arguments of the verb <c>follow</c>.</summary>
internal sealed record FollowOptions(string DataDirectory, FollowUntil Until, bool EndsWithStandardInput, bool IsJson)
{
    /// <summary>Merge small files on the way.</summary>
    public bool IsMerging { get; init; } = true;

    public const string Usage = """
        Usage: Collectors follow [--data DIR] [--until-idle | --once] [--no-merge] [--exit-on-stdin-eof] [--json]
          --data DIR            data directory (default: $MM_DATA, else ./data)
          --until-idle          stop when everything that is there now is in the lake
          --once                stop when everything is in the lake and every bot run is done
          --no-merge            leave merging small files to compact
          --exit-on-stdin-eof   stop when standard input ends
          --json                one JSON object as the last line; progress as JSON lines on standard error
        """;

    /// <exception cref="ArgumentException">An argument is not known or misses its value.</exception>
    public static FollowOptions Parse(IReadOnlyList<string> arguments, string? dataFromEnvironment)
    {
        string data = string.IsNullOrEmpty(dataFromEnvironment) ? "data" : dataFromEnvironment;
        var until = FollowUntil.Stopped;
        bool endsWithInput = false;
        bool isJson = false;
        bool isMerging = true;
        for (int i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--data" when i + 1 < arguments.Count: data = arguments[++i]; break;
                case "--data": throw new ArgumentException("--data needs a directory.");
                case "--until-idle": until = Once(until, FollowUntil.Idle); break;
                case "--once": until = Once(until, FollowUntil.RunsDone); break;
                case "--exit-on-stdin-eof": endsWithInput = true; break;
                case "--no-merge": isMerging = false; break;
                case "--json": isJson = true; break;
                default: throw new ArgumentException($"'{arguments[i]}' is not an argument of follow.\n{Usage}");
            }
        }

        return new FollowOptions(data, until, endsWithInput, isJson) { IsMerging = isMerging };
    }

    private static FollowUntil Once(FollowUntil before, FollowUntil now) =>
        before == FollowUntil.Stopped ? now : throw new ArgumentException("--until-idle and --once cannot be given together, nor twice.");
}
