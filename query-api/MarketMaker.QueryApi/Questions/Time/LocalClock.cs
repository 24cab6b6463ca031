using System.Globalization;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Questions.Time;

/// <summary>Turns wall-clock times of a zone into instants, and says what it did where the clocks were changed.</summary>
internal sealed class LocalClock(TimeZoneInfo zone)
{
    /// <summary>Remarks made so far, for the answer.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Wall-clock time of an instant.</summary>
    public DateTime ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    /// <summary>The instant at which an interval that begins at this wall-clock time begins.</summary>
    public UtcMicros Begin(DateTime local) => ToInstant(local, isEnd: false);

    /// <summary>The instant at which an interval that ends at this wall-clock time ends.</summary>
    public UtcMicros End(DateTime local) => ToInstant(local, isEnd: true);

    private UtcMicros ToInstant(DateTime local, bool isEnd)
    {
        string text = local.ToString(local.Second == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        if (zone.IsInvalidTime(local))
        {
            // The clocks jumped over it: the moment of the jump is where both readings meet.
            DateTime before = local;
            while (zone.IsInvalidTime(before)) before = before.AddMinutes(-1);
            UtcMicros jump = Instant(before.AddMinutes(1), zone.GetUtcOffset(before));
            Note($"{text} does not exist in {zone.Id}: the clocks were put forward; the change itself, {UtcText(jump)}, is used");
            return jump;
        }

        if (!zone.IsAmbiguousTime(local)) return Instant(local, zone.GetUtcOffset(local));
        TimeSpan[] offsets = zone.GetAmbiguousTimeOffsets(local);
        UtcMicros first = Instant(local, offsets.Max());
        UtcMicros second = Instant(local, offsets.Min());
        UtcMicros used = isEnd ? second : first;
        Note($"{text} happens twice in {zone.Id}: the clocks were put back; the {(isEnd ? "second" : "first")} one, {UtcText(used)}, is used");
        return used;
    }

    private void Note(string note)
    {
        if (!Notes.Contains(note)) Notes.Add(note);
    }

    private static UtcMicros Instant(DateTime local, TimeSpan offset) =>
        UtcMicros.From(new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), offset));

    private static string UtcText(UtcMicros time) => time.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
