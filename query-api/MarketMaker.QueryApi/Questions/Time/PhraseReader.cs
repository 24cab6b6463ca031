using System.Globalization;

namespace MarketMaker.QueryApi.Questions.Time;

/// <summary>Finds the time phrases of a question and the zone named after them.</summary>
internal sealed class PhraseReader(IReadOnlyList<Token> tokens, DateOnly today)
{
    private readonly EndpointReader _ends = new(tokens, today);

    /// <summary>Phrases found, in order.</summary>
    public List<TimePhrase> Phrases { get; } = [];

    /// <summary>Tokens that are time words.</summary>
    public SortedSet<int> Consumed { get; } = [];

    /// <summary>Zone named in the question; null when none was.</summary>
    public string? Zone { get; private set; }

    /// <summary>Words of the grammar, for the spelling check.</summary>
    public static IEnumerable<string> Words =>
    [
        .. DayReader.Words, "last", "past", "previous", "hour", "hours", "minute", "minutes", "mins", "second", "seconds", "days", "week", "weeks", "month",
        "night", "overnight", "tonight", "morning", "afternoon", "evening", "noon", "midnight", "between", "since", "until", "before", "after", "around",
        "onwards", "onward", "ago",
    ];

    /// <summary>Reads all phrases.</summary>
    public PhraseReader Read()
    {
        for (int i = 0; i < tokens.Count;)
        {
            if (TryPhrase(i, out TimePhrase? phrase, out int next))
            {
                for (int k = i; k < next; k++) Consumed.Add(k);
                Phrases.Add(phrase!);
                i = ReadZone(next);
            }
            else
            {
                i++;
            }
        }

        return this;
    }

    private int ReadZone(int at)
    {
        int start = at;
        if (at < tokens.Count && tokens[at].IsAny("in", "at") && ZoneLength(at + 1) > 0) at++;
        int length = ZoneLength(at);
        if (length == 0 || Zone is not null) return start;
        Zone = string.Join(' ', tokens.Skip(at).Take(length).Select(t => t.Raw));
        at += length;
        if (at < tokens.Count && tokens[at].IsAny("time")) at++;
        for (int k = start; k < at; k++) Consumed.Add(k);
        return at;
    }

    /// <summary>Tokens of the zone named at a place; 0 when none is. "New York" takes two.</summary>
    private int ZoneLength(int at)
    {
        if (at >= tokens.Count || tokens[at].Kind is not (TokenKind.Zone or TokenKind.Word)) return 0;
        bool isTwo = at + 1 < tokens.Count && tokens[at + 1].Kind == TokenKind.Word && ZoneTable.Find($"{tokens[at].Raw} {tokens[at + 1].Raw}") is not null;
        return isTwo ? 2 : ZoneTable.Find(tokens[at].Raw) is not null ? 1 : 0;
    }

    private bool TryPhrase(int at, out TimePhrase? phrase, out int next)
    {
        phrase = null;
        next = at;
        int i = at;
        string lead = tokens[i].Kind == TokenKind.Word ? tokens[i].Text : "";
        if (TryAll(i, out phrase, out next) || AgoReader.TryRead(tokens, i, out phrase, out next)) return true;
        if (lead is "since" or "from" && AgoReader.TryRead(tokens, i + 1, out TimePhrase? ago, out next))
        {
            phrase = new TimePhrase(PhraseShape.Duration, Length: ago!.Length);
            return true;
        }

        if (lead is "in" or "over" or "for" or "during" or "within" && TryDuration(SkipThe(i + 1), out phrase, out next)) return true;
        if (TryDuration(SkipThe(i), out phrase, out next)) return true;

        switch (lead)
        {
            case "between":
                return TryRange(i + 1, requireJoin: true, allowAnd: true, out phrase, out next);
            case "from":
                return TryRange(i + 1, requireJoin: true, allowAnd: false, out phrase, out next) || TryOpen(i + 1, out phrase, out next);
            case "since":
                return TryOpen(i + 1, out phrase, out next);
            case "after":
                return TryAfter(i + 1, out phrase, out next);
            case "before" or "until" or "till":
                if (!_ends.TryRead(i + 1, allowBare: true, hasPreposition: true, out Endpoint until, out next)) return false;
                phrase = new TimePhrase(PhraseShape.Before, To: until);
                return true;
            case "around" or "about" or "near" or "circa":
                if (!_ends.TryRead(i + 1, allowBare: true, hasPreposition: true, out Endpoint around, out next) || around.Clock is null) return false;
                phrase = new TimePhrase(PhraseShape.Around, NightOf(around, ref next));
                return true;
        }

        bool hasPreposition = lead is "on" or "in" or "at" or "for" or "during" or "of" or "over";
        if (hasPreposition) i++;
        if (TryRange(i, requireJoin: true, allowAnd: false, out phrase, out next)) return true;
        if (!_ends.TryRead(i, allowBare: lead == "at", hasPreposition, out Endpoint endpoint, out next)) return false;
        if (endpoint.Clock is not null) endpoint = NightOf(endpoint, ref next);
        phrase = new TimePhrase(endpoint.Clock is { IsAbout: true } ? PhraseShape.Around : PhraseShape.Point, endpoint);
        return true;
    }

