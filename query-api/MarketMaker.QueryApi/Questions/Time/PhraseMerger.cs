namespace MarketMaker.QueryApi.Questions.Time;

/// <summary>Joins a day and a time of day that stand apart: "on 2025-11-21 between 11:00 and 13:00".</summary>
internal static class PhraseMerger
{
    /// <summary>The one phrase that two mean together; null when they are two different times.</summary>
    public static TimePhrase? Merge(IReadOnlyList<TimePhrase> phrases)
    {
        if (phrases.Count != 2) return null;
        return With(phrases[0], phrases[1]) ?? With(phrases[1], phrases[0]);
    }

    private static TimePhrase? With(TimePhrase day, TimePhrase clock)
    {
        if (day.Shape != PhraseShape.Point || day.From is not { } owner || owner.Clock is not null || owner.Day is not { IsOneDay: true }) return null;
        if (owner.Part != DayPart.None)
            return clock is { From.HasClockOnly: true, Shape: PhraseShape.Point or PhraseShape.Around }
                ? clock with { From = owner with { Clock = clock.From.Clock } }
                : null;
        return clock.Shape switch
        {
            PhraseShape.Range when clock.From!.HasClockOnly && clock.To!.HasClockOnly => clock with { From = clock.From with { Day = owner.Day } },
            PhraseShape.Point or PhraseShape.Around when clock.From!.HasClockOnly => clock with { From = clock.From with { Day = owner.Day } },
            PhraseShape.Before when clock.To!.HasClockOnly => clock with { To = clock.To with { Day = owner.Day } },
            // "after 3pm on tuesday" ends with that day.
            PhraseShape.Open when clock.From!.HasClockOnly =>
                new TimePhrase(PhraseShape.Range, clock.From with { Day = owner.Day }, EndOf(owner.Day.Value)),
            _ => null,
        };
    }

    /// <summary>Midnight at the end of a day.</summary>
    public static Endpoint EndOf(DaySpan day) =>
        new() { Day = day, Clock = new ClockPoint(86_400, Meridiem.None, IsBare: false, IsAbout: false) };
}
