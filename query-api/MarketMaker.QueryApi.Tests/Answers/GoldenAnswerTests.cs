using System.Text.RegularExpressions;
using MarketMaker.QueryApi.Answers;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.QueryApi.Sandbox;
using MarketMaker.QueryApi.Tests.Lakes;
using MarketMaker.Schemas.Events;

namespace MarketMaker.QueryApi.Tests.Answers;

/// <summary>Whole answers over the small lake; every number is worked out in <see cref="SmallLake"/>'s remarks or beside the question.</summary>
public sealed partial class GoldenAnswerTests : IClassFixture<SharedPool>, IClassFixture<GoldenAnswerTests.Lakes>
{
    private static readonly FixedClock Clock = new(new DateTimeOffset(2026, 11, 20, 6, 40, 0, TimeSpan.Zero));
    private readonly QuestionEngine _engine;
    private readonly QuestionEngine _imported;
    private readonly WorkerPool _pool;

    public GoldenAnswerTests(SharedPool pool, Lakes lakes)
    {
        _pool = pool.Pool;
        _engine = new QuestionEngine(lakes.Own.Lake, pool.Pool, Clock);
        _imported = new QuestionEngine(lakes.Imported.Lake, pool.Pool, Clock);
    }

    [Fact]
    public async Task Why_BidsInAnHour_RanksGuardsWithValuesWeightedByRepeatCount()
    {
        Answer answer = await Ask("why were bids rejected 20:00-21:00");
        Assert.Equal(
            "From 2025-09-04 20:00 to 21:00 UTC 10 of 15 bid decisions were rejected (66.7 %); too little of the same length of time before was recorded to compare with. "
            + "The first failing guard was mostly spread_guard with 5 (50.0 %), then volatility_guard with 4 (40.0 %) and no_edge with 1 (10.0 %). "
            + "Most often together: spread_guard with volatility_guard, in 3 (30.0 %). "
            + "Where spread_guard failed it saw 12 bps at the median (12 to 16 bps) against a threshold of 8 bps. "
            + "Where volatility_guard failed it saw 40 bps at the median (30 to 40 bps) against a threshold of 25 bps. "
            + "Where no_edge failed it saw -0.5 bps against a threshold of 0 bps.",
            answer.Text);
        Assert.Equal(AnswerStatus.Answered, answer.Status);
        Assert.Equal(5, answer.RowsCounted);
        Assert.Equal("2025-09-04T20:05:00.000000Z", answer.RowsFrom);
        Assert.Equal("2025-09-04T20:40:00.000000Z", answer.RowsThrough);
        Assert.Equal("2025-09-04T20:50:00.000000Z", answer.DataThrough);
        Assert.Equal([SmallLake.Run], answer.RunIds);
        Assert.Equal(["hot"], answer.Tiers);
        GuardFinding volatility = answer.Guards![1];
        Assert.Equal(("volatility_guard", 4L, 7L, 2L), (volatility.Guard, volatility.Rejections, volatility.FailedIn, volatility.Readings));
        // spread_guard: 12 three times, 16 twice; volatility_guard: 30 three times, 40 four times. Half and nine tenths of the decisions:
        Assert.Equal((12.0, 16.0), (answer.Guards[0].ValueP50, answer.Guards[0].ValueP90));
        Assert.Equal((40.0, 40.0), (volatility.ValueP50, volatility.ValueP90));
        Assert.Equal(1.6, volatility.ValuePerThresholdP50); // 40 against 25
        ExampleFinding example = answer.Examples![0];
        Assert.Equal(("2025-09-04T20:10:00.000000Z", SmallLake.Run, "4"), (example.Ts, example.RunId, example.Seq));
    }

