using System.Globalization;

namespace MarketMaker.QueryApi.Questions.Time;

/// <summary>A time zone, and what should be said about how it was chosen.</summary>
/// <param name="Zone">Its rules.</param>
/// <param name="Note">A remark for the answer; null where the name says it all.</param>
public sealed record NamedZone(TimeZoneInfo Zone, string? Note = null)
{
    /// <summary>The zone of the whole lake.</summary>
    public static NamedZone Utc { get; } = new(TimeZoneInfo.Utc);
}

/// <summary>Time zones by IANA name, abbreviation, city or offset.</summary>
/// <remarks>Rules come from the system's zone files; where they are missing the standard offset is used, and said.</remarks>
public static class ZoneTable
{
    private static readonly Dictionary<string, (string Id, int StandardMinutes)> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ist"] = ("Asia/Kolkata", 330), ["india"] = ("Asia/Kolkata", 330), ["kolkata"] = ("Asia/Kolkata", 330), ["mumbai"] = ("Asia/Kolkata", 330),
        ["cet"] = ("Europe/Berlin", 60), ["cest"] = ("Europe/Berlin", 60), ["berlin"] = ("Europe/Berlin", 60), ["paris"] = ("Europe/Paris", 60),
        ["zurich"] = ("Europe/Zurich", 60), ["madrid"] = ("Europe/Madrid", 60), ["eet"] = ("Europe/Helsinki", 120), ["eest"] = ("Europe/Helsinki", 120),
        ["bst"] = ("Europe/London", 0), ["london"] = ("Europe/London", 0), ["wet"] = ("Europe/Lisbon", 0), ["lisbon"] = ("Europe/Lisbon", 0),
        ["msk"] = ("Europe/Moscow", 180), ["dubai"] = ("Asia/Dubai", 240), ["gst"] = ("Asia/Dubai", 240),
        ["et"] = ("America/New_York", -300), ["est"] = ("America/New_York", -300), ["edt"] = ("America/New_York", -300),
        ["eastern"] = ("America/New_York", -300), ["ny"] = ("America/New_York", -300), ["nyc"] = ("America/New_York", -300),
        ["new york"] = ("America/New_York", -300), ["los angeles"] = ("America/Los_Angeles", -480), ["hong kong"] = ("Asia/Hong_Kong", 480),
        ["ct"] = ("America/Chicago", -360), ["cdt"] = ("America/Chicago", -360), ["chicago"] = ("America/Chicago", -360),
        ["mt"] = ("America/Denver", -420), ["mst"] = ("America/Denver", -420), ["mdt"] = ("America/Denver", -420),
        ["pt"] = ("America/Los_Angeles", -480), ["pst"] = ("America/Los_Angeles", -480), ["pdt"] = ("America/Los_Angeles", -480),
        ["pacific"] = ("America/Los_Angeles", -480),
        ["jst"] = ("Asia/Tokyo", 540), ["tokyo"] = ("Asia/Tokyo", 540), ["kst"] = ("Asia/Seoul", 540), ["seoul"] = ("Asia/Seoul", 540),
        ["hkt"] = ("Asia/Hong_Kong", 480), ["sgt"] = ("Asia/Singapore", 480), ["singapore"] = ("Asia/Singapore", 480),
        ["aest"] = ("Australia/Sydney", 600), ["aedt"] = ("Australia/Sydney", 600), ["sydney"] = ("Australia/Sydney", 600),
    };

    /// <summary>Words that may name a zone after a time.</summary>
    public static IEnumerable<string> Words => Names.Keys.SelectMany(k => k.Split(' ')).Append("utc").Append("gmt");

    /// <summary>Finds a zone by any of its names; null when there is no such zone.</summary>
    public static NamedZone? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string text = name.Trim();
        if (text.Equals("utc", StringComparison.OrdinalIgnoreCase) || text.Equals("gmt", StringComparison.OrdinalIgnoreCase)
            || text.Equals("z", StringComparison.OrdinalIgnoreCase)) return NamedZone.Utc;
        if (Names.TryGetValue(text, out (string Id, int StandardMinutes) known))
        {
            return TimeZoneInfo.TryFindSystemTimeZoneById(known.Id, out TimeZoneInfo? zone)
                ? new NamedZone(zone, $"{name.ToUpperInvariant()} is read as {known.Id}")
                : new NamedZone(
                    Fixed(known.StandardMinutes),
                    $"{name.ToUpperInvariant()} is taken as {OffsetText(known.StandardMinutes)} all year: this machine has no time zone rules");
        }

        if (TryOffset(text, out int minutes)) return new NamedZone(Fixed(minutes));
        bool looksLikeId = text.Contains('/', StringComparison.Ordinal) && !text.Contains("..", StringComparison.Ordinal);
        return looksLikeId && TimeZoneInfo.TryFindSystemTimeZoneById(text, out TimeZoneInfo? byId) ? new NamedZone(byId) : null;
    }

    private static TimeZoneInfo Fixed(int minutes) => minutes == 0
        ? TimeZoneInfo.Utc
        : TimeZoneInfo.CreateCustomTimeZone(OffsetText(minutes), TimeSpan.FromMinutes(minutes), OffsetText(minutes), OffsetText(minutes));

    private static string OffsetText(int minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"UTC{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}");

    private static bool TryOffset(string text, out int minutes)
    {
        minutes = 0;
        string offset = text.StartsWith("utc", StringComparison.OrdinalIgnoreCase) || text.StartsWith("gmt", StringComparison.OrdinalIgnoreCase) ? text[3..] : text;
        if (offset.Length < 2 || offset[0] is not ('+' or '-')) return false;
        string digits = offset[1..].Replace(":", "", StringComparison.Ordinal);
        if (digits.Length is 3 or > 4 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return false;
        int total = digits.Length == 4 ? ((number / 100) * 60) + (number % 100) : number * 60;
        if (total > 14 * 60) return false;
        minutes = offset[0] == '-' ? -total : total;
        return true;
    }
}