    /// <summary>"2ish last night": the time of day lies within that night.</summary>
    private Endpoint NightOf(Endpoint clock, ref int next)
    {
        if (clock.Day is not null || !_ends.TryRead(next, allowBare: false, hasPreposition: false, out Endpoint part, out int after)) return clock;
        if (part.Part == DayPart.None || part.Clock is not null) return clock;
        next = after;
        return part with { Clock = clock.Clock };
    }

    private bool TryOpen(int at, out TimePhrase? phrase, out int next)
    {
        phrase = null;
        if (!_ends.TryRead(at, allowBare: true, hasPreposition: true, out Endpoint from, out next)) return false;
        phrase = new TimePhrase(PhraseShape.Open, from);
        if (next < tokens.Count && (tokens[next].IsAny("onwards", "onward") || (tokens[next].Is("on") && next + 1 == tokens.Count))) next++;
        return true;
    }

    /// <summary>"after 3pm on tuesday" ends with that day; "after tuesday" begins with the next.</summary>
    private bool TryAfter(int at, out TimePhrase? phrase, out int next)
    {
        if (!TryOpen(at, out phrase, out next)) return false;
        Endpoint from = phrase!.From!;
        if (from.HasDayOnly) phrase = new TimePhrase(PhraseShape.Open, new Endpoint { Day = DaySpan.Of(from.Day!.Value.AfterLast, from.Day.Value.IsRelative) });
        else if (from is { Day: not null, Clock: not null }) phrase = new TimePhrase(PhraseShape.Range, from, PhraseMerger.EndOf(from.Day.Value));
        return true;
    }

    private bool TryRange(int at, bool requireJoin, bool allowAnd, out TimePhrase? phrase, out int next)
    {
        phrase = null;
        if (!_ends.TryRead(at, allowBare: true, hasPreposition: true, out Endpoint from, out next)) return false;
        bool isJoined = next < tokens.Count
            && (tokens[next].Kind == TokenKind.Dash || tokens[next].IsAny("to", "until", "till", "through") || (allowAnd && tokens[next].Is("and")));
        if (isJoined != requireJoin) return false;
        if (!_ends.TryRead(next + 1, allowBare: true, hasPreposition: true, out Endpoint to, out next)) return false;
        phrase = new TimePhrase(PhraseShape.Range, from, to);
        return true;
    }

    private int SkipThe(int at) => at < tokens.Count && tokens[at].Is("the") ? at + 1 : at;

    private bool TryDuration(int at, out TimePhrase? phrase, out int next)
    {
        phrase = null;
        next = at;
        if (at + 1 >= tokens.Count || !tokens[at].IsAny("last", "past", "previous")) return false;
        int i = at + 1;
        double count = 1;
        bool isCounted = false;
        if (tokens[i].Kind == TokenKind.Number && double.TryParse(tokens[i].Text, NumberStyles.Float, CultureInfo.InvariantCulture, out count))
        {
            isCounted = true;
            i++;
        }
        else if (tokens[i].Is("half"))
        {
            count = 0.5;
            i++;
            if (i < tokens.Count && tokens[i].IsAny("an", "a")) i++;
        }
        else if (NumberWord(tokens[i]) is { } named)
        {
            count = named;
            isCounted = true;
            i++;
        }

        if (i >= tokens.Count || tokens[i].Kind != TokenKind.Word) return false;
        // "last week" and "last month" are calendar periods; "last 2 weeks" and "past week" count back.
        bool isCalendar = !isCounted && tokens[at].IsAny("last", "previous") && (tokens[i].IsAny("week", "month") || (tokens[at].Is("previous") && tokens[i].Is("day")));
        TimeSpan? unit = isCalendar ? null : Unit(tokens[i].Text);
        if (unit is null || count <= 0 || count > 100_000) return false;
        phrase = new TimePhrase(PhraseShape.Duration, Length: TimeSpan.FromTicks((long)(unit.Value.Ticks * count)));
        next = i + 1;
        return true;
    }

    private bool TryAll(int at, out TimePhrase? phrase, out int next)
    {
        phrase = null;
        next = at;
        string second = at + 1 < tokens.Count ? tokens[at + 1].Text : "";
        if (tokens[at].IsAny("all") && second is "time" or "data") next = at + 2;
        else if (tokens[at].IsAny("ever", "alltime")) next = at + 1;
        if (next == at) return false;
        phrase = new TimePhrase(PhraseShape.All);
        return true;
    }

    /// <summary>A number written as a word.</summary>
    public static double? NumberWord(Token token) => token.Text switch
    {
        "one" => 1, "two" => 2, "three" => 3, "four" => 4, "five" => 5, "six" => 6, "eight" => 8, "ten" => 10, "twelve" => 12, _ => null,
    };

    /// <summary>Length of a unit of time; null when the word is none.</summary>
    public static TimeSpan? Unit(string word) => word switch
    {
        "s" or "sec" or "secs" or "second" or "seconds" => TimeSpan.FromSeconds(1),
        "m" or "min" or "mins" or "minute" or "minutes" => TimeSpan.FromMinutes(1),
        "h" or "hr" or "hrs" or "hour" or "hours" => TimeSpan.FromHours(1),
        "d" or "day" or "days" => TimeSpan.FromDays(1),
        "w" or "week" or "weeks" => TimeSpan.FromDays(7),
        _ => null,
    };
}
