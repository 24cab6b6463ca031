using System.Globalization;
using MarketMaker.QueryApi.Questions.Time;

namespace MarketMaker.QueryApi.Questions.Grammar;

/// <summary>Reads "last 10 fills", "top 3 guards", "the last fill"; "in the last 10" lacks its unit and is asked back.</summary>
internal static class LatestReader
{
    private const int Reach = 4;

    /// <summary>Whether a metric's words speak of one thing.</summary>
    public static bool IsSingular(Phrase phrase) => phrase.Words[^1] is "fill" or "execution" or "rejection" or "veto" or "order" or "decision" or "intent";

    /// <summary>Tokens read at a place; 0 when nothing of the kind stands there.</summary>
    public static int Read(IReadOnlyList<Token> tokens, int at, IReadOnlySet<int> taken, Findings found)
    {
        Token token = tokens[at];
        if (!token.IsAny("last", "latest", "top")) return 0;
        bool isCounted = at + 1 < tokens.Count && tokens[at + 1].Kind == TokenKind.Number;
        if (!isCounted)
        {
            // "last run" is a phrase of its own; "last" alone means the newest of what it stands before.
            if (!token.Is("last") || Lexicon.Match(tokens, at, taken) is not null || !LeadsToMetric(tokens, at + 1, taken)) return 0;
            if (LeadsToTrade(tokens, at + 1)) found.Fail("The last trade cannot be told from the others yet: ask for the last fill, or how many round trips there were.");
            found.IsLatest = true;
            return 1;
        }

        if (!int.TryParse(tokens[at + 1].Text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) || limit is < 1 or > 1000) return 0;
        bool isSpan = at > 0 && tokens[at - 1].Is("the") && at > 1 && tokens[at - 2].IsAny("in", "over", "for", "during", "within");
        if (!token.Is("top") && (isSpan || at + 2 >= tokens.Count || taken.Contains(at + 2)))
        {
            found.Fail($"\"{token.Raw} {tokens[at + 1].Raw}\" of what? Say minutes, hours or days, or what to list.");
            return 2;
        }

        found.Limit = limit;
        if (!token.Is("top")) found.IsLatest = true;
        else found.Extreme = new Phrase(["top"], Role.Largest, "");
        return 2;
    }

    private static bool LeadsToTrade(IReadOnlyList<Token> tokens, int at) => tokens[at].IsAny("trade", "trades", "round");

    private static bool LeadsToMetric(IReadOnlyList<Token> tokens, int at, IReadOnlySet<int> taken)
    {
        for (int i = at; i < Math.Min(at + Reach, tokens.Count) && !taken.Contains(i); i++)
            if (Lexicon.Match(tokens, i, taken) is { Role: Role.Metric }) return true;
        return false;
    }
}
