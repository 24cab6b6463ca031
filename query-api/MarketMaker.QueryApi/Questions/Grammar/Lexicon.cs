using MarketMaker.QueryApi.Questions.Metrics;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Questions.Grammar;

/// <summary>What a phrase does in a question.</summary>
internal enum Role
{
    /// <summary>Says nothing that changes the answer.</summary>
    Filler,
    Why,
    List,
    Metric,

    /// <summary>Turns rejections into their rate.</summary>
    Rate,

    /// <summary>Split by guard, the part of all rejections; otherwise the same as <see cref="Rate"/>.</summary>
    Share,
    Dimension,
    Side,
    Guard,
    Versus,
    Largest,
    Smallest,
    Latest,
    LatestRun,

    /// <summary>Wants stretches of time, their length left open.</summary>
    Trend,

    /// <summary>Wants groups, and says by what elsewhere.</summary>
    Split,
    Symbol,
    Regime,

    /// <summary>Changes the meaning in a way that is not supported.</summary>
    Unsupported,
}

/// <summary>A phrase of the grammar.</summary>
/// <param name="Words">Its words.</param>
/// <param name="Value">What it names: a metric, a dimension, guards joined by commas, or the reason it is not supported.</param>
internal sealed record Phrase(string[] Words, Role Role, string Value);

/// <summary>The grammar's phrases, by their first word, the longest first.</summary>
internal static class Lexicon
{
    private const string Negation = "it leaves something out, and leaving out is not supported: ask for what you want instead";
    private const string Moment = "moments are answered as stretches of time: ask \"by hour\" or \"per 10 min\"";
    private const string OneBot = "events do not tell bots apart; ask \"by run\" or \"by symbol\"";
    private const string OtherMeasure = "averages, medians and percentiles are not supported yet";

    private static readonly Dictionary<string, Phrase[]> ByFirstWord = Build();

    /// <summary>Words that a misspelling may be corrected to.</summary>
    public static IReadOnlySet<string> Targets { get; } = ByFirstWord.Values.SelectMany(p => p)
        .Where(p => p.Role is not Role.Filler and not Role.Unsupported).SelectMany(p => p.Words)
        .Concat(PhraseReader.Words).Where(w => w.Length >= 4).ToHashSet(StringComparer.Ordinal);

    /// <summary>Every word that is known as it stands.</summary>
    public static IReadOnlySet<string> Known { get; } = ByFirstWord.Values.SelectMany(p => p).SelectMany(p => p.Words)
        .Concat(PhraseReader.Words).Concat(ZoneTable.Words).ToHashSet(StringComparer.Ordinal);

    /// <summary>The longest phrase that begins at a place, skipping nothing.</summary>
    public static Phrase? Match(IReadOnlyList<Token> tokens, int at, IReadOnlySet<int> taken)
    {
        if (tokens[at].Kind != TokenKind.Word || !ByFirstWord.TryGetValue(tokens[at].Text, out Phrase[]? phrases)) return null;
        foreach (Phrase phrase in phrases)
        {
            bool isHere = at + phrase.Words.Length <= tokens.Count;
            for (int k = 0; isHere && k < phrase.Words.Length; k++) isHere = tokens[at + k].Is(phrase.Words[k]) && !taken.Contains(at + k);
            if (isHere) return phrase;
        }

        return null;
    }

