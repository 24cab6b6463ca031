namespace MarketMaker.QueryApi.Questions.Time;

/// <summary>What a token of a question is.</summary>
public enum TokenKind
{
    /// <summary>A word; <see cref="Token.Text"/> is lower-case.</summary>
    Word,

    /// <summary>A whole or decimal number.</summary>
    Number,

    /// <summary>A day of a month such as <c>17th</c>; the text is its number.</summary>
    Ordinal,

    /// <summary>A time of day with a colon or am/pm, such as <c>14:00</c>, <c>2pm</c> or <c>2ish</c>.</summary>
    Clock,

    /// <summary><c>2025-11-21</c>.</summary>
    Date,

    /// <summary><c>2025-11-21T11:00Z</c>.</summary>
    Instant,

    /// <summary>An IANA zone name or an offset such as <c>UTC+2</c>.</summary>
    Zone,

    /// <summary>Identity of a run.</summary>
    Run,

    /// <summary>A dash between two things.</summary>
    Dash,

    /// <summary>Any other character that is not plain punctuation.</summary>
    Other,
}

/// <summary>A piece of a question.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Normalised text that the grammar reads.</param>
/// <param name="Raw">Text as it was written.</param>
/// <param name="Start">Place of its first character in the question.</param>
public sealed record Token(TokenKind Kind, string Text, string Raw, int Start)
{
    /// <summary>Whether it is this word.</summary>
    public bool Is(string word) => Kind == TokenKind.Word && Text == word;

    /// <summary>Whether it is one of these words.</summary>
    public bool IsAny(params ReadOnlySpan<string> words)
    {
        if (Kind != TokenKind.Word) return false;
        foreach (string word in words)
            if (Text == word) return true;
        return false;
    }
}
