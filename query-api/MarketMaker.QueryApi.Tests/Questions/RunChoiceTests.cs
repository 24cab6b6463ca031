using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Tests.Questions;

/// <summary>Which run is the latest, and which runs a question without one adds up. The present is 2026-11-20 06:40 UTC.</summary>
public sealed class RunChoiceTests
{
    private const string First = "0190d2c5-0000-7000-8000-000000000001";
    private const string Second = "0190d2c6-0000-7000-8000-000000000002";
    private const string Log = "import:00112233445566aa";
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 6, 40, 0, TimeSpan.Zero);

    [Fact]
    public void LatestRun_IsTheOneStartedLast_WhateverTimeItsTapeIsOf()
    {
        DataFacts facts = Facts(Run(Second, 10, 11, "SOL"), Run(Log, 18, 20, "SOL"), Run(First, 12, 13, "SOL"));
        Assert.Equal([Log, First, Second], facts.Runs.Select(r => r.RunId));
        Assert.Equal(Second, facts.LatestRun("order_intent")!.RunId);
        Assert.Equal(Second, Plan("how many rejections in the last run", facts).Filters.RunId);
    }

    [Fact]
    public void Parse_RunsOverlap_CountsTheOneStartedLastAndSaysSo()
    {
        QueryPlan plan = Plan("rejections yesterday", Facts(Run(First, 10, 13, "SOL"), Run(Second, 11, 12, "SOL"), Run(Log, 15, 16, "SOL")));
        Assert.Equal(Second, plan.Filters.RunId);
        Assert.True(plan.HasOtherRuns);
        Assert.Contains(
            $"several runs speak of the same instruments at the same time: only {Second}, the run started last, is counted, and 2 other runs are left out; name a run to ask about it",
            plan.Assumptions);
    }

    [Theory]
    [InlineData("rejections yesterday", 10, 11, "SOL", 12, 13, "SOL")] // one after the other
    [InlineData("rejections yesterday", 10, 13, "SOL", 10, 13, "ETH")] // the instruments are shared out
    [InlineData("rejections on ETH yesterday", 10, 13, "SOL,ETH", 10, 13, "SOL")] // they overlap elsewhere
    [InlineData("rejections yesterday 10:00-11:00", 10, 13, "SOL", 12, 13, "SOL")] // at another time
    [InlineData("rejections by run yesterday", 10, 13, "SOL", 10, 13, "SOL")] // held against each other
    public void Parse_RunsThatTellNothingTwice_AreAllCounted(string question, int from, int to, string symbols, int otherFrom, int otherTo, string otherSymbols) =>
        Assert.Null(Plan(question, Facts(Run(First, from, to, symbols), Run(Second, otherFrom, otherTo, otherSymbols))).Filters.RunId);

    [Fact]
    public void Parse_RunGiven_CountsBackFromItsEnd()
    {
        QueryPlan plan = Plan("rejections in the last hour", Facts(Run(First, 10, 12, "SOL"), Run(Second, 10, 13, "SOL")), First);
        Assert.Equal(First, plan.Filters.RunId);
        Assert.Equal("2026-11-19 11:00:01 to 12:00:01 UTC", plan.Window.Interval.ToString());
    }

    [Theory]
    [InlineData("rejections in the last hour", "0190d2c7-0000-7000-8000-000000000009", "There is no run 0190d2c7-0000-7000-8000-000000000009")]
    [InlineData("rejections in the last run", First, "The question is about run " + Second)]
    [InlineData("rejections in run " + Second, First, "The question is about run " + Second)]
    public void Parse_RunGivenThatIsNotThereOrNotTheOneNamed_IsDeclined(string question, string run, string reason) =>
        Assert.StartsWith(reason, Assert.IsType<Declined>(QuestionParser.Parse(question, Facts(Run(First, 10, 12, "SOL"), Run(Second, 10, 13, "SOL")), Now, NamedZone.Utc, run)).Reason, StringComparison.Ordinal);

    [Fact]
    public void Parse_ThisRun_IsTheOneGiven() =>
        Assert.Equal(First, Plan("rejections in this run", Facts(Run(First, 10, 12, "SOL"), Run(Second, 10, 13, "SOL")), First).Filters.RunId);

    [Theory]
    [InlineData("12:00-13:00", true)] // 11:00 to 12:00 is whole
    [InlineData("11:05-12:05", true)] // 10:05 to 11:05 is whole
    [InlineData("10:55-11:55", true)] // of 09:55 to 10:55, 55 of 60 minutes: 91.7 %
    [InlineData("10:50-11:50", false)] // of 09:50 to 10:50, 50 of 60 minutes: 83.3 %
    [InlineData("10:00-11:00", false)]
    public void Parse_Why_ComparesOnlyWithATimeThatWasRecorded(string time, bool isCompared) =>
        Assert.Equal(isCompared, Plan($"why were bids rejected yesterday {time}", Facts(Run(First, 10, 14, "SOL"))).Before is not null);

    [Fact]
    public void Parse_Why_DoesNotCompareWithATimeThatTwoRunsTell() =>
        Assert.Null(Plan("why were bids rejected yesterday 12:30-13:30", Facts(Run(First, 10, 14, "SOL"), Run(Second, 11, 12, "SOL"))).Before);

    private static QueryPlan Plan(string question, DataFacts facts, string? run = null) =>
        Assert.IsType<Understood>(QuestionParser.Parse(question, facts, Now, NamedZone.Utc, run)).Plan;

    private static DataFacts Facts(params RunCoverage[] runs) =>
        new(new Dictionary<string, long> { ["order_intent"] = 1 }, ["ETH", "SOL"], RunCoverage.InOrderOfStart(runs));

    /// <summary>A run of 2026-11-19 between two hours, both ends included.</summary>
    private static RunCoverage Run(string id, int fromHour, int toHour, string symbols)
    {
        UtcMicros from = UtcMicros.From(new DateTimeOffset(2026, 11, 19, fromHour, 0, 0, TimeSpan.Zero));
        UtcMicros to = UtcMicros.From(new DateTimeOffset(2026, 11, 19, toHour, 0, 0, TimeSpan.Zero));
        return new RunCoverage(id, from, to, new HashSet<string> { "order_intent" })
        {
            Symbols = [.. symbols.Split(',').Select(s => new SymbolCoverage("order_intent", s, from, to))],
        };
    }
}
