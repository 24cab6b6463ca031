using System.Globalization;

namespace MarketMaker.QueryApi.Questions.Time;

/// <summary>Reads days and spans of days against a present day: words, week days, months and dates with or without a year.</summary>
internal static class DayReader
{
    // Years around which every zone's clock and every neighbouring day still has an instant.
    private const int FirstYear = 1971;
    private const int LastYear = 9998;

    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly string[] WeekDays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    private static readonly Dictionary<string, int> MonthNumbers = ByName(Months, 1, ["sept"], [9]);

    private static readonly Dictionary<string, int> WeekDayNumbers = ByName(WeekDays, 0, ["tues", "weds", "thur", "thurs"], [2, 3, 4, 4]);

    /// <summary>Words of the grammar, for the spelling check.</summary>
    public static IEnumerable<string> Words => [.. Months, .. WeekDays, "today", "yesterday"];

    /// <summary>Reads a day at a place; <paramref name="hasPreposition"/> admits words that could mean something else ("may", "sun").</summary>
    public static bool TryRead(IReadOnlyList<Token> tokens, int at, DateOnly today, bool hasPreposition, out DaySpan span, out int next)
    {
        span = default;
        next = at + 1;
        if (at >= tokens.Count) return false;
        Token token = tokens[at];
        switch (token.Kind)
        {
            case TokenKind.Date:
                if (!DateOnly.TryParseExact(token.Text, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)) return false;
                if (date.Year is < FirstYear or > LastYear) return false;
                span = DaySpan.Of(date, isRelative: false);
                return true;
            case TokenKind.Ordinal:
            case TokenKind.Number:
                return TryDayFirst(tokens, at, today, hasPreposition, out span, out next);
            case TokenKind.Word:
                return TryWord(tokens, at, today, hasPreposition, out span, out next);
            default:
                return false;
        }
    }

    private static bool TryWord(IReadOnlyList<Token> tokens, int at, DateOnly today, bool hasPreposition, out DaySpan span, out int next)
    {
        Token token = tokens[at];
        span = default;
        next = at + 1;
        string following = next < tokens.Count ? tokens[next].Text : "";
        switch (token.Text)
        {
            case "today":
                span = DaySpan.Of(today, isRelative: true);
                return true;
            case "yesterday" or "yday":
                span = DaySpan.Of(today.AddDays(-1), isRelative: true);
                return true;
            case "day" when following == "before" && at + 2 < tokens.Count && tokens[at + 2].IsAny("yesterday", "yday"):
                span = DaySpan.Of(today.AddDays(-2), isRelative: true);
                next = at + 3;
                return true;
            case "previous" when following == "day":
                span = DaySpan.Of(today.AddDays(-1), isRelative: true);
                next = at + 2;
                return true;
            case "the" when next < tokens.Count && (tokens[next].Kind == TokenKind.Ordinal || following is "day" or "previous"):
                return TryRead(tokens, next, today, hasPreposition: true, out span, out next);
            case "this" or "last" when following is "week" or "month":
                span = Period(token.Text == "last", following == "week", today);
                next = at + 2;
                return true;
            case "this" or "last" or "past" when WeekDayNumbers.TryGetValue(following, out int named):
                span = DaySpan.Of(Latest(named, token.Text == "this" ? today : today.AddDays(-1)), isRelative: true);
                next = at + 2;
                return true;
        }

        if (WeekDayNumbers.TryGetValue(token.Text, out int weekDay) && (hasPreposition || token.Text is not ("sun" or "sat")))
        {
            span = DaySpan.Of(Latest(weekDay, today), isRelative: true, isAssumed: true);
            return true;
        }

        return MonthNumbers.TryGetValue(token.Text, out int month) && TryMonthFirst(tokens, at, month, today, hasPreposition, out span, out next);
    }

    private static bool TryMonthFirst(
        IReadOnlyList<Token> tokens, int at, int month, DateOnly today, bool hasPreposition, out DaySpan span, out int next)
    {
        next = at + 1;
        if (next < tokens.Count && tokens[next].Kind is TokenKind.Number or TokenKind.Ordinal && TryNumber(tokens[next], 31, out int day))
        {
            next++;
            return TryDay(TryYear(tokens, ref next), month, day, today, out span);
        }

        span = default;
        int? year = TryYear(tokens, ref next);
        if (year is null && !hasPreposition && tokens[at].Text is "may" or "march" or "mar") return false;
        DateOnly first = new(year ?? (month <= today.Month ? today.Year : today.Year - 1), month, 1);
        span = new DaySpan(first, first.AddMonths(1), IsRelative: year is null, IsAssumed: year is null);
        return true;
    }