    [Theory]
    [InlineData("how many bids were rejected 20:00-21:00", "10 of 15 bid decisions were rejected.")]
    [InlineData("how many asks were vetoed by the spread guard 20:00-21:00", "4 of 10 ask decisions were rejected by spread_guard as the first failing guard; it failed, first or not, in 4.")]
    [InlineData("how many bids were vetoed by the volatility guard 20:00-21:00",
        "4 of 15 bid decisions were rejected by volatility_guard as the first failing guard; it failed, first or not, in 7.")]
    [InlineData("rejection rate 20:00-21:00", "the rejection rate of decisions was 56.0 %: 14 of 25.")]
    [InlineData("rejections on SOL 20:00-21:00", "9 of 15 decisions on SOL were rejected.")]
    [InlineData("how many decisions 20:00-21:00", "the number of decisions was 25.")]
    [InlineData("how many quotes 20:00-21:00", "the number of decisions to quote was 11.")]
    [InlineData("how many fills 20:00-21:00", "the number of fills was 3, 1,202.00 USD in all.")]
    [InlineData("how many fills on SOL 20:00-21:00", "the number of fills on SOL was 2, 802.00 USD in all.")]
    [InlineData("how many buys were filled 20:00-21:00", "the number of buy fills was 2, 800.00 USD in all.")]
    [InlineData("what were the fees 20:00-21:00", "the fees were 0.1803 USD over 3 fills.")]
    [InlineData("what was the pnl 20:00-21:00", "the realised PnL after fees was 1.82 USD: 2.00 USD realised less 0.1803 USD of fees, over 3 fills. Open positions are not marked.")]
    [InlineData("volume 20:00-21:00", "the traded volume was 1,202.00 USD over 3 fills.")]
    [InlineData("how many trades 20:00-21:00", "the number of round trips was 2, over 3 fills.")]
    [InlineData("how many orders were sent 20:00-21:00", "the number of orders sent was 2.")]
    [InlineData("how many orders were rejected by the venue 20:00-21:00", "the number of orders refused by the venue was 1.")]
    [InlineData("rejections by guard 20:00-21:00",
        "the rejections of decisions by guard: spread_guard 9 (64.3 %), volatility_guard 4 (28.6 %) and no_edge 1 (7.1 %).")]
    [InlineData("rejections by symbol 20:00-21:00", "the rejections of decisions by symbol: SOL 9 (of 15 decisions) and ETH 5 (of 10 decisions).")]
    [InlineData("rejection rate bids vs asks 20:00-21:00", "the rejection rate of decisions by side: bid 66.7 % (10 of 15) and ask 40.0 % (4 of 10).")]
    [InlineData("which guard rejected most 20:00-21:00",
        "the rejections of decisions by guard: spread_guard 9 (64.3 %), volatility_guard 4 (28.6 %) and no_edge 1 (7.1 %).")]
    [InlineData("pnl by symbol 20:00-21:00", "the realised PnL after fees by symbol: SOL 1.88 USD and ETH -0.06 USD.")]
    [InlineData("biggest fill 20:00-21:00",
        "the biggest fill by notional was 402.00 USD: sell 2 SOL at 201, 2025-09-04 20:35:00 UTC (run 01991a2b-0000-7000-8000-000000000001, seq 2).")]
    public async Task Ask_Question_GivesTheNumbersWorkedOutByHand(string question, string text)
    {
        Answer answer = await Ask(question);
        Assert.Equal($"From 2025-09-04 20:00 to 21:00 UTC {text}", answer.Text);
    }

    [Fact]
    public async Task Trend_ByHour_GivesOneRowPerHour()
    {
        Answer answer = await Ask("rejection rate by hour on 2025-09-04");
        Assert.Equal(
            "From 2025-09-04 00:00 to 2025-09-05 00:00 UTC the rejection rate of decisions by hour, 2 stretches with data: "
            + "highest at 2025-09-04 20:00 UTC: 56.0 % (14 of 25), lowest at 2025-09-04 19:00 UTC: 20.0 % (2 of 10).",
            answer.Text);
        Assert.Equal(["start_at", "rejection_rate", "decisions", "rejections"], answer.Numbers!.Columns.Select(c => c.Name));
        Assert.Equal(["2025-09-04T19:00:00.000000Z", "2025-09-04T20:00:00.000000Z"], answer.Numbers.Rows.Select(r => r[0].GetString()!));
        Assert.Contains("2 of 2 groups have fewer than 30 decisions: their rates say little", answer.Warnings);
    }

    [Fact]
    public async Task Trend_InAZoneOfHalfHours_BeginsBucketsOnItsClock()
    {
        Answer answer = await Ask("rejections by hour on 2025-09-05 IST");
        // 2025-09-05 IST is 2025-09-04 18:30 to 2025-09-05 18:30 UTC; 19:10 UTC is 00:40 IST, 20:05 is 01:35, 20:40 is 02:10.
        Assert.Equal(
            ["2025-09-05T00:00:00.000000", "2025-09-05T01:00:00.000000", "2025-09-05T02:00:00.000000"], answer.Numbers!.Rows.Select(r => r[0].GetString()!));
    }

    [Fact]
    public async Task Ask_LastHourOfARecording_CountsFromItsEndAndSaysSo()
    {
        Answer answer = await Ask("why were bids rejected in the last hour?");
        Assert.Equal("2025-09-04T19:50:01.000000Z", answer.Interval!.From);
        Assert.Contains("the data ends 2025-09-04 20:50:00 UTC; \"in the last hour\" is counted back from there", answer.Assumptions);
    }

    [Fact]
    public async Task Ask_NoTimeNamed_TakesTheLatestRun()
    {
        Answer answer = await Ask("how many fills");
        Assert.Equal("2025-09-04T19:10:00.000000Z", answer.Interval!.From);
        Assert.Contains($"no time was named: the latest run, {SmallLake.Run}, is taken whole", answer.Assumptions);
    }

