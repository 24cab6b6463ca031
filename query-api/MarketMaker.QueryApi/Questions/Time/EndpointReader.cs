using System.Globalization;

namespace MarketMaker.QueryApi.Questions.Time;

/// <summary>Reads one end of a time phrase: a day and a time of day in either order, a part of a day, or an instant.</summary>
internal sealed class EndpointReader(IReadOnlyList<Token> tokens, DateOnly today)
{
    /// <param name="at">Where it begins.</param>
    /// <param name="allowBare">A bare number may be an hour.</param>
    /// <param name="hasPreposition">A word such as "on" or "since" stands before it.</param>
    public bool TryRead(int at, bool allowBare, bool hasPreposition, out Endpoint endpoint, out int next)
    {
        endpoint = new Endpoint();
        next = at;
        if (at >= tokens.Count) return false;
        if (tokens[at].Kind == TokenKind.Instant) return TryInstant(at, out endpoint, out next);
        if (TryPart(at, null, out endpoint, out next)) return true;

        if (DayReader.TryRead(tokens, at, today, hasPreposition, out DaySpan day, out next))
        {
            if (TryPart(next, day, out Endpoint part, out int afterPart))
            {
                endpoint = part;
                next = afterPart;
                return true;
            }

            endpoint = new Endpoint { Day = day };
            int clockAt = Skip(next, "at");
            if (ClockReader.TryRead(tokens, clockAt, allowBare: clockAt > next, out ClockPoint clock, out int afterClock) && !BeginsRange(afterClock))
            {
                endpoint = endpoint with { Clock = clock };
                next = afterClock;
            }

            return true;
        }

        if (!ClockReader.TryRead(tokens, at, allowBare, out ClockPoint alone, out next)) return false;
        endpoint = new Endpoint { Clock = alone };
        bool hasOn = next < tokens.Count && tokens[next].Is("on");
        if (DayReader.TryRead(tokens, hasOn ? next + 1 : next, today, hasOn, out DaySpan after, out int afterDay))
        {
            endpoint = endpoint with { Day = after };
            next = afterDay;
        }

        return true;
    }

    /// <summary>"yesterday 14:00-16:00": the clock belongs to the range that follows, not to the day.</summary>
    private bool BeginsRange(int at) =>
        at < tokens.Count && (tokens[at].Kind == TokenKind.Dash || tokens[at].IsAny("to", "until", "till", "and"))
        && ClockReader.TryRead(tokens, at + 1, allowBare: true, out _, out _);

    private int Skip(int at, string word) => at < tokens.Count && tokens[at].Is(word) ? at + 1 : at;

    /// <summary>"last night", "overnight", "this morning", "tuesday afternoon".</summary>
    private bool TryPart(int at, DaySpan? day, out Endpoint endpoint, out int next)
    {
        endpoint = new Endpoint { Day = day };
        next = at + 1;
        if (at >= tokens.Count) return false;
        if (day is null && tokens[at].Is("overnight"))
        {
            endpoint = LastNight();
            return true;
        }

        if (day is null && tokens[at].Is("tonight"))
        {
            endpoint = new Endpoint { Day = DaySpan.Of(today.AddDays(1), isRelative: true), Part = DayPart.Night };
            return true;
        }

        if (day is null)
        {
            bool isLast = tokens[at].Is("last");
            if (!isLast && !tokens[at].Is("this")) return false;
            DayPart named = PartAt(next);
            if (named == DayPart.None || (isLast && named is DayPart.Morning or DayPart.Afternoon)) return false;
            endpoint = named == DayPart.Night
                ? LastNight()
                : new Endpoint { Day = DaySpan.Of(isLast ? today.AddDays(-1) : today, isRelative: true), Part = named };
            next++;
            return true;
        }

        DayPart part = PartAt(at);
        if (part == DayPart.None || !day.Value.IsOneDay) return false;
        // The night of a day begins in its evening; the endpoint keeps the morning it ends on.
        DaySpan owner = part == DayPart.Night ? day.Value with { First = day.Value.AfterLast, AfterLast = day.Value.AfterLast.AddDays(1) } : day.Value;
        endpoint = new Endpoint { Day = owner, Part = part };
        return true;
    }

    private Endpoint LastNight() => new() { Day = DaySpan.Of(today, isRelative: true), Part = DayPart.Night };

    private DayPart PartAt(int at) => at >= tokens.Count
        ? DayPart.None
        : tokens[at].Text switch
        {
            "morning" => DayPart.Morning,
            "afternoon" => DayPart.Afternoon,
            "evening" => DayPart.Evening,
            "night" => DayPart.Night,
            _ => DayPart.None,
        };

    private bool TryInstant(int at, out Endpoint endpoint, out int next)
    {
        next = at + 1;
        string text = tokens[at].Text.ToUpperInvariant();
        bool hasOffset = text.EndsWith('Z') || text.LastIndexOf('+') > 10 || text.LastIndexOf('-') > 10;
        endpoint = new Endpoint();
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant) || instant.Year is < 1971 or > 9998) return false;
        endpoint = hasOffset
            ? new Endpoint { Instant = instant }
            : new Endpoint
            {
                Day = DaySpan.Of(DateOnly.FromDateTime(instant.DateTime), isRelative: false),
                Clock = new ClockPoint((int)instant.TimeOfDay.TotalSeconds, Meridiem.None, IsBare: false, IsAbout: false),
            };
        return true;
    }
}
