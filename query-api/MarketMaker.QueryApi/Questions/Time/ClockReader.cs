using System.Globalization;

namespace MarketMaker.QueryApi.Questions.Time;

/// <summary>Reads times of day: <c>14:00</c>, <c>2pm</c>, <c>2ish</c>, <c>noon</c>, and a bare hour where the words around it allow one.</summary>
internal static class ClockReader
{
    private const int DaySeconds = 86_400;

    public static bool TryRead(IReadOnlyList<Token> tokens, int at, bool allowBare, out ClockPoint clock, out int next)
    {
        clock = default;
        next = at;
        if (at >= tokens.Count) return false;
        Token token = tokens[at];
        next = at + 1;
        switch (token.Kind)
        {
            case TokenKind.Clock:
                if (!TryParse(token.Text, out clock)) return false;
                break;
            case TokenKind.Number when allowBare && int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int hour) && hour <= 24:
                clock = new ClockPoint(hour * 3600, Meridiem.None, IsBare: true, IsAbout: false);
                if (next < tokens.Count && tokens[next].IsAny("o'clock", "oclock")) next++;
                break;
            case TokenKind.Word when token.Text is "noon" or "midday":
                clock = new ClockPoint(12 * 3600, Meridiem.Pm, IsBare: false, IsAbout: false);
                return true;
            case TokenKind.Word when token.Text == "midnight":
                clock = new ClockPoint(0, Meridiem.Am, IsBare: false, IsAbout: false);
                return true;
            default:
                return false;
        }

        if (clock.CanTakeHalf && TryHalf(tokens, next, out Meridiem half, out int after))
        {
            clock = clock with { Half = half };
            next = after;
        }

        return true;
    }

    /// <summary>"in the morning", "in the afternoon", "in the evening", "at night" after a time of day.</summary>
    private static bool TryHalf(IReadOnlyList<Token> tokens, int at, out Meridiem half, out int next)
    {
        half = Meridiem.None;
        next = at;
        if (at + 2 >= tokens.Count || !tokens[at].Is("in") || !tokens[at + 1].Is("the")) return false;
        half = tokens[at + 2].Text switch { "morning" => Meridiem.Am, "afternoon" or "evening" => Meridiem.Pm, _ => Meridiem.None };
        if (half == Meridiem.None) return false;
        next = at + 3;
        return true;
    }

    private static bool TryParse(string text, out ClockPoint clock)
    {
        clock = default;
        bool isAbout = text.EndsWith("ish", StringComparison.Ordinal);
        if (isAbout) text = text[..^3].TrimEnd('-');
        Meridiem half = text.EndsWith("am", StringComparison.Ordinal) ? Meridiem.Am : text.EndsWith("pm", StringComparison.Ordinal) ? Meridiem.Pm : Meridiem.None;
        if (half != Meridiem.None) text = text[..^2];
        string[] parts = text.Split(':');
        Span<int> numbers = stackalloc int[3];
        for (int i = 0; i < parts.Length; i++)
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])) return false;
        int seconds = (numbers[0] * 3600) + (numbers[1] * 60) + numbers[2];
        bool isPossible = numbers[1] < 60 && numbers[2] < 60 && seconds <= 86_400
            && (half == Meridiem.None || numbers[0] is >= 1 and <= 12 || (half == Meridiem.Pm && numbers[0] is > 12 and < 24));
        clock = new ClockPoint(seconds, half, IsBare: parts.Length == 1, isAbout);
        return isPossible;
    }

    /// <summary>A range's two ends on the 24-hour clock: "2-4pm" is 14–16, "11am-1" is 11–13; an end before its start is the next day's where the range plainly
    /// crosses midnight, as 22:00–06:00 does: it is no longer than half a day.</summary>
    /// <returns>Null where the end lies before the start and not plainly on the next day.</returns>
    public static (int FromSecond, int ToSecond)? Range(ClockPoint start, ClockPoint stop)
    {
        if (start.CanTakeHalf && stop.Half != Meridiem.None)
        {
            start = start with { Half = stop.Half };
            if (start.SecondOfDay >= stop.SecondOfDay) start = start with { Half = Other(stop.Half) };
        }
        else if (stop.CanTakeHalf && start.Half != Meridiem.None)
        {
            stop = stop with { Half = start.Half };
            if (stop.SecondOfDay <= start.SecondOfDay) stop = stop with { Half = Other(start.Half) };
        }

        int end = stop.SecondOfDay;
        if (end > start.SecondOfDay) return (start.SecondOfDay, end);
        bool isPlain = end + DaySeconds - start.SecondOfDay <= DaySeconds / 2 || (end == 0 && start.SecondOfDay == 0);
        return isPlain ? (start.SecondOfDay, end + DaySeconds) : null;
    }

    private static Meridiem Other(Meridiem half) => half == Meridiem.Am ? Meridiem.Pm : Meridiem.Am;
}
