using System.Globalization;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Tests.Questions;

public sealed class TimeResolverTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 6, 40, 0, TimeSpan.Zero);

    public static TheoryData<string, string, string, string> Phrases => Rows(TimePhrases.Table);

    public static TheoryData<string, string, string, string> Replayed => Rows(TimePhrases.ReplayedTable);

    public static TheoryData<string, string, string, string> DiedInTheNight => Rows(TimePhrases.DiedInTheNightTable);

    [Theory]
    [MemberData(nameof(Phrases))]
    public void Resolve_Phrase_GivesTheIntervalWorkedOutByHand(string phrase, string zone, string from, string to) =>
        AssertInterval(phrase, zone, from, to, dataThrough: null);

    [Theory]
    [MemberData(nameof(Phrases))]
    public void Resolve_PhraseOverLiveData_GivesTheSameInterval(string phrase, string zone, string from, string to) =>
        AssertInterval(phrase, zone, from, to, UtcMicros.From(Now.AddMinutes(-2)));

    [Theory]
    [MemberData(nameof(Replayed))]
    public void Resolve_PhraseOverAReplayedTape_CountsFromTheEndOfTheData(string phrase, string zone, string from, string to) =>
        AssertInterval(phrase, zone, from, to, UtcMicros.From(new DateTimeOffset(2025, 9, 4, 20, 21, 45, 500, TimeSpan.Zero)));

    [Theory]
    [MemberData(nameof(DiedInTheNight))]
    public void Resolve_CalendarWordsOverABotThatDied_KeepTheirPlainMeaning(string phrase, string zone, string from, string to) =>
        AssertInterval(phrase, zone, from, to, UtcMicros.From(new DateTimeOffset(2026, 11, 20, 1, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void Table_HasAtLeast150Phrases() => Assert.True(Phrases.Count >= 150, $"only {Phrases.Count}");

    [Theory]
    [InlineData("14:00-16:00", "no day was named and it has not begun on 2026-11-20: 14:00 to 16:00 is taken as on 2026-11-19")]
    [InlineData("04:00-05:30", "no day was named: 04:00 to 05:30 is taken as on 2026-11-20")]
    [InlineData("14:00:30-14:01:15", "no day was named and it has not begun on 2026-11-20: 14:00:30 to 14:01:15 is taken as on 2026-11-19")]
    [InlineData("2 days ago", "the whole day is taken: 2026-11-18")]
    [InlineData("an hour ago", "it is taken as 30 minutes to either side")]
    [InlineData("14:00-16:00 New York time", "NEW YORK is read as America/New_York")]
    [InlineData("today", "it has not ended: counted up to 2026-11-20 06:40 UTC")]
    [InlineData("on tuesday", "the latest such day is taken: 2026-11-17")]
    [InlineData("last night", "night is taken as 22:00 to 06:00")]
    [InlineData("around 2ish last night", "around 02:00 is taken as 30 minutes to either side")]
    [InlineData("between 2 and 4pm IST", "IST is read as Asia/Kolkata")]
    [InlineData("2026-03-29 1am-3am lisbon", "2026-03-29 01:00 does not exist in Europe/Lisbon: the clocks were put forward; the change itself, 2026-03-29 01:00 UTC, is used")]
    [InlineData("2026-10-25 1am-3am lisbon", "2026-10-25 01:00 happens twice in Europe/Lisbon: the clocks were put back; the first one, 2026-10-25 00:00 UTC, is used")]
    [InlineData("monday to wednesday", "both days are included: 2026-11-16 and 2026-11-18")]
    public void Resolve_Phrase_StatesWhatItAssumed(string phrase, string assumption) =>
        Assert.Contains(assumption, Resolve(phrase, "UTC", null).Window!.Assumptions);

    [Fact]
    public void Resolve_LastHourOfAReplayedTape_SaysWhereTheDataEnds()
    {
        TimeReading reading = Resolve("last hour", "UTC", UtcMicros.From(new DateTimeOffset(2025, 9, 4, 20, 21, 45, TimeSpan.Zero)));
        Assert.Contains("the data ends 2025-09-04 20:21:45 UTC; \"last hour\" is counted back from there", reading.Window!.Assumptions);
    }

    [Theory]
    [InlineData("why were bids rejected")]
    [InlineData("top 5 guards")]
    [InlineData("rejections by hour")]
    [InlineData("last 5 fills")]
    [InlineData("may we quote")]
    public void Resolve_NoTimeWords_GivesNoWindow(string question)
    {
        TimeReading reading = Resolve(question, "UTC", null);
        Assert.Null(reading.Window);
        Assert.Null(reading.Problem);
        Assert.Empty(reading.Consumed);
    }

    [Theory]
    [InlineData("today and yesterday")]
    [InlineData("on monday and 2025-11-21 and at 14:00")]
    [InlineData("from 2025-11-21 16:00 to 2025-11-21 14:00")]
    [InlineData("between 20:15 and 20:05")]
    [InlineData("16:00-10:00")]
    [InlineData("on feb 30")]
    public void Resolve_TwoTimesOrABackwardRange_SaysSoInsteadOfChoosing(string question)
    {
        TimeReading reading = Resolve(question, "UTC", null);
        Assert.Null(reading.Window);
        Assert.NotNull(reading.Problem);
    }

    [Theory]
    [InlineData("Asia/Kolkata", "Asia/Kolkata")]
    [InlineData("ist", "Asia/Kolkata")]
    [InlineData("UTC", "UTC")]
    [InlineData("gmt", "UTC")]
    [InlineData("UTC+5", "UTC+05:00")]
    public void ZoneTable_KnownName_IsFound(string name, string id) => Assert.Equal(id, ZoneTable.Find(name)!.Zone.Id);

    [Theory]
    [InlineData("Mars/Phobos")]
    [InlineData("../../etc/passwd")]
    [InlineData("nowhere")]
    [InlineData("")]
    public void ZoneTable_UnknownName_IsNotFound(string name) => Assert.Null(ZoneTable.Find(name));

    private static void AssertInterval(string phrase, string zone, string from, string to, UtcMicros? dataThrough)
    {
        TimeReading reading = Resolve(phrase, zone, dataThrough);
        Assert.Null(reading.Problem);
        Assert.NotNull(reading.Window);
        Assert.Equal($"{Texts.Seconds(Parse(from))} to {Texts.Seconds(Parse(to))}",
            $"{Texts.Seconds(reading.Window.Interval.From)} to {Texts.Seconds(reading.Window.Interval.To)}");
    }

    private static TimeReading Resolve(string phrase, string zone, UtcMicros? dataThrough) =>
        TimeResolver.Resolve(Lexer.Read(phrase), new TimeContext(Now, ZoneTable.Find(zone)!, dataThrough));

    private static UtcMicros Parse(string utc) =>
        UtcMicros.From(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

    private static TheoryData<string, string, string, string> Rows(string table)
    {
        var rows = new TheoryData<string, string, string, string>();
        foreach (string line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] cells = line.Split('|', StringSplitOptions.TrimEntries);
            rows.Add(cells[0], cells[1], cells[2], cells[3]);
        }

        return rows;
    }
}
