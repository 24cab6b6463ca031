using System.Globalization;

namespace MarketMaker.QueryApi.Questions.Time;

/// <summary>Reads "2 days ago", "an hour ago", "10 minutes ago", "this hour".</summary>
internal static class AgoReader
{
    public static bool TryRead(IReadOnlyList<Token> tokens, int at, out TimePhrase? phrase, out int next)
    {
        phrase = null;
        next = at;
        if (at + 1 >= tokens.Count) return false;
        int the = tokens[at].IsAny("in", "during", "for", "the") ? at + 1 : at;
        if (tokens[the].Is("the") && the == at + 1) the++;
        if (the + 1 < tokens.Count && tokens[the].IsAny("this", "current") && tokens[the + 1].Is("hour"))
        {
            phrase = new TimePhrase(PhraseShape.ThisHour);
            next = the + 2;
            return true;
        }

        double? count = tokens[at].Kind == TokenKind.Number && double.TryParse(tokens[at].Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number
            : tokens[at].IsAny("a", "an") ? 1 : PhraseReader.NumberWord(tokens[at]);
        if (count is not > 0 or > 100_000 || at + 2 >= tokens.Count || tokens[at + 1].Kind != TokenKind.Word || !tokens[at + 2].Is("ago")) return false;
        if (PhraseReader.Unit(tokens[at + 1].Text) is not { } unit) return false;
        phrase = new TimePhrase(PhraseShape.Ago, Length: TimeSpan.FromTicks((long)(unit.Ticks * count.Value)));
        next = at + 3;
        return true;
    }
}
