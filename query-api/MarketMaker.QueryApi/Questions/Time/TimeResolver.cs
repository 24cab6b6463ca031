using System.Text;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Questions.Time;

/// <summary>Turns the time words of a question into a half-open interval of UTC, with the zone used and every assumption stated.</summary>
/// <remarks>
/// Pure. Words that count back from the present count back from the end of the data where that end lies more than
/// <see cref="StaleAfter"/> before the present: the "last hour" of a tape replayed a year later is the tape's last hour. Calendar words
/// ("today", "on tuesday", "14:00-16:00") keep their plain meaning as long as data may stand there; only when the data ended over
/// <see cref="RecordedAfter"/> ago, before the words' plain meaning begins, are they read as on the data's last day.
/// </remarks>
public static class TimeResolver
{
    /// <summary>Age of the data's end beyond which "the last hour" counts back from that end.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(15);

    /// <summary>Age of the data's end beyond which calendar words may be read as on the data's last day.</summary>
    public static readonly TimeSpan RecordedAfter = TimeSpan.FromHours(24);

    /// <summary>Reads the time words of a question.</summary>
    public static TimeReading Resolve(IReadOnlyList<Token> tokens, TimeContext context)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(context);
        NamedZone zone = context.Zone;
        PhraseReader reader = Reader(tokens, context.Now, zone);
        if (reader.Zone is { } named)
        {
            zone = ZoneTable.Find(named) ?? zone;
            reader = Reader(tokens, context.Now, zone);
        }

        if (DayReader.Impossible(tokens) is { } impossible) return new TimeReading(null, $"there is no such date as {impossible}", reader.Consumed);
        if (reader.Phrases.Count == 0) return new TimeReading(null, null, reader.Consumed);
        string phrase = PhraseText(tokens, reader.Consumed);
        WindowBuild atNow = WindowBuilder.Build(reader.Phrases, context.Now, zone, isPresent: true);
        if (atNow.Problem is { } problem) return new TimeReading(null, $"{problem} (\"{phrase}\")", reader.Consumed);

        WindowBuild used = atNow;
        string? anchorNote = null;
        if (context.DataThrough is { } through && atNow.IsRelative && Reanchors(atNow, context.Now, through))
        {
            // The last event belongs to the window: it ends with the second after it.
            DateTimeOffset end = new UtcMicros(((through.Value / UtcMicros.PerSecond) + 1) * UtcMicros.PerSecond).ToDateTimeOffset();
            used = WindowBuilder.Build(Reader(tokens, end, zone).Phrases, end, zone, isPresent: false);
            if (used.Problem is { } problemThere) return new TimeReading(null, $"{problemThere} (\"{phrase}\")", reader.Consumed);
            anchorNote = $"the data ends {Texts.Seconds(through)} UTC; \"{phrase}\" is {(atNow.IsDuration ? "counted back from" : "read as of")} there";
        }

        List<string> assumptions = [];
        if (anchorNote is not null) assumptions.Add(anchorNote);
        if (reader.Zone is not null && zone.Note is { } zoneNote) assumptions.Add(zoneNote);
        assumptions.AddRange(used.Notes);
        var window = new TimeWindow(used.Interval, zone.Zone.Id, phrase, assumptions, used.IsAll);
        return new TimeReading(window, null, reader.Consumed);
    }

    // The words as they stood: a space only where there was one.
    private static string PhraseText(IReadOnlyList<Token> tokens, IEnumerable<int> consumed)
    {
        var text = new StringBuilder();
        int end = -1;
        foreach (int i in consumed)
        {
            if (text.Length > 0 && tokens[i].Start != end) text.Append(' ');
            text.Append(tokens[i].Raw);
            end = tokens[i].Start + tokens[i].Raw.Length;
        }

        return text.ToString();
    }

    private static bool Reanchors(WindowBuild atNow, DateTimeOffset now, UtcMicros through)
    {
        TimeSpan age = now - through.ToDateTimeOffset();
        return atNow.IsDuration ? age > StaleAfter : age > RecordedAfter && atNow.Interval.From > through;
    }

    private static PhraseReader Reader(IReadOnlyList<Token> tokens, DateTimeOffset anchor, NamedZone zone) =>
        new PhraseReader(tokens, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(anchor, zone.Zone).DateTime)).Read();
}
