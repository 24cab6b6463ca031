using MarketMaker.QueryApi.Questions.Time;

namespace MarketMaker.QueryApi.Questions.Grammar;

/// <summary>Requests that are never carried out: each with its rule's name and a reason.</summary>
internal static class RefusalRules
{
    private const string ReadOnly = "Nothing can be changed from here: questions are read-only. What was refused on the way in stays in the quarantine stream.";
    private const string NoSecrets = "Keys, passwords, settings and the program's own instructions are not part of the data and are never shown.";
    private const string NoForecast = "The future is not in the data and is not forecast here. A trend of the past can be had: \"rejection rate by hour today\".";
    private const string NoSql = "SQL is not taken as a question. On your own machine, `mm sql \"SELECT …\"` runs it over the local lake.";
    private const string NoOrders = "This answers questions; it takes no orders, changes no rules and sends nothing anywhere.";

    private static readonly (string Code, string Reason, string[] Words)[] Rules =
    [
        ("read_only", ReadOnly, ["delete", "drop", "remove", "erase", "truncate", "insert", "update", "alter", "create", "overwrite", "modify", "purge", "wipe"]),
        ("secrets", NoSecrets, ["api", "apikey", "password", "passwords", "passwd", "secret", "secrets", "credential", "credentials", "env", "environment",
            "private", "prompt", "token", "tokens", "schema", "schemas"]),
        ("sql", NoSql, ["select", "union", "join", "copy", "attach", "detach", "pragma", "install", "load", "export", "explain", "query", "sql", "duckdb",
            "read_csv", "read_text", "read_blob", "read_parquet", "information_schema", "merge", "vacuum", "checkpoint"]),
        ("forecast", NoForecast, ["will", "tomorrow", "predict", "prediction", "forecast", "expect", "gonna", "shall", "future"]),
        ("orders", NoOrders, ["ignore", "pretend", "admin", "instructions", "override", "repeat", "email", "mail", "post", "upload", "send", "http", "https", "curl",
            "set", "enable", "disable", "restart", "shutdown", "execute", "lock_configuration"]),
    ];

    /// <summary>The rule that a question falls under, or null.</summary>
    public static Refused? Find(IReadOnlyList<Token> tokens)
    {
        foreach ((string code, string reason, string[] words) in Rules)
            foreach (Token token in tokens)
                if (token.IsAny(words)) return new Refused(code, reason);
        for (int i = 0; i + 1 < tokens.Count; i++)
        {
            bool isAhead = tokens[i].Is("next") && tokens[i + 1].IsAny("hour", "hours", "day", "days", "week", "month", "year", "minutes");
            if (isAhead || (tokens[i].Is("going") && tokens[i + 1].Is("to"))) return new Refused("forecast", NoForecast);
        }

        return null;
    }
}
