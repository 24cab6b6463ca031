using System.Text.RegularExpressions;

namespace MarketMaker.QueryApi.Questions.Time;

/// <summary>Cuts a question into tokens; plain punctuation is dropped, everything else is kept so that nothing is silently ignored.</summary>
public static partial class Lexer
{
    private static readonly (string Group, TokenKind Kind)[] Kinds =
    [
        ("run", TokenKind.Run), ("instant", TokenKind.Instant), ("date", TokenKind.Date), ("clock", TokenKind.Clock), ("ordinal", TokenKind.Ordinal),
        ("number", TokenKind.Number), ("zone", TokenKind.Zone), ("word", TokenKind.Word), ("dash", TokenKind.Dash), ("other", TokenKind.Other),
    ];

    /// <summary>Tokens of a question, in order.</summary>
    public static IReadOnlyList<Token> Read(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var tokens = new List<Token>();
        foreach (Match match in Pattern().Matches(question))
        {
            foreach ((string group, TokenKind kind) in Kinds)
            {
                if (!match.Groups[group].Success) continue;
                tokens.Add(new Token(kind, Normalise(kind, match.Value), match.Value, match.Index));
                break;
            }
        }

        return tokens;
    }

    private static string Normalise(TokenKind kind, string raw)
    {
        string text = raw.ToLowerInvariant().Replace('’', '\'');
        return kind switch
        {
            TokenKind.Word when text.EndsWith("'s", StringComparison.Ordinal) && text is not ("what's" or "how's" or "where's" or "who's") => text[..^2],
            TokenKind.Word => text.Trim('\''),
            TokenKind.Ordinal => text[..^2],
            TokenKind.Clock when Regex.IsMatch(text, "^[0-9]+h") => text.Replace('h', ':'),
            TokenKind.Clock => text.Replace(" ", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal),
            TokenKind.Zone => raw,
            _ => text,
        };
    }

    // "30m" and "2h" are a number and a word; "2pm", "2:30 p.m.", "20h00" and "2ish" are one clock.
    [GeneratedRegex(
        """
        (?<run>\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\bimport:[0-9a-f]{16}\b)
        |(?<instant>\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)
        |(?<date>\b\d{4}-\d{1,2}-\d{1,2}\b)
        |(?<other>\b\d{1,4}/\d{1,2}(/\d{2,4})?\b)
        |(?<clock>\b\d{1,2}:\d{2}(:\d{2})?(\s?(am\b|pm\b|a\.m\.|p\.m\.)|\s?ish\b)?|\b\d{1,2}h\d{2}\b|\b\d{1,2}\s?(am\b|pm\b|a\.m\.|p\.m\.)|\b\d{1,2}\s?-?ish\b)
        |(?<ordinal>\b\d{1,2}(st|nd|rd|th)\b)
        |(?<zone>\b(utc|gmt)[+-]\d{1,2}(:?\d{2})?\b|(?<=\s)\+\d{2}:\d{2}\b|\b(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)/[A-Za-z_]+(/[A-Za-z_]+)?)
        |(?<number>\d+(\.\d+)?)
        |(?<word>[\p{L}_][\p{L}\p{N}_'’]*)
        |(?<dash>[-–—]+)
        |(?<other>[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\s?!.,:"'’“”()\[\]])
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
