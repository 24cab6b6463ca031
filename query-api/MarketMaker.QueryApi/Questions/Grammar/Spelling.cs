using MarketMaker.QueryApi.Questions.Time;

namespace MarketMaker.QueryApi.Questions.Grammar;

/// <summary>Corrects misspelt words of the grammar; a correction is stated, and a word that could be two things stays as it is.</summary>
internal static class Spelling
{
    /// <summary>Tokens with misspellings corrected, and what was corrected.</summary>
    public static (IReadOnlyList<Token> Tokens, IReadOnlyList<string> Notes) Correct(IReadOnlyList<Token> tokens, Func<string, bool> isKnown)
    {
        var corrected = new List<Token>(tokens.Count);
        var notes = new List<string>();
        foreach (Token token in tokens)
        {
            bool isWord = token.Kind == TokenKind.Word && !isKnown(token.Text) && !Lexicon.Known.Contains(token.Text);
            // A name in capitals is a name, not a misspelling.
            bool isName = token.Raw.Length is >= 2 and <= 6 && token.Raw.All(char.IsAsciiLetterUpper);
            string? target = isWord && !isName ? Nearest(token.Text) : null;
            if (target is not null) notes.Add($"\"{token.Raw}\" is read as \"{target}\"");
            corrected.Add(target is null ? token : token with { Text = target });
        }

        return (corrected, notes);
    }

    // Short words of which a slip is common: two letters swapped or one doubled, and one letter left out of the longer ones.
    private static readonly string[] ShortWords = ["why", "the", "bid", "bids", "ask", "asks", "was", "did", "how", "and", "for", "per", "were", "what", "which", "many", "from", "with", "rate", "last"];

    // Words of their own that lie one letter from a word of the grammar: they mean something else and are never corrected.
    private static readonly HashSet<string> WordsOfTheirOwn =
    [
        "size", "sizes", "sized", "site", "price", "prices", "fall", "falls", "fell", "full", "file", "files", "filed", "feed", "feeds", "feel", "free", "lost", "lose", "loss",
        "losses", "lots", "cost", "costs", "must", "older", "border", "weak", "trader", "traders", "asked", "asking", "date", "dates", "data", "mood", "model",
        "models", "modest", "wide", "wider", "bits", "bit", "form", "forms", "fast", "test", "gate", "gates", "skew", "lead", "when", "where", "who",
        "whom", "will", "wish", "mine", "mind", "mice", "rest", "ran", "runner", "coil", "corn", "join", "hot", "hat", "hit", "hits", "far", "perk", "car", "cap", "caps",
    ];

    private static string? Nearest(string word) => WordsOfTheirOwn.Contains(word) ? null : NearestShort(word) ?? NearestLong(word);

    private static string? NearestShort(string word)
    {
        string[] fits = [.. ShortWords.Where(s => IsSlip(word, s))];
        return fits.Length == 1 ? fits[0] : null;
    }

    private static bool IsSlip(string word, string meant)
    {
        if (word.Length < 3 || word[0] != meant[0] || Distance(word, meant) != 1) return false;
        bool isSwapped = word.Length == meant.Length && word.Order().SequenceEqual(meant.Order());
        bool isDoubled = word.Length == meant.Length + 1 && Enumerable.Range(1, word.Length - 1).Any(i => word[i] == word[i - 1] && word.Remove(i, 1) == meant);
        return isSwapped || isDoubled || word.Length == meant.Length - 1;
    }

    private static string? NearestLong(string word)
    {
        int allowed = word.Length switch { < 4 => 0, < 7 => 1, _ => 2 };
        string? best = null;
        int bestDistance = allowed + 1;
        bool isTie = false;
        foreach (string target in Lexicon.Targets)
        {
            if (target[0] != word[0] || Math.Abs(target.Length - word.Length) > allowed) continue;
            int distance = Distance(word, target);
            if (distance > bestDistance || distance > allowed) continue;
            isTie = distance == bestDistance && best is not null && !IsSameWord(best, target);
            if (distance < bestDistance || string.CompareOrdinal(target, best) < 0) best = target;
            bestDistance = distance;
        }

        return isTie ? null : best;
    }

    // "hour" and "hours" are one word to the grammar: a tie between them is none.
    private static bool IsSameWord(string left, string right) =>
        left.StartsWith(right, StringComparison.Ordinal) || right.StartsWith(left, StringComparison.Ordinal)
        || string.Equals(Stem(left), Stem(right), StringComparison.Ordinal);

    private static string Stem(string word) => word.Length > 5 ? word[..5] : word;

    /// <summary>Edits between two words, a swap of neighbours counting as one (optimal string alignment).</summary>
    internal static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
