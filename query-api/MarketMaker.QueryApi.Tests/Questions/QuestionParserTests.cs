using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Tests.Questions;

public sealed class QuestionParserTests
{
    private const string GivenRun = "0190d2c5-7a3e-7c11-8a55-0123456789ab";
    private const string LastRun = "0190d2c5-7a3e-7c11-8a55-0123456789ff";
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 6, 40, 0, TimeSpan.Zero);
    private static readonly UtcMicros Start = UtcMicros.From(Now.AddDays(-30));
    private static readonly UtcMicros End = UtcMicros.From(Now.AddMinutes(-1));

    private static readonly HashSet<string> Streams = ["order_intent", "execution", "order_event"];

    private static readonly DataFacts Facts = new(
        Streams.ToDictionary(s => s, _ => 1000L),
        ["BTC", "ETH", "SOL", "WLFI"],
        [
            new RunCoverage(GivenRun, Start, UtcMicros.From(Now.AddDays(-2)), Streams),
            new RunCoverage(LastRun, UtcMicros.From(Now.AddDays(-1)), End, Streams),
        ])
    {
        Guards = ["spread_guard", "volatility_ok"], Regimes = ["normal", "quiet", "volatile"],
    };

    public static TheoryData<string, string> Understood => Rows(QuestionTable.Understood);

    public static TheoryData<string, string> Declined => Rows(QuestionTable.Declined);

    public static TheoryData<string, string> Refused => Rows(QuestionTable.Refused);

    [Theory]
    [MemberData(nameof(Understood))]
    public void Parse_Question_GivesThePlanWrittenByHand(string question, string plan) => Assert.Equal(plan, Describe(Parse(question)));

    [Theory]
    [MemberData(nameof(Declined))]
    public void Parse_UnsupportedQuestion_IsDeclinedWithTheReasonAndTheNearest(string question, string reason)
    {
        ParseOutcome outcome = Parse(question);
        if (outcome is Refused refused)
        {
            Assert.Equal(reason, refused.Code);
            return;
        }

        Declined declined = Assert.IsType<Declined>(outcome);
        Assert.Contains(reason, declined.Reason, StringComparison.Ordinal);
        Assert.Equal(3, declined.Nearest.Count);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Parse_ForbiddenRequest_IsRefusedByItsRule(string question, string code) => Assert.Equal(code, Assert.IsType<Refused>(Parse(question)).Code);

    [Fact]
    public void Parse_EverySupportedQuestion_IsUnderstood()
    {
        foreach (string question in SupportedQuestions.All) Assert.IsType<Understood>(Parse(question));
    }

    [Fact]
    public void Parse_UnknownWordBesideSupportedQuestion_IsNeverIgnored()
    {
        // Any word that is not in the grammar must stop the question, wherever it stands.
        foreach (string question in SupportedQuestions.All)
        {
            string[] words = question.TrimEnd('?').Split(' ');
            for (int i = 0; i <= words.Length; i++)
            {
                string changed = string.Join(' ', [.. words[..i], "zqxxqz", .. words[i..]]);
                Assert.False(Parse(changed) is Understood, changed);
            }
        }
    }

    [Fact]
    public void Parse_NoTimeNamed_TakesTheLatestRunWholeAndSaysSo()
    {
        QueryPlan plan = ((Understood)Parse("pnl by symbol")).Plan;
        Assert.Equal(LastRun, plan.Filters.RunId);
        Assert.Equal(new UtcInterval(UtcMicros.From(Now.AddDays(-1)), new UtcMicros(End.Value + 1)), plan.Window.Interval);
        Assert.Contains($"no time was named: the latest run, {LastRun}, is taken whole", plan.Assumptions);
    }

    [Fact]
    public void Parse_Misspelling_IsStated() =>
        Assert.Contains("\"rejectd\" is read as \"reject\"", ((Understood)Parse("why were bids rejectd 14:00-16:00")).Plan.Assumptions);

    [Fact]
    public void Parse_BaseOfAPair_IsReadAsThePairAndStated()
    {
        DataFacts facts = Facts with { Symbols = ["BTCUSDT"] };
        QueryPlan plan = ((Understood)QuestionParser.Parse("rejections on btc today", facts, Now, NamedZone.Utc)).Plan;
        Assert.Equal(["BTCUSDT"], plan.Filters.Symbols);
        Assert.Contains("\"btc\" is read as BTCUSDT", plan.Assumptions);
    }

    [Fact]
    public void Nearest_QuestionAboutRejectionsByHour_OffersThatOne() =>
        Assert.Equal("rejection rate by hour today", SupportedQuestions.Nearest("average rejection rate by hour today")[0]);

    private static ParseOutcome Parse(string question) => QuestionParser.Parse(question, Facts, Now, NamedZone.Utc);

    private static string Describe(ParseOutcome outcome)
    {
        if (outcome is not Understood { Plan: var plan }) return outcome.GetType().Name.ToLowerInvariant();
        var parts = new List<string> { plan.Kind.ToString().ToLowerInvariant(), plan.Metric.Name };
        if (plan.Filters.Side is { } side) parts.Add($"side={side.ToString().ToLowerInvariant()}");
        if (plan.Filters.Symbols.Count > 0) parts.Add($"symbol={string.Join(',', plan.Filters.Symbols)}");
        if (plan.Filters.Guards.Count > 0) parts.Add($"guard={string.Join(',', plan.Filters.Guards)}");
        if (plan.Filters.Regimes.Count > 0) parts.Add($"regime={string.Join(',', plan.Filters.Regimes)}");
        bool namesRun = plan.Filters.RunId is not null && !plan.Assumptions.Any(a => a.StartsWith("no time was named", StringComparison.Ordinal));
        if (namesRun) parts.Add(plan.Filters.RunId == GivenRun ? "run=given" : "run=last");
        if (plan.Dimensions.Count > 0)
            parts.Add($"by {string.Join(',', plan.Dimensions.Select(d => d == Dimension.Time ? $"time{plan.BucketMinutes}" : d.ToString().ToLowerInvariant()))}");
        if (plan.WantsExtreme) parts.Add("extreme");
        if (plan.IsSmallestFirst) parts.Add("smallest");
        if (plan.Limit is { } limit) parts.Add($"limit{limit}");
        return string.Join(' ', parts);
    }

    private static TheoryData<string, string> Rows(string table)
    {
        var rows = new TheoryData<string, string>();
        foreach (string line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] cells = line.Split('|', StringSplitOptions.TrimEntries);
            rows.Add(cells[0], cells[1]);
        }

        return rows;
    }
}