    private static Dictionary<string, Phrase[]> Build()
    {
        var phrases = new List<Phrase>();
        void Add(Role role, string value, params string[] texts) => phrases.AddRange(texts.Select(t => new Phrase(t.Split(' '), role, value)));

        foreach (Metric metric in MetricRegistry.All) Add(Role.Metric, metric.Name, [.. metric.Words]);
        AddGuardWords(Add);
        foreach (string guard in EnumNames<Guard>.Texts)
        {
            string name = guard.Replace('_', ' ');
            Add(Role.Guard, guard, guard, name, $"{guard} guard", $"{name} guard");
        }


        Add(Role.Unsupported, Moment, "what time", "which time");
        Add(Role.Unsupported, OneBot, "by bot", "by bots", "per bot", "each bot", "every bot", "which bot", "which bots");
        Add(Role.Trend, "", "trend", "trends", "over time", "history", "timeline", "time series");
        Add(Role.Split, "", "breakdown", "broken down", "split", "grouped", "group");
        Add(Role.Why, "", "explain", "why", "why's", "how come", "what caused", "what made", "for what reason", "reason for", "reasons for", "cause of", "causes of");
        Add(Role.List, "", "list", "examples", "example", "examples of");
        Add(Role.Rate, "", "rate", "ratio");
        Add(Role.Share, "", "share", "percentage", "percent", "proportion", "fraction", "how much of", "what part", "part of");
        Add(Role.Dimension, nameof(Dimension.Guard), "guard", "guards", "reason", "reasons", "veto reason", "veto reasons", "cause", "causes", "filter");
        Add(Role.Dimension, nameof(Dimension.Side), "by side", "per side", "each side", "which side", "sides", "both sides");
        Add(Role.Dimension, nameof(Dimension.Symbol), "symbol", "symbols", "coin", "coins", "asset", "assets", "instrument", "instruments", "market", "markets", "pair", "pairs",
            "token", "tokens");
        Add(Role.Dimension, nameof(Dimension.Run), "by run", "per run", "runs", "each run", "by session", "per session");
        Add(Role.Dimension, nameof(Dimension.Regime), "by regime", "per regime", "regime", "regimes");
        Add(Role.Dimension, nameof(Dimension.Mode), "by mode", "per mode", "modes");
        Add(Role.Side, nameof(PlanSide.Bid), "bid", "bids", "buy", "buys", "bid side", "buy side", "bought");
        Add(Role.Side, nameof(PlanSide.Ask), "ask", "asks", "sell", "sells", "offer", "offers", "ask side", "sell side", "sold");
        Add(Role.Versus, "", "vs", "versus", "compare", "compared", "compared with", "compared to", "against", "or");
        Add(Role.Largest, "", "most", "biggest", "largest", "highest", "top", "main", "greatest", "max", "maximum", "mostly", "peak");
        Add(Role.Largest, "worst", "worst");
        Add(Role.Smallest, "", "least", "smallest", "lowest", "fewest", "min", "minimum");
        Add(Role.Smallest, "best", "best");
        Add(Role.Latest, "", "latest", "newest", "most recent");
        Add(Role.LatestRun, "", "last run", "latest run", "last session", "latest session");
        Add(Role.LatestRun, "this", "this run", "this session", "current run");

        Add(Role.Unsupported, Negation, "not", "no", "except", "excluding", "without", "besides", "unless", "ignoring", "minus", "never", "don't", "didn't",
            "weren't", "wasn't", "isn't", "aren't", "other than", "apart from", "neither", "nor");
        Add(Role.Unsupported, OtherMeasure, "average", "avg", "mean", "median", "p50", "p90", "p95", "p99", "percentile", "typical");
        Add(Role.Unsupported, Moment, "when");
        Add(Role.Filler, "", "a", "an", "the", "of", "in", "on", "for", "at", "to", "by", "from", "was", "were", "is", "are", "am", "be", "been", "being", "do", "does",
            "did", "done", "we", "our", "us", "you", "your", "it", "its", "this", "that", "these", "those", "there", "all", "any", "please", "pls", "hey", "hi",
            "tell", "me", "show", "give", "get", "got", "see", "i", "want", "need", "know", "can", "could", "what", "what's", "whats", "which", "how", "how's", "many", "much",
            "have", "has", "had", "so", "far", "total", "number", "count", "overall", "per", "each", "every", "and", "with", "during", "happened", "how many times",
            "happen", "exactly", "just", "only", "then", "made", "make", "placed", "send", "sent", "submitted", "paid", "pay", "bot", "bots", "side", "across", "their", "they", "often", "again", "also",
            "as", "getting", "run", "traded", "came", "because", "due", "caused", "some", "lot", "frequently", "common");
        return phrases.GroupBy(p => p.Words[0], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.OrderByDescending(p => p.Words.Length).ToArray(), StringComparer.Ordinal);
    }

    private static void AddGuardWords(Action<Role, string, string[]> add)
    {
        void Guards(string guards, params string[] words)
        {
            add(Role.Guard, guards, words);
            add(Role.Guard, guards, [.. words.SelectMany(w => (string[])[$"{w} guard", $"{w} guards", $"{w} check", $"{w} filter", $"{w} limit"])]);
        }

        Guards("stale_data", "stale", "stale book", "stale books", "staleness");
        Guards("volatility_guard,volatility_ok", "volatility", "vol");
        Guards("liquidity_guard,liquidity_ok", "liquidity", "thin book", "depth");
        Guards("spread_guard", "spread", "spreads", "wide spread", "wide spreads");
        Guards("toxicity_guard", "toxicity", "toxic", "toxic flow");
        Guards("daily_risk_budget,risk_ok", "risk");
        Guards("daily_risk_budget", "risk budget", "daily risk", "daily loss", "budget");
        Guards("max_inventory", "inventory", "position limit", "inventory limit");
        Guards("rate_limit", "rate limits", "message limit", "throttle", "throttling");
        Guards("min_order_interval", "order interval");
        Guards("kill_switch", "killswitch", "kill");
        Guards("no_edge", "edge");
        Guards("warmup", "warm up", "warming up");
        Guards("threshold", "thresholds");
        Guards("band", "confidence band");
    }
}
