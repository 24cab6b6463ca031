using MarketMaker.QueryApi.Questions.Time;

namespace MarketMaker.QueryApi.Questions.Grammar;

/// <summary>Tells "what share of rejections was toxicity" from "what share of bids was rejected": what a share is of decides its number.</summary>
internal static class ShareReader
{
    private static readonly string[] Nouns = ["rejections", "rejection", "rejects", "vetoes", "vetos", "veto", "blocks"];

    /// <summary>Place of the rejections that a share is of; null when it is of something else.</summary>
    /// <param name="at">Where the word "share" stands.</param>
    public static int? RejectionsAt(IReadOnlyList<Token> tokens, int at, DataFacts facts)
    {
        if (at > 0 && tokens[at - 1].IsAny(Nouns)) return tokens[at - 1].Start;
        int i = at + 1;
        if (i >= tokens.Count || !tokens[i].Is("of")) return null;
        for (i++; i < tokens.Count; i++)
        {
            if (tokens[i].IsAny(Nouns)) return tokens[i].Start;
            bool isBetween = SymbolReader.Find(tokens[i], facts, out _) is not null || Lexicon.Match(tokens, i, new HashSet<int>()) is { Words.Length: 1, Role: Role.Filler or Role.Side or Role.Guard };
            if (!isBetween) return null;
        }

        return null;
    }

    /// <summary>Whether the guards asked about are what the share is held by: named after the rejections, before anything else is.</summary>
    public static bool IsOfGuards(Findings found, int nounAt)
    {
        Mention[] after = [.. found.Mentions.Where(m => m.At > nounAt)];
        bool isNamedBefore = found.Mentions.Any(m => m.Role == Role.Guard && m.At < nounAt);
        return isNamedBefore ? !found.Mentions.Any(m => m.At > nounAt && m.Role != Role.Guard) && found.IsShareAfterRejections : after is [{ Role: Role.Guard }, ..];
    }
}
