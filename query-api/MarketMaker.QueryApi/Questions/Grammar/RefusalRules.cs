using MarketMaker.QueryApi.Questions.Time;

namespace MarketMaker.QueryApi.Questions.Grammar;

/// <summary>Requests that are never carried out: each with its rule's name and a reason.</summary>
/// <remarks>
/// Words that mean little else refuse wherever they stand. Verbs that may as well be part of a question ("why did pnl drop", "after the
/// restart") refuse only where they command: first in their clause, or with an object behind them.
/// </remarks>
internal static class RefusalRules
{
    private const string ReadOnly = "Nothing can be changed from here: questions are read-only. What was refused on the way in stays in the quarantine stream.";
    private const string NoSecrets = "Keys, passwords, settings and the program's own instructions are not part of the data and are never shown.";
    private const string NoForecast = "The future is not in the data and is not forecast here. A trend of the past can be had: \"rejection rate by hour today\".";
    private const string NoSql = "SQL is not taken as a question. On your own machine, `mm sql \"SELECT …\"` runs it over the local lake.";
    private const string NoOrders = "This answers questions; it takes no orders, changes no rules and sends nothing anywhere.";

    private static readonly Rule[] Rules =
    [
        new("read_only", ReadOnly,
            [],
            ["delete", "drop", "remove", "erase", "truncate", "insert", "update", "alter", "create", "overwrite", "modify", "purge", "wipe"]),
        new("secrets", NoSecrets,
            ["apikey", "password", "passwords", "passwd", "secret", "secrets", "credential", "credentials", "env", "prompt", "schema", "schemas",
                "api key", "api keys", "private key", "private keys", "api token", "access token", "bearer token", "environment variable", "environment variables"],
            []),
        new("sql", NoSql,
            ["select", "union", "join", "copy", "attach", "detach", "pragma", "sql", "duckdb", "read_csv", "read_text", "read_blob", "read_parquet", "information_schema"],
            ["install", "load", "export", "query", "merge", "vacuum", "checkpoint"]),
        new("forecast", NoForecast,
            ["will", "tomorrow", "predict", "prediction", "forecast", "expect", "gonna", "shall", "future", "going to", "next hour", "next hours", "next day", "next days",
                "next week", "next month", "next year", "next minutes"],
            []),
        new("orders", NoOrders,
            ["ignore", "pretend", "admin", "instructions", "override", "http", "https", "curl", "shutdown", "lock_configuration"],
            ["repeat", "email", "mail", "post", "upload", "send", "set", "enable", "disable", "restart", "execute"]),
    ];

    // Words before which a command may stand, and words that begin the object of one.
    private static readonly string[] Leads = ["please", "pls", "then", "and", "but", "now", "can", "could", "you", "just", "to", "go"];
    private static readonly string[] Objects =
        ["the", "all", "this", "that", "my", "every", "everything", "table", "tables", "row", "rows", "data", "view", "database", "file", "files", "into", "from", "order_intent", "execution"];

    /// <summary>The rule that a question falls under, or null.</summary>
    public static Refused? Find(IReadOnlyList<Token> tokens)
    {
        foreach (Rule rule in Rules)
        {
            for (int i = 0; i < tokens.Count; i++)
            {
                bool isPhrase = rule.Anywhere.Any(p => IsHere(tokens, i, p.Split(' ')));
                if (isPhrase || (tokens[i].IsAny(rule.Commands) && IsCommand(tokens, i))) return new Refused(rule.Code, rule.Reason);
            }
        }

        return null;
    }

    private static bool IsHere(IReadOnlyList<Token> tokens, int at, string[] words)
    {
        if (at + words.Length > tokens.Count) return false;
        for (int k = 0; k < words.Length; k++)
            if (!tokens[at + k].Is(words[k])) return false;
        return true;
    }

    private static bool IsCommand(IReadOnlyList<Token> tokens, int at)
    {
        // "drop in rejections" is a thing, not a command.
        if (at + 1 < tokens.Count && tokens[at + 1].IsAny("in", "of", "at", "on", "since", "by")) return false;
        if (at == 0 || tokens[at - 1].Kind is TokenKind.Other or TokenKind.Dash || tokens[at - 1].IsAny(Leads)) return true;
        // "did volume drop the most" has no object; neither has what an article makes a noun: "after the update".
        bool isNoun = tokens[at - 1].IsAny("the", "a", "an", "this", "last");
        bool hasObject = at + 1 < tokens.Count && tokens[at + 1].IsAny(Objects) && !(at + 2 < tokens.Count && tokens[at + 2].IsAny("most", "least", "last", "past", "previous"));
        return hasObject && !isNoun && !IsAsked(tokens, at);
    }

    // "did we send all orders", "when did we set the …": a verb of the question, not a command.
    private static bool IsAsked(IReadOnlyList<Token> tokens, int at)
    {
        for (int i = Math.Max(0, at - 3); i < at; i++)
            if (tokens[i].IsAny("did", "does", "do", "was", "were")) return true;
        return false;
    }

    /// <param name="Anywhere">Phrases that refuse wherever they stand.</param>
    /// <param name="Commands">Verbs that refuse where they command.</param>
    private sealed record Rule(string Code, string Reason, string[] Anywhere, string[] Commands);
}
