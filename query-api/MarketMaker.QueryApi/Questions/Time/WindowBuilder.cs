using System.Globalization;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Questions.Time;

/// <summary>A window built against one present.</summary>
internal sealed record WindowBuild(
    UtcInterval Interval, IReadOnlyList<string> Notes, bool IsRelative, bool IsDuration = false, bool IsAll = false, string? Problem = null)
{
    public static WindowBuild Failed(string problem) => new(default, [], IsRelative: false, Problem: problem);
}

/// <summary>Builds the interval that time phrases mean at one present.</summary>
internal sealed class WindowBuilder
{
    private const int AroundSeconds = 1800;
    private const int DaySeconds = 86_400;

    private readonly DateTimeOffset _anchor;
    private readonly LocalClock _clock;
    private readonly DateTime _localNow;
    private readonly List<string> _notes = [];

    private readonly bool _isPresent;

    private WindowBuilder(DateTimeOffset anchor, NamedZone zone, bool isPresent)
    {
        _anchor = anchor;
        _isPresent = isPresent;
        _clock = new LocalClock(zone.Zone);
        _localNow = _clock.ToLocal(anchor);
    }

    private DateOnly Today => DateOnly.FromDateTime(_localNow);

    /// <param name="isPresent">The anchor is the present: what lies after it has not happened, and is cut off.</param>
    public static WindowBuild Build(IReadOnlyList<TimePhrase> phrases, DateTimeOffset anchor, NamedZone zone, bool isPresent)
    {
        TimePhrase? one = phrases.Count == 1 ? phrases[0] : PhraseMerger.Merge(phrases);
        return one is null
            ? WindowBuild.Failed("the question names more than one time; ask about one at a time")
            : new WindowBuilder(anchor, zone, isPresent).Build(one);
    }

    private WindowBuild Build(TimePhrase phrase)
    {
        switch (phrase.Shape)
        {
            case PhraseShape.Duration:
                UtcMicros end = CeilingSecond(_anchor);
                long lengthUs = phrase.Length.Ticks / TimeSpan.TicksPerMicrosecond;
                return lengthUs >= end.Value
                    ? WindowBuild.Failed("that reaches back before 1970")
                    : new WindowBuild(new UtcInterval(new UtcMicros(end.Value - lengthUs), end), [], IsRelative: true, IsDuration: true);
            case PhraseShape.All:
                return new WindowBuild(new UtcInterval(new UtcMicros(0), CeilingSecond(_anchor)), [], IsRelative: false, IsAll: true);
            case PhraseShape.Ago:
                return Ago(phrase.Length);
            case PhraseShape.ThisHour:
                int hour = _localNow.Hour * 3600;
                return Finish(At(Today, hour), Until(Today, hour + 3600), isRelative: true);
            case PhraseShape.Range:
                return Range(phrase.From!, phrase.To!);
            case PhraseShape.Open:
                return Open(phrase.From!);
            case PhraseShape.Before:
                return Before(phrase.To!);
            case PhraseShape.Around:
                return Around(phrase.From!);
            default:
                return Point(phrase.From!);
        }
    }

    private WindowBuild Point(Endpoint at)
    {
        if (at.Instant is not null) return WindowBuild.Failed("an instant alone is no interval; say from … to …");
        if (at.Clock is { } clock)
        {
            int start = HourIn(at, clock);
            _notes.Add($"one hour from {ClockText(start)} is taken");
            return OfDay(at, start, start + 3600);
        }

        if (at.Part != DayPart.None) return PartOfDay(at);
        DaySpan day = at.Day!.Value;
        if (day.IsAssumed) _notes.Add(DayNote(day));
        return Finish(At(day.First, 0), Until(day.AfterLast, 0), day.IsRelative);
    }

    /// <summary>A day where days are counted; else the time around the moment, the wider the longer ago.</summary>
    private WindowBuild Ago(TimeSpan length)
    {
        if (length.Ticks % TimeSpan.TicksPerDay == 0)
        {
            if (length.Days >= Today.DayNumber - new DateOnly(1971, 1, 1).DayNumber) return WindowBuild.Failed("that reaches back before 1970");
            DateOnly day = Today.AddDays(-length.Days);
            _notes.Add($"the whole day is taken: {DateText(day)}");
            return Finish(At(day, 0), Until(day.AddDays(1), 0), isRelative: true);
        }

        long lengthUs = length.Ticks / TimeSpan.TicksPerMicrosecond;
        long halfUs = (length < TimeSpan.FromHours(1) ? AroundSeconds / 6 : AroundSeconds) * UtcMicros.PerSecond;
        long middle = CeilingSecond(_anchor).Value - lengthUs;
        if (middle <= halfUs) return WindowBuild.Failed("that reaches back before 1970");
        _notes.Add($"it is taken as {halfUs / (60 * UtcMicros.PerSecond)} minutes to either side");
        WindowBuild around = Finish(new UtcMicros(middle - halfUs), new UtcMicros(middle + halfUs), isRelative: true);
        return around with { IsDuration = true };
    }