    [Fact]
    public async Task Ask_LineRefusedInTheInterval_Warns() =>
        Assert.Contains("lines meant for order_intent in the interval that were refused and stand in quarantine: 1", (await Ask("rejections 20:00-21:00")).Warnings);

    [Fact]
    public async Task Ask_IntervalWithinTheRunWithoutEvents_SaysNoEvents()
    {
        Answer answer = await Ask("fills 19:30-19:40");
        Assert.Equal(AnswerStatus.NoEvents, answer.Status);
        Assert.Equal("From 2025-09-04 19:30 to 19:40 UTC there were no fills: a run was being recorded, and execution has no rows in that time.", answer.Text);
    }

    [Fact]
    public async Task Ask_FilterThatMatchesNothing_SaysWhatIsThere()
    {
        Answer answer = await Ask("how many asks were rejected 19:00-20:00");
        Assert.Equal(AnswerStatus.NoEvents, answer.Status);
        Assert.Equal("From 2025-09-04 19:00 to 20:00 UTC there were no ask decisions: order_intent has 2 rows in that time, none of them of this kind.", answer.Text);
    }

    [Theory]
    [InlineData("rejections by guard 20:30-20:35")]
    [InlineData("list rejections 20:30-20:35")]
    public async Task Ask_DecisionsButNoneRejected_SaysSo(string question) => Assert.Equal(
        "From 2025-09-04 20:30 to 20:35 UTC there were no rejected decisions: order_intent has 1 row in that time, none of them of this kind.", (await Ask(question)).Text);

    [Fact]
    public async Task Why_DecisionsButNoneRejected_SaysSo() => Assert.Equal(
        "From 2025-09-04 20:30 to 20:35 UTC none of the 5 decisions was rejected; there were no such decisions in the same length of time before to compare with.", (await Ask("why were bids rejected 20:30-20:35")).Text.Replace("bid ", "", StringComparison.Ordinal));

    [Fact]
    public async Task Why_BySymbol_GivesTheGuardsOfEachSymbol() => Assert.Equal(
        "From 2025-09-04 20:00 to 21:00 UTC the rejections of decisions by guard and symbol: spread_guard SOL 5 (35.7 %), spread_guard ETH 4 (28.6 %), "
        + "volatility_guard SOL 4 (28.6 %) and no_edge ETH 1 (7.1 %).",
        (await Ask("why were decisions rejected by symbol 20:00-21:00")).Text);

    [Fact]
    public async Task Ask_IntervalOutsideTheData_SaysNoDataAndWhatIsCovered()
    {
        Answer answer = await Ask("rejections on 2025-09-01");
        Assert.Equal(AnswerStatus.NoData, answer.Status);
        Assert.Equal(
            "From 2025-09-01 00:00 to 2025-09-02 00:00 UTC there is no data: no run was recorded then. The data covers 2025-09-04 19:10:00 to 2025-09-04 20:50:00 UTC.",
            answer.Text);
    }

    [Fact]
    public async Task Why_ImportedLog_SaysThatOnlyVerdictsWereRecorded()
    {
        // 11:00 to 13:00 half-open: rows 2, 3, 4 rejected, row 5 not; 13:00 is outside. Of 09:00 to 11:00 only half an hour was recorded.
        // threshold and volatility_ok failed together in rows 2 and 3, band with either in row 2 only.
        Answer answer = await _imported.AskAsync("why were trades rejected on 2025-11-21 between 11:00 and 13:00?", NamedZone.Utc, CancellationToken.None);
        Assert.Equal(
            "From 2025-11-21 11:00 to 13:00 UTC 3 of 4 decisions were rejected (75.0 %); too little of the same length of time before was recorded to compare with. "
            + "The first failing guard was mostly threshold with 2 (66.7 %), then band with 1 (33.3 %). Most often together: threshold with volatility_ok, in 2 (66.7 %). "
            + "For threshold, band and volatility_ok the log recorded only pass or fail, no values.",
            answer.Text);
        Assert.Equal("the log recorded only pass or fail for this guard", answer.Guards![0].Note);
        Assert.Equal([("threshold", 2L, 2L), ("band", 1, 2), ("volatility_ok", 0, 2)], answer.Guards.Select(g => (g.Guard, g.Rejections, g.FailedIn)));
        Assert.Equal([("threshold", "volatility_ok", 2L), ("band", "threshold", 1), ("band", "volatility_ok", 1)], answer.Pairs!.Select(p => (p.Guard, p.OtherGuard, p.Rejections)));
    }

