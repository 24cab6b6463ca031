using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Questions.Time;

/// <summary>A half-open interval of time: <paramref name="From"/> belongs to it, <paramref name="To"/> does not.</summary>
public readonly record struct UtcInterval(UtcMicros From, UtcMicros To)
{
    /// <summary>Length in microseconds.</summary>
    public long LengthUs => To - From;

    /// <summary>The interval of the same length that ends where this one begins.</summary>
    public UtcInterval Previous => new(new UtcMicros(From.Value - LengthUs), From);

    /// <inheritdoc/>
    public override string ToString() => Texts.Interval(this);

    /// <summary>Whether the two have an instant in common.</summary>
    public bool Overlaps(UtcInterval other) => From < other.To && other.From < To;
}

/// <summary>The time that a question speaks of.</summary>
/// <param name="Interval">The interval in UTC.</param>
/// <param name="Zone">Zone in which the words were read.</param>
/// <param name="Phrase">The words; empty when the question had none.</param>
/// <param name="Assumptions">What was assumed, one sentence each without a full stop.</param>
/// <param name="IsAll">The question speaks of all data.</param>
public sealed record TimeWindow(UtcInterval Interval, string Zone, string Phrase, IReadOnlyList<string> Assumptions, bool IsAll = false);

/// <summary>What reading the time words of a question gave.</summary>
/// <param name="Window">The window; null when there were no time words, or they could not be read.</param>
/// <param name="Problem">Why the time words could not be read; null when they could.</param>
/// <param name="Consumed">Indexes of the tokens that are time words.</param>
public sealed record TimeReading(TimeWindow? Window, string? Problem, IReadOnlySet<int> Consumed);

/// <summary>What time words are read against.</summary>
/// <param name="Now">The present.</param>
/// <param name="Zone">Zone of the one who asks.</param>
/// <param name="DataThrough">Time of the last event of the data asked about; null when there is none.</param>
public sealed record TimeContext(DateTimeOffset Now, NamedZone Zone, UtcMicros? DataThrough = null);

/// <summary>A span of calendar days, the last one exclusive.</summary>
/// <param name="IsRelative">The words mean different days at different times.</param>
internal readonly record struct DaySpan(DateOnly First, DateOnly AfterLast, bool IsRelative, bool IsAssumed = false)
{
    public static DaySpan Of(DateOnly day, bool isRelative, bool isAssumed = false) => new(day, day.AddDays(1), isRelative, isAssumed);

    public bool IsOneDay => First.AddDays(1) == AfterLast;
}

/// <summary>Whether a time of day was said to be before or after noon.</summary>
internal enum Meridiem
{
    None,
    Am,
    Pm,
}

/// <summary>A time of day as written.</summary>
/// <param name="Seconds">Seconds from midnight as written, before <paramref name="Half"/> is applied.</param>
/// <param name="IsBare">Written without minutes.</param>
/// <param name="IsAbout">Written with "ish".</param>
internal readonly record struct ClockPoint(int Seconds, Meridiem Half, bool IsBare, bool IsAbout)
{
    private const int NoonSeconds = 12 * 3600;

    /// <summary>Whether am or pm could still be meant.</summary>
    public bool CanTakeHalf => Half == Meridiem.None && Seconds is >= 3600 and < NoonSeconds + 3600;

    /// <summary>Seconds from midnight on the 24-hour clock.</summary>
    public int SecondOfDay => Half switch
    {
        Meridiem.Am => Seconds >= NoonSeconds ? Seconds - NoonSeconds : Seconds,
        Meridiem.Pm => Seconds >= NoonSeconds ? Seconds : Seconds + NoonSeconds,
        _ => Seconds,
    };
}

/// <summary>A part of the day by name.</summary>
internal enum DayPart
{
    None,
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// <summary>One end of a time phrase: a day, a time of day, a part of a day, or an instant.</summary>
internal sealed record Endpoint
{
    public DaySpan? Day { get; init; }

    public ClockPoint? Clock { get; init; }

    public DayPart Part { get; init; }

    public DateTimeOffset? Instant { get; init; }

    public bool HasDayOnly => Day is not null && Clock is null && Part == DayPart.None && Instant is null;

    public bool HasClockOnly => Day is null && Clock is not null && Part == DayPart.None && Instant is null;
}

/// <summary>How a time phrase uses its ends.</summary>
internal enum PhraseShape
{
    /// <summary>A length of time back from now.</summary>
    Duration,

    /// <summary>A length of time before now: the day, or the time around it.</summary>
    Ago,

    /// <summary>The hour of the clock that has begun.</summary>
    ThisHour,

    /// <summary>A day, an hour, a part of a day.</summary>
    Point,

    /// <summary>Half an hour to either side.</summary>
    Around,
    Range,

    /// <summary>From there on.</summary>
    Open,

    /// <summary>Up to there.</summary>
    Before,

    /// <summary>All data.</summary>
    All,
}

/// <summary>A time phrase as read.</summary>
internal sealed record TimePhrase(PhraseShape Shape, Endpoint? From = null, Endpoint? To = null, TimeSpan Length = default);