    private WindowBuild Around(Endpoint at)
    {
        int middle = HourIn(at, at.Clock!.Value);
        _notes.Add($"around {ClockText(middle)} is taken as 30 minutes to either side");
        return OfDay(at, middle - AroundSeconds, middle + AroundSeconds);
    }

    /// <summary>Second of the day, read within the night where one is named: "11 last night" is 23:00, "2ish last night" is 02:00.</summary>
    private int HourIn(Endpoint at, ClockPoint clock)
    {
        int second = clock.SecondOfDay;
        if (at.Part == DayPart.Night && clock.CanTakeHalf) second = clock.Seconds switch
        {
            >= 12 * 3600 => 0,
            >= 7 * 3600 => clock.Seconds + (12 * 3600),
            _ => clock.Seconds,
        };
        else if (at.Part is DayPart.Afternoon or DayPart.Evening && clock.CanTakeHalf) second = (clock with { Half = Meridiem.Pm }).SecondOfDay;
        else if (clock is { IsBare: true, CanTakeHalf: true } && at.Part == DayPart.None) _notes.Add($"{ClockText(second)} is read on the 24-hour clock");
        return second;
    }

    private WindowBuild Range(Endpoint from, Endpoint to)
    {
        if (from.Instant is not null && to.Instant is not null)
            return Finish(UtcMicros.From(from.Instant.Value), UtcMicros.From(to.Instant.Value), isRelative: false);
        if (from.Instant is not null || to.Instant is not null || from.Part != DayPart.None || to.Part != DayPart.None)
            return WindowBuild.Failed("both ends of a range must be of one kind");
        if (from.HasDayOnly && to.HasDayOnly)
        {
            _notes.Add($"both days are included: {DateText(from.Day!.Value.First)} and {DateText(to.Day!.Value.AfterLast.AddDays(-1))}");
            return Finish(At(from.Day.Value.First, 0), Until(to.Day.Value.AfterLast, 0), from.Day.Value.IsRelative || to.Day.Value.IsRelative);
        }

        if (from.Clock is not { } start || to.Clock is not { } stop) return WindowBuild.Failed("both ends of a range must be of one kind");
        if (from.Day is { } first && to.Day is { } last)
            return Finish(At(first.First, start.SecondOfDay), Until(last.First, stop.SecondOfDay), first.IsRelative || last.IsRelative);

        if (ClockReader.Range(start, stop) is not var (fromSecond, toSecond))
            return WindowBuild.Failed($"it ends at {ClockText(stop.SecondOfDay)}, not after its start at {ClockText(start.SecondOfDay)}; name both days if it ends on a later one");
        if (start is { IsBare: true, Half: Meridiem.None } && stop.Half == Meridiem.None && (start.CanTakeHalf || stop.CanTakeHalf))
            _notes.Add($"{ClockText(fromSecond)} to {ClockText(toSecond)} is read on the 24-hour clock");
        return OfDay(from.Day is null ? to : from, fromSecond, toSecond);
    }

    private WindowBuild Open(Endpoint from)
    {
        UtcMicros end = CeilingSecond(_anchor);
        if (from.Instant is { } instant) return Finish(UtcMicros.From(instant), end, isRelative: true);
        if (from.Part != DayPart.None) return WindowBuild.Failed("say since when by a time or a day");
        int second = from.Clock?.SecondOfDay ?? 0;
        if (from.Day is { } day)
        {
            if (day.IsAssumed) _notes.Add(DayNote(day));
            return Finish(At(day.First, second), end, isRelative: true);
        }

        DateOnly date = second < SecondsToday() ? Today : Today.AddDays(-1);
        NoteDay(date, second, null);
        return Finish(At(date, second), end, isRelative: true);
    }

