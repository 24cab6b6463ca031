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

    /// <summary>Place of the rejections that a share is of; null when it is of something else.</summary>
    public int? ShareOfRejectionsAt { get; set; }

    /// <summary>Place of the word that asks for a share.</summary>
    public int ShareAt { get; set; }

    /// <summary>"rejection share of …": the share follows what it is of.</summary>
    public bool IsShareAfterRejections => ShareOfRejectionsAt < ShareAt;

    public bool WantsTrend { get; set; }

    public bool WantsSplit { get; set; }

    /// <summary>One of the things counted is meant: "the last fill".</summary>
    public bool IsSingular { get; set; }

    /// <summary>The metric is named by a verb: "what do we trade".</summary>
    public bool IsVerb { get; set; }

    public bool IsLatest { get; set; }

    public bool IsLatestRun { get; set; }

    public bool IsThisRun { get; set; }

    public Phrase? Extreme { get; set; }

    public int? Limit { get; set; }

    public int? BucketMinutes { get; set; }

    public string? RunId { get; set; }

    public List<Metric> Metrics { get; } = [];

    public List<Dimension> Dimensions { get; } = [];

    public List<PlanSide> Sides { get; } = [];

    public List<string> Guards { get; } = [];

    public List<string> Symbols { get; } = [];

    public List<string> Regimes { get; } = [];

    /// <summary>Every naming of a side, instrument, guard or regime, in order.</summary>
    public List<Mention> Mentions { get; } = [];

    public List<string> Notes { get; } = [];

    /// <summary>Why it cannot be compiled; the first reason found.</summary>
    public string? Problem { get; private set; }

    public void Fail(string problem) => Problem ??= problem;

    /// <summary>Notes a naming, and its value among those of its kind.</summary>
    /// <param name="at">Where it stands.</param>
    public void Mention<T>(Role role, T value, int at, List<T> values)
    {
        bool isNew = !values.Contains(value);
        if (isNew) values.Add(value);
        Mentions.Add(new Mention(role, at, isNew));
    }
}

/// <summary>A naming of a side, instrument, guard or regime.</summary>
/// <param name="At">Place of its first character in the question.</param>
/// <param name="IsNew">It names something that was not named before.</param>
internal sealed record Mention(Role Role, int At, bool IsNew);

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

        if (found.Problem is null && Pairing.IsCrossed(found.Mentions)) found.Fail(Pairing.Reason);
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

        if (LatestReader.Read(tokens, at, taken, found) is > 0 and int latest) return latest;
        if (RegimeReader.Read(tokens, at, facts, found) is > 0 and int regime) return regime;
        if (SymbolReader.Find(token, facts, out string? note) is { } symbol)
        {
            found.Mention(Role.Symbol, symbol, token.Start, found.Symbols);
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
            bool isPer = phrase.Role == Role.Metric && before is not null && (before.Is("per") || (before.IsAny("each", "every") && found.Metrics.Count > 0));
            if (isPer) found.Fail($"Numbers per {phrase.Words[0]} are not supported yet: they are counted in all, or by guard, side, symbol, run, regime, mode or time.");
            if (phrase.Role == Role.Guard && at + phrase.Words.Length < tokens.Count && RegimeReader.IsNoun(tokens[at + phrase.Words.Length]))
                found.Fail(RegimeReader.NotThere(string.Join(' ', phrase.Words), facts));
            Apply(phrase, at, found);
            if (phrase.Role == Role.Metric) _metricEndsAt = at + phrase.Words.Length;
            return phrase.Words.Length;
        }

        Token? after = at + 1 < tokens.Count && !taken.Contains(at + 1) ? tokens[at + 1] : null;
        if (SymbolReader.LooksLikeOne(token, before, after)) found.Fail(SymbolReader.NotTraded(token.Raw, facts));
        else if (token.Kind == TokenKind.Other && token.Raw.Contains('/', StringComparison.Ordinal) && token.Raw.Length > 1) found.Fail("A date is written 2025-11-21 or 21 November 2025.");
        else found.Fail($"I do not know what \"{token.Raw}\" means here, and leaving it out could change the answer.");
        return 1;
    }

    /// <summary>"by symbol, side and guard": in such a list "side" is a split; elsewhere ("the bid side") it says nothing.</summary>
    private static bool NamesAnotherSplit(Token? before, Findings found) =>
        (found.Dimensions.Count > 0 || found.BucketMinutes is not null) && before is not null
        && (before.Is("and") || before.IsAny("symbol", "guard", "reason", "hour", "coin", "run", "regime", "mode"));

    private void Apply(Phrase phrase, int at, Findings found)
    {
        int start = tokens[at].Start;
        switch (phrase.Role)
        {
            case Role.Why: found.IsWhy = true; break;
            case Role.List: found.IsList = true; break;
            case Role.Rate: found.HasRate = true; break;
            case Role.Share:
                found.HasShare = true;
                found.ShareOfRejectionsAt ??= ShareReader.RejectionsAt(tokens, at, facts);
                found.ShareAt = start;
                break;
            case Role.Trend: found.WantsTrend = true; break;
            case Role.Split: found.WantsSplit = true; break;
            case Role.Versus: found.HasVersus = true; break;
            case Role.Latest: found.IsLatest = true; break;
            case Role.LatestRun when phrase.Value == "this": found.IsThisRun = true; break;
            case Role.LatestRun: found.IsLatestRun = true; break;
            case Role.Largest or Role.Smallest: found.Extreme = phrase; break;
            case Role.Metric:
                if (!found.Metrics.Exists(m => m.Name == phrase.Value)) found.Metrics.Add(MetricRegistry.Get(phrase.Value));
                found.IsSingular |= LatestReader.IsSingular(phrase);
                found.IsVerb |= phrase.Words is ["trade"];
                break;
            case Role.Dimension when Enum.Parse<Dimension>(phrase.Value) is var dimension && !found.Dimensions.Contains(dimension): found.Dimensions.Add(dimension); break;
            case Role.Side: found.Mention(Role.Side, Enum.Parse<PlanSide>(phrase.Value), start, found.Sides); break;
            case Role.Guard: GuardReader.Read(phrase, start, facts, found); break;
            case Role.Unsupported: found.Fail($"\"{string.Join(' ', phrase.Words)}\" is not supported: {phrase.Value}."); break;
        }
    }
}