    [Fact]
    public async Task Why_GuardThatHadNothingToMeasure_SaysSoAndKeepsItsThreshold()
    {
        using var lake = new SmallLake();
        lake.Write(SmallLake.Run, [SmallLake.Decision("20:05", "SOL", QuoteSide.Bid, 3, (Guard.StaleData, double.NaN, 2000))]);
        var engine = new QuestionEngine(lake.Lake, _pool, Clock);
        Answer answer = await engine.AskAsync("why were bids rejected 20:00-21:00", NamedZone.Utc, CancellationToken.None);
        Assert.Contains("Where stale_data failed there was nothing to measure yet, and what cannot be measured fails.", answer.Text, StringComparison.Ordinal);
        GuardFinding stale = Assert.Single(answer.Guards!);
        Assert.Equal((0L, null, 2000.0), (stale.Readings, stale.ValueP50, stale.ThresholdMin));
    }

    [Fact]
    public async Task Why_SideThatImportedRejectionsDoNotHave_WarnsInsteadOfSayingNone()
    {
        Answer answer = await _imported.AskAsync("why were bids rejected on 2025-11-21 between 11:00 and 13:00?", NamedZone.Utc, CancellationToken.None);
        Assert.Contains("rejections in the interval without a recorded side, not counted here: 3", answer.Warnings);
    }

    [Fact]
    public async Task Ask_FeesThatWereNotRecorded_AreUnknownNotZero()
    {
        using SmallLake lake = new SmallLake().WithFillOfUnknownFee();
        await using var workers = new MarketMaker.QueryApi.Sandbox.WorkerPool(Workers.Command, 1);
        Answer answer = await new QuestionEngine(lake.Lake, workers, Clock).AskAsync("what were the fees on 2025-09-04", NamedZone.Utc, CancellationToken.None);
        Assert.Equal("From 2025-09-04 00:00 to 2025-09-05 00:00 UTC the fees were unknown over 1 fills.", answer.Text);
        Assert.Contains("fee_usd is not known for 1 of 1 fills, which are left out", answer.Warnings);
    }

    [Theory]
    [InlineData("why were bids rejected 20:00-21:00")]
    [InlineData("rejections by guard 20:00-21:00")]
    [InlineData("rejection rate by hour on 2025-09-04")]
    [InlineData("what was the pnl 20:00-21:00")]
    [InlineData("how many asks were vetoed by the spread guard 20:00-21:00")]
    public async Task Ask_Question_EveryNumberOfTheTextStandsInTheRows(string question)
    {
        Answer answer = await Ask(question);
        string text = answer.Text.Replace(answer.Interval!.Text, "", StringComparison.Ordinal);
        text = Bucket().Replace(text, "").Replace("stretches with data", "", StringComparison.Ordinal);
        double[] known = [.. Known(answer)];
        foreach (Match number in Number().Matches(text))
        {
            double value = double.Parse(number.Value, System.Globalization.CultureInfo.InvariantCulture);
            bool isCountOfRows = answer.Numbers is not null && Math.Abs(value - answer.Numbers.Rows.Count) < 1e-9;
            Assert.True(isCountOfRows || known.Any(k => Math.Abs(k - value) < 0.051 || Math.Abs((k * 100) - value) < 0.051), $"{number.Value} in: {answer.Text}");
        }
    }

    private static IEnumerable<double> Known(Answer answer)
    {
        foreach (GuardFinding g in answer.Guards ?? [])
            foreach (double? value in (double?[])[g.Rejections, g.Share, g.FailedIn, g.ValueMin, g.ValueP50, g.ValueMax, g.ThresholdMin, g.ThresholdMax])
                if (value is { } known) yield return known;
        foreach (PairFinding p in answer.Pairs ?? [])
        {
            yield return p.Rejections;
            yield return p.Share;
        }

        if (answer.Previous is { } before)
        {
            yield return before.Decisions;
            yield return before.Rejections;
            yield return before.RejectionRate ?? 0;
        }

        foreach (var cell in (answer.Numbers?.Rows ?? []).SelectMany(r => r))
            if (cell.ValueKind == System.Text.Json.JsonValueKind.Number) yield return cell.GetDouble();
        if (answer.Totals is { } totals)
        {
            yield return totals.Decisions;
            yield return totals.Rejections;
            yield return totals.RejectionRate ?? 0;
        }
    }

    private Task<Answer> Ask(string question) => _engine.AskAsync(question, NamedZone.Utc, CancellationToken.None);

    [GeneratedRegex(@"(?<![\w.])-?\d[\d,]*(\.\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"at \d{4}-\d{2}-\d{2}( \d{2}:\d{2})? UTC:")]
    private static partial Regex Bucket();

    /// <summary>The lakes, made once.</summary>
    public sealed class Lakes : IDisposable
    {
        public SmallLake Own { get; } = new SmallLake().WithOwnRun().WithRefusedLine();

        public SmallLake Imported { get; } = new SmallLake().WithImportedLog();

        public void Dispose()
        {
            Own.Dispose();
            Imported.Dispose();
        }
    }
}
