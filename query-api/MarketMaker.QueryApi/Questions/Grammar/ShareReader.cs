using MarketMaker.QueryApi.Questions.Time;

namespace MarketMaker.QueryApi.Questions.Grammar;

/// <summary>Tells "what share of rejections was toxicity" from "what share of bids was rejected": what a share is of decides its number.</summary>
internal static class ShareReader
{
    private static readonly string[] Nouns = ["rejections", "rejection", "rejects", "vetoes", "vetos", "veto", "blocks"];

    // "how much of": the word that a share is of stands at most so far behind its first word.
    private const int Reach = 2;

    /// <summary>Place of the rejections that a share is of; null when it is of something else.</summary>
    /// <param name="at">Where the word "share" stands.</param>
    public static int? RejectionsAt(IReadOnlyList<Token> tokens, int at, DataFacts facts)
    {
        if (at > 0 && tokens[at - 1].IsAny(Nouns)) return tokens[at - 1].Start;
        int of = at + 1;
        while (of < Math.Min(at + Reach, tokens.Count) && !tokens[of].Is("of")) of++;
        if (of >= tokens.Count || !tokens[of].Is("of")) return null;
        for (int i = of + 1; i < tokens.Count; i++)
        {
            if (tokens[i].IsAny(Nouns)) return tokens[i].Start;
            bool isBetween = SymbolReader.Find(tokens[i], facts, out _) is not null || Lexicon.Match(tokens, i, new HashSet<int>()) is { Words.Length: 1, Role: Role.Filler or Role.Side or Role.Guard };
            if (!isBetween) return null;
        }

        return null;
    }

    /// <summary>Whether the guards asked about are what the share is held by: named before the share, or after the rejections and before anything else is.</summary>
    public static bool IsOfGuards(Findings found, int nounAt)
    {
        Mention[] guards = [.. found.Mentions.Where(m => m.Role == Role.Guard)];
        // "toxicity share of rejections"
        if (guards.All(g => g.At < found.ShareAt)) return true;
        Mention? first = found.Mentions.FirstOrDefault(m => m.At > nounAt);
        return first?.Role == Role.Guard && guards.All(g => g.At > nounAt);
    }
}