    private WindowBuild Before(Endpoint to)
    {
        if (to.Clock is not { } clock) return WindowBuild.Failed("say from when as well");
        DateOnly date = to.Day?.First ?? Today;
        if (to.Day is null) _notes.Add($"taken as {DateText(date)} from its midnight");
        return Finish(At(date, 0), Until(date, clock.SecondOfDay), to.Day?.IsRelative ?? true);
    }

    private WindowBuild PartOfDay(Endpoint at)
    {
        (int from, int to) = at.Part switch
        {
            DayPart.Morning => (6, 12),
            DayPart.Afternoon => (12, 18),
            DayPart.Evening => (18, 22),
            _ => (-2, 6),
        };
        DaySpan day = at.Day!.Value;
        _notes.Add($"{at.Part.ToString().ToLowerInvariant()} is taken as {ClockText(from * 3600)} to {ClockText(to * 3600)}");
        return Finish(At(day.First, from * 3600), Until(day.First, to * 3600), day.IsRelative);
    }

    /// <summary>A range of seconds on the endpoint's day; without one, on the latest day on which it has begun.</summary>
    private WindowBuild OfDay(Endpoint at, int fromSecond, int toSecond)
    {
        if (at.Day is { } day)
        {
            // A night belongs to the morning it ends on; its late hours stand on the day before.
            bool isEveningOfNight = at.Part == DayPart.Night && fromSecond >= DaySeconds / 2;
            if (day.IsAssumed) _notes.Add(DayNote(day));
            if (!day.IsOneDay) return WindowBuild.Failed("a time of day needs one day");
            DateOnly date = isEveningOfNight ? day.First.AddDays(-1) : day.First;
            return Finish(At(date, fromSecond), Until(date, toSecond), day.IsRelative);
        }

        DateOnly latest = fromSecond < SecondsToday() ? Today : Today.AddDays(-1);
        NoteDay(latest, fromSecond, toSecond);
        return Finish(At(latest, fromSecond), Until(latest, toSecond), isRelative: true);
    }

    private void NoteDay(DateOnly date, int fromSecond, int? toSecond)
    {
        string what = toSecond is { } to ? $"{ClockText(fromSecond)} to {ClockText(to)}" : $"since {ClockText(fromSecond)}";
        _notes.Add(date == Today
            ? $"no day was named: {what} is taken as on {DateText(date)}"
            : $"no day was named and it has not begun on {DateText(Today)}: {what} is taken as on {DateText(date)}");
    }

    private WindowBuild Finish(UtcMicros from, UtcMicros to, bool isRelative)
    {
        UtcMicros end = CeilingSecond(_anchor);
        if (_isPresent && to > end && from < end)
        {
            _notes.Add($"it has not ended: counted up to {Texts.Short(end)} UTC");
            to = end;
        }

        _notes.AddRange(_clock.Notes);
        return to.Value <= from.Value
            ? WindowBuild.Failed($"it ends at {Texts.Short(to)} UTC, not after its start {Texts.Short(from)} UTC")
            : new WindowBuild(new UtcInterval(from, to), _notes, isRelative);
    }

    private UtcMicros At(DateOnly date, int second) => _clock.Begin(date.ToDateTime(TimeOnly.MinValue).AddSeconds(second));

    private UtcMicros Until(DateOnly date, int second) => _clock.End(date.ToDateTime(TimeOnly.MinValue).AddSeconds(second));

    private int SecondsToday() => (int)Math.Ceiling(_localNow.TimeOfDay.TotalSeconds);

    private static string DayNote(DaySpan day) => day.IsOneDay
        ? $"the latest such day is taken: {DateText(day.First)}"
        : $"the latest such month is taken: {day.First.ToString("yyyy-MM", CultureInfo.InvariantCulture)}";

    private static string ClockText(int second)
    {
        int inDay = ((second % DaySeconds) + DaySeconds) % DaySeconds;
        string seconds = inDay % 60 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{inDay % 60:00}");
        string text = string.Create(CultureInfo.InvariantCulture, $"{inDay / 3600:00}:{inDay / 60 % 60:00}{seconds}");
        return second == DaySeconds ? "24:00" : text;
    }

    private static string DateText(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static UtcMicros CeilingSecond(DateTimeOffset time)
    {
        long micros = UtcMicros.From(time).Value;
        return new UtcMicros((micros + UtcMicros.PerSecond - 1) / UtcMicros.PerSecond * UtcMicros.PerSecond);
    }
}