    private static bool TryDayFirst(IReadOnlyList<Token> tokens, int at, DateOnly today, bool hasPreposition, out DaySpan span, out int next)
    {
        span = default;
        next = at + 1;
        if (!TryNumber(tokens[at], 31, out int day)) return false;
        if (next < tokens.Count && tokens[next].Is("of")) next++;
        if (next < tokens.Count && tokens[next].Kind == TokenKind.Word && MonthNumbers.TryGetValue(tokens[next].Text, out int month))
        {
            next++;
            return TryDay(TryYear(tokens, ref next), month, day, today, out span);
        }

        next = at + 1;
        if (tokens[at].Kind != TokenKind.Ordinal || !hasPreposition) return false;
        for (DateOnly date = today; date > today.AddDays(-62); date = date.AddDays(-1))
        {
            if (date.Day != day) continue;
            span = DaySpan.Of(date, isRelative: true, isAssumed: true);
            return true;
        }

        return false;
    }

    private static bool TryDay(int? year, int month, int day, DateOnly today, out DaySpan span)
    {
        span = default;
        // 29 February without a year is the latest leap year's.
        for (int candidate = year ?? today.Year; candidate > today.Year - 9; candidate--)
        {
            bool exists = day >= 1 && day <= DateTime.DaysInMonth(candidate, month);
            if (exists && (year is not null || new DateOnly(candidate, month, day) <= today))
            {
                span = DaySpan.Of(new DateOnly(candidate, month, day), isRelative: year is null, isAssumed: year is null);
                return true;
            }

            if (year is not null) return false;
        }

        return false;
    }

    /// <summary>A day that no calendar has, such as 30 February, as it was written; null when there is none.</summary>
    public static string? Impossible(IReadOnlyList<Token> tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == TokenKind.Date && !DateOnly.TryParseExact(tokens[i].Text, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return tokens[i].Raw;
            if (tokens[i].Kind != TokenKind.Word || !MonthNumbers.TryGetValue(tokens[i].Text, out int month)) continue;
            int of = i > 0 && tokens[i - 1].Is("of") ? i - 2 : i - 1;
            foreach (int at in (int[])[of, i + 1])
            {
                if (at < 0 || at >= tokens.Count || tokens[at].Kind is not (TokenKind.Number or TokenKind.Ordinal) || !TryNumber(tokens[at], 99, out int day)) continue;
                int after = Math.Max(i, at) + 1;
                int year = TryYear(tokens, ref after) ?? 2000; // a leap year: 29 February without a year is the latest one's
                if (day < 1 || day > DateTime.DaysInMonth(year, month)) return string.Join(' ', tokens.Take(after).Skip(Math.Min(i, at)).Select(t => t.Raw));
                break;
            }
        }

        return null;
    }

    private static DaySpan Period(bool isLast, bool isWeek, DateOnly today)
    {
        DateOnly first = isWeek ? Latest((int)DayOfWeek.Monday, today) : new DateOnly(today.Year, today.Month, 1);
        DateOnly start = isLast ? (isWeek ? first.AddDays(-7) : first.AddMonths(-1)) : first;
        return new DaySpan(start, isWeek ? start.AddDays(7) : start.AddMonths(1), IsRelative: true);
    }

    private static DateOnly Latest(int weekDay, DateOnly upTo) => upTo.AddDays(-((((int)upTo.DayOfWeek - weekDay) + 7) % 7));

    private static int? TryYear(IReadOnlyList<Token> tokens, ref int next)
    {
        if (next >= tokens.Count || tokens[next].Kind != TokenKind.Number || tokens[next].Text.Length != 4) return null;
        if (!TryNumber(tokens[next], LastYear, out int year) || year < FirstYear) return null;
        next++;
        return year;
    }

    private static bool TryNumber(Token token, int max, out int number) =>
        int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= max;

    private static Dictionary<string, int> ByName(string[] names, int first, string[] extra, int[] extraNumbers)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            numbers[names[i]] = first + i;
            numbers[names[i][..3]] = first + i;
        }

        for (int i = 0; i < extra.Length; i++) numbers[extra[i]] = extraNumbers[i];
        return numbers;
    }
}
