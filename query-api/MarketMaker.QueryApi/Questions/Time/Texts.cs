using System.Globalization;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Questions.Time;

/// <summary>How times are written in answers.</summary>
public static class Texts
{
    /// <summary><c>2025-09-04 20:21:45</c>: to the second, cut.</summary>
    public static string Seconds(UtcMicros time) => time.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>To the minute, with seconds only where there are any.</summary>
    public static string Short(UtcMicros time)
    {
        DateTimeOffset moment = time.ToDateTimeOffset();
        return moment.ToString(moment.Second == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary><c>2025-11-21 11:00 to 13:00 UTC</c>; the second date is written where it differs.</summary>
    public static string Interval(UtcInterval interval)
    {
        string from = Short(interval.From);
        string to = Short(interval.To);
        return $"{from} to {(from[..10] == to[..10] ? to[11..] : to)} UTC";
    }
}
