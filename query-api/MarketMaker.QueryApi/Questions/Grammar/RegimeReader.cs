using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Questions.Grammar;

/// <summary>Reads "volatile regime", "regime quiet", "quiet and normal regimes"; what is no regime of the data is declined, never taken for a guard.</summary>
internal static class RegimeReader
{
    private static readonly IReadOnlyList<string> Declared = EnumNames<Regime>.Texts;

    /// <summary>Whether the word is the name of a regime, in the data or not.</summary>
    public static bool IsName(string word) => Declared.Contains(word);

    /// <summary>Tokens read at a place, with the regime they name in <paramref name="found"/> or a reason to decline; 0 when they name none.</summary>
    public static int Read(IReadOnlyList<Token> tokens, int at, DataFacts facts, Findings found)
    {
        Token token = tokens[at];
        if (token.Kind != TokenKind.Word) return 0;
        Token? next = at + 1 < tokens.Count ? tokens[at + 1] : null;
        if (IsNoun(token)) return next is not null && IsName(next.Text) ? Take(next, 2, facts, found) : 0;
        if (IsName(token.Text) && LeadsToNoun(tokens, at + 1)) return Take(token, IsNoun(next) ? 2 : 1, facts, found);
        if (!IsNoun(next)) return 0;
        Phrase? phrase = Lexicon.Match(tokens, at, new HashSet<int>());
        // "by regime", "which regime", "symbol and regime" split by it; "toxic regime" and "SOL regime" name one that is none.
        if (phrase is not null && phrase.Role != Role.Guard) return 0;
        return Take(token, 2, facts, found);
    }

    /// <summary>What to say about a regime that the data does not have.</summary>
    public static string NotThere(string name, DataFacts facts) => facts.Regimes.Count == 0
        ? $"There is no regime \"{name}\" in the data: it holds none."
        : $"There is no regime \"{name}\" in the data. It has {string.Join(", ", facts.Regimes)}.";

    /// <summary>Whether it is the word "regime".</summary>
    public static bool IsNoun(Token? token) => token is not null && token.IsAny("regime", "regimes");

    private static int Take(Token name, int length, DataFacts facts, Findings found)
    {
        if (!facts.Regimes.Contains(name.Text)) found.Fail(NotThere(name.Raw, facts));
        else found.Mention(Role.Regime, name.Text, name.Start, found.Regimes);
        return length;
    }

    private static bool LeadsToNoun(IReadOnlyList<Token> tokens, int at)
    {
        while (at < tokens.Count && (tokens[at].IsAny("and", "or", "vs", "versus", "against") || IsName(tokens[at].Text))) at++;
        return at < tokens.Count && IsNoun(tokens[at]);
    }
}
