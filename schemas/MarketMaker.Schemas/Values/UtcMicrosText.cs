namespace MarketMaker.Schemas.Values;

/// <summary>The text form of <see cref="UtcMicros"/>, by hand because every line has two or three of them.</summary>
internal static class UtcMicrosText
{
    /// <summary>Bytes of the date part, with the <c>T</c>.</summary>
    public const int DateLength = 11;

    /// <summary>Microseconds in a day.</summary>
    public const long MicrosPerDay = 86_400 * UtcMicros.PerSecond;

    // Days from civil date and back: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    private static long DaysFromCivil(int year, int month, int day)
    {
        int shifted = month <= 2 ? year - 1 : year;
        int era = shifted / 400;
        int yearOfEra = shifted - (era * 400);
        int dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        int dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097L) + dayOfEra - 719_468;
    }

    public static bool TryFormat(UtcMicros time, Span<byte> utf8)
    {
        if (utf8.Length < UtcMicros.TextLength || time.Value < 0 || time > UtcMicros.MaxValue) return false;
        long days = time.Value / MicrosPerDay;
        FormatDate(days, utf8);
        FormatTimeOfDay(time.Value - (days * MicrosPerDay), utf8[DateLength..]);
        return true;
    }

    /// <summary>Writes <c>2025-09-04T</c>, the first <see cref="DateLength"/> bytes of the text form.</summary>
    public static void FormatDate(long days, Span<byte> utf8)
    {
        long shifted = days + 719_468;
        long era = shifted / 146_097;
        int dayOfEra = (int)(shifted - (era * 146_097));
        int yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        int dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        int monthIndex = ((5 * dayOfYear) + 2) / 153;
        int day = dayOfYear - (((153 * monthIndex) + 2) / 5) + 1;
        int month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
        int year = yearOfEra + (int)(era * 400) + (month <= 2 ? 1 : 0);

        NumberText.WritePadded((uint)year, 4, utf8);
        utf8[4] = (byte)'-';
        NumberText.WritePadded((uint)month, 2, utf8[5..]);
        utf8[7] = (byte)'-';
        NumberText.WritePadded((uint)day, 2, utf8[8..]);
        utf8[10] = (byte)'T';
    }

    /// <summary>Writes <c>19:46:56.673878Z</c>, the rest of the text form.</summary>
    public static void FormatTimeOfDay(long microOfDay, Span<byte> utf8)
    {
        uint second = (uint)(microOfDay / UtcMicros.PerSecond);
        uint micros = (uint)(microOfDay - (second * UtcMicros.PerSecond));
        utf8 = utf8[..(UtcMicros.TextLength - DateLength)];
        NumberText.WritePadded(second / 3600, 2, utf8);
        utf8[2] = (byte)':';
        NumberText.WritePadded(second / 60 % 60, 2, utf8[3..]);
        utf8[5] = (byte)':';
        NumberText.WritePadded(second % 60, 2, utf8[6..]);
        utf8[8] = (byte)'.';
        NumberText.WritePadded(micros, 6, utf8[9..]);
        utf8[15] = (byte)'Z';
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8, out UtcMicros time)
    {
        time = default;
        if (utf8.Length < 20 || utf8[4] != '-' || utf8[7] != '-' || (utf8[10] != 'T' && utf8[10] != ' ') || utf8[13] != ':' || utf8[16] != ':')
            return false;
        if (!Number(utf8, 0, 4, out int year) || !Number(utf8, 5, 2, out int month) || !Number(utf8, 8, 2, out int day)
            || !Number(utf8, 11, 2, out int hour) || !Number(utf8, 14, 2, out int minute) || !Number(utf8, 17, 2, out int second))
            return false;
        if (year < 1970 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;

        int at = 19;
        int micros = 0;
        if (utf8[at] == '.')
        {
            int digits = 0;
            for (at++; at < utf8.Length && (uint)(utf8[at] - '0') <= 9; at++, digits++)
                if (digits < 6) micros = (micros * 10) + (utf8[at] - '0');
            if (digits is 0 or > 9) return false;
            for (; digits < 6; digits++) micros *= 10;
        }

        if (!TryParseOffset(utf8[at..], out int offsetSeconds)) return false;
        long seconds = (DaysFromCivil(year, month, day) * 86_400) + (hour * 3600) + (minute * 60) + second - offsetSeconds;
        time = new UtcMicros((seconds * UtcMicros.PerSecond) + micros);
        return time.Value >= 0;
    }

    private static bool TryParseOffset(ReadOnlySpan<byte> utf8, out int offsetSeconds)
    {
        offsetSeconds = 0;
        if (utf8.Length == 1) return utf8[0] == 'Z';
        if (utf8.Length != 6 || utf8[3] != ':' || (utf8[0] != '+' && utf8[0] != '-')) return false;
        if (!Number(utf8, 1, 2, out int hours) || !Number(utf8, 4, 2, out int minutes) || hours > 18 || minutes > 59) return false;
        offsetSeconds = ((hours * 3600) + (minutes * 60)) * (utf8[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool Number(ReadOnlySpan<byte> utf8, int start, int count, out int value)
    {
        value = 0;
        for (int i = start; i < start + count; i++)
        {
            int digit = utf8[i] - '0';
            if ((uint)digit > 9) return false;
            value = (value * 10) + digit;
        }

        return true;
    }
}
