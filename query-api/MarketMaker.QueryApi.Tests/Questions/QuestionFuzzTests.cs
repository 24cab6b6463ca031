using MarketMaker.QueryApi.Plans.Queries;
using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Tests.Questions;

/// <summary>Random questions: reading them never throws, and what is understood is well formed.</summary>
public sealed class QuestionFuzzTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 29, 1, 30, 0, TimeSpan.Zero);

    private static readonly string[] Words =
    [
        "why", "were", "bids", "asks", "rejected", "rejections", "rate", "by", "hour", "guard", "symbol", "today", "yesterday", "last", "2", "14", "31", "0", "99999", "hours",
        "between", "and", "to", "-", "from", "until", "since", "before", "after", "around", "at", "2pm", "14:00", "25:00", "2ish", "24:00", "12am", "noon", "midnight", "night",
        "morning", "on", "monday", "feb", "29", "29th", "november", "2025", "2025-11-21", "9999-12-31", "0001-01-01", "1970-01-01", "2026-03-29", "IST", "lisbon", "UTC+14",
        "UTC-12", "America/New_York", "SOL", "ETH", "vs", "the", "this", "week", "month", "per", "10", "min", "fills", "pnl", "top", "3", "in", "of", "half", "an", "all", "time",
        "run", "2025-11-21T11:00Z", "9998-12-31T23:59+00:00", "spread", "(", "'", ";", "\u0000", "é", "day", "next", "the", "17th", "tonight", "overnight", "previous",
    ];

    [Fact]
    public void Parse_RandomWords_NeverThrowsAndEveryPlanHasAnIntervalAndSql()
    {
        const int seed = 20260329;
        var random = new Random(seed);
        var facts = new DataFacts(
            new Dictionary<string, long> { ["order_intent"] = 1 }, ["ETH", "SOL"],
            [new RunCoverage("01991a2b-0000-7000-8000-000000000001", UtcMicros.From(Now.AddDays(-200)), UtcMicros.From(Now.AddDays(-199)), new HashSet<string> { "order_intent" })]);
        NamedZone[] zones = [NamedZone.Utc, ZoneTable.Find("Europe/Lisbon")!, ZoneTable.Find("ist")!, ZoneTable.Find("UTC-11")!];
        int understood = 0;
        for (int i = 0; i < 10_000; i++)
        {
            string question = string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => Words[random.Next(Words.Length)]));
            if (i % 3 == 0) question = "rejections " + question;
            try
            {
                if (QuestionParser.Parse(question, facts, Now, zones[i % zones.Length]) is not Understood { Plan: var plan }) continue;
                understood++;
                Assert.True(plan.Window.Interval.From < plan.Window.Interval.To, $"seed {seed}, question {i}: \"{question}\": {plan.Window.Interval}");
                Assert.NotEmpty(plan.Kind == QuestionKind.List ? new ListQuery(plan).Sql : new MetricQuery(plan).Sql);
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}, question {i}: \"{question}\": {error}");
            }
        }

        Assert.True(understood > 100, $"only {understood} of the random questions were understood: the fuzz reaches too little");
    }
}
