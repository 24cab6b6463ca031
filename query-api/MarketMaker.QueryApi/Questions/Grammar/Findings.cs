using MarketMaker.QueryApi.Questions.Metrics;
using MarketMaker.QueryApi.Questions.Time;

namespace MarketMaker.QueryApi.Questions.Grammar;

/// <summary>What the words of a question named, before it is decided what they mean together.</summary>
internal sealed class Findings
{
    public bool IsWhy { get; set; }

    public bool IsList { get; set; }

    public bool HasVersus { get; set; }

    public bool HasRate { get; set; }

    public bool HasShare { get; set; }

    public bool IsLatest { get; set; }

    public bool IsLatestRun { get; set; }

    public Phrase? Extreme { get; set; }

    public int? Limit { get; set; }

    public int? BucketMinutes { get; set; }

    public string? RunId { get; set; }

    public List<Metric> Metrics { get; } = [];

    public List<Dimension> Dimensions { get; } = [];

    public List<PlanSide> Sides { get; } = [];

    public List<string> Guards { get; } = [];

    public List<string> Symbols { get; } = [];

    public List<string> Notes { get; } = [];

    /// <summary>Why it cannot be compiled; the first reason found.</summary>
    public string? Problem { get; private set; }

    public void Fail(string problem) => Problem ??= problem;
}

/// <summary>Reads every word of a question that is not a time word; a word it does not know ends the reading.</summary>
internal sealed class WordReader(IReadOnlyList<Token> tokens, HashSet<int> taken, DataFacts facts)
{
    // Where the last metric's words ended: "fills and fees" are two metrics, "fees on fills" is one.
    private int _metricEndsAt = -1;

    public Findings Read()
    {
        var found = new Findings { BucketMinutes = BucketReader.Read(tokens, taken, out string? bucketProblem) };
        if (bucketProblem is not null) found.Fail(bucketProblem);
        for (int i = 0; i < tokens.Count && found.Problem is null; i++)
        {
            if (taken.Contains(i)) continue;
            i += ReadOne(i, found) - 1;
        }

        return found;
    }

    private int ReadOne(int at, Findings found)
    {
        Token token = tokens[at];
        if (token.Kind == TokenKind.Dash) return 1;
        if (token.Kind == TokenKind.Run)
        {
            found.RunId = token.Raw;
            return 1;
        }

        if (token.IsAny("last", "latest", "top") && at + 1 < tokens.Count && tokens[at + 1].Kind == TokenKind.Number && int.TryParse(tokens[at + 1].Text, out int limit) && limit is >= 1 and <= 1000)
        {
            found.Limit = limit;
            if (!token.Is("top")) found.IsLatest = true;
            else found.Extreme = new Phrase(["top"], Role.Largest, "");
            return 2;
        }

        if (SymbolReader.Find(token, facts, out string? note) is { } symbol)
        {
            if (!found.Symbols.Contains(symbol)) found.Symbols.Add(symbol);
            if (note is not null) found.Notes.Add(note);
            return 1;
        }

        Token? before = at > 0 ? tokens[at - 1] : null;
        if (token.Is("side") && NamesAnotherSplit(before, found))
        {
            if (!found.Dimensions.Contains(Dimension.Side)) found.Dimensions.Add(Dimension.Side);
            return 1;
        }

        if (Lexicon.Match(tokens, at, taken) is { } phrase)
        {
            if (phrase.Role == Role.Metric && before?.Is("and") == true && _metricEndsAt == at - 1 && found.Metrics[^1].Name != phrase.Value)
                found.Fail($"It asks for several numbers at once: {found.Metrics[^1].Title} and {MetricRegistry.Get(phrase.Value).Title}. Ask for one.");
            Apply(phrase, found);
            if (phrase.Role == Role.Metric) _metricEndsAt = at + phrase.Words.Length;
            return phrase.Words.Length;
        }

        if (SymbolReader.LooksLikeOne(token, before)) found.Fail(SymbolReader.NotTraded(token.Raw, facts));
        else if (token is { Kind: TokenKind.Other, Raw.Length: > 1 }) found.Fail("A date is written 2025-11-21 or 21 November 2025.");
        else found.Fail($"I do not know what \"{token.Raw}\" means here, and leaving it out could change the answer.");
        return 1;
    }

    /// <summary>"by symbol, side and guard": in such a list "side" is a split; elsewhere ("the bid side") it says nothing.</summary>
    private static bool NamesAnotherSplit(Token? before, Findings found) =>
        (found.Dimensions.Count > 0 || found.BucketMinutes is not null) && before is not null
        && (before.Is("and") || before.IsAny("symbol", "guard", "reason", "hour", "coin", "run", "regime", "mode"));

    private static void Apply(Phrase phrase, Findings found)
    {
        switch (phrase.Role)
        {
            case Role.Why: found.IsWhy = true; break;
            case Role.List: found.IsList = true; break;
            case Role.Rate: found.HasRate = true; break;
            case Role.Share: found.HasShare = true; break;
            case Role.Versus: found.HasVersus = true; break;
            case Role.Latest: found.IsLatest = true; break;
            case Role.LatestRun: found.IsLatestRun = true; break;
            case Role.Largest or Role.Smallest: found.Extreme = phrase; break;
            case Role.Metric when !found.Metrics.Exists(m => m.Name == phrase.Value): found.Metrics.Add(MetricRegistry.Get(phrase.Value)); break;
            case Role.Dimension when Enum.Parse<Dimension>(phrase.Value) is var dimension && !found.Dimensions.Contains(dimension): found.Dimensions.Add(dimension); break;
            case Role.Side when Enum.Parse<PlanSide>(phrase.Value) is var side && !found.Sides.Contains(side): found.Sides.Add(side); break;
            case Role.Guard: found.Guards.AddRange(phrase.Value.Split(',').Where(g => !found.Guards.Contains(g))); break;
            case Role.Unsupported: found.Fail($"\"{string.Join(' ', phrase.Words)}\" is not supported: {phrase.Value}."); break;
        }
    }
}
