using MarketMaker.QueryApi.Answers;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.QueryApi.Tests.Lakes;
using MarketMaker.Schemas.Events;

namespace MarketMaker.QueryApi.Tests.Answers;

/// <summary>Every condition of a question stands in the sentence, and where runs overlap, the run. Numbers are worked out in <see cref="SmallLake"/>.</summary>
public sealed class FilterTextTests(SharedPool pool, FilterTextTests.Lakes lakes) : IClassFixture<SharedPool>, IClassFixture<FilterTextTests.Lakes>
{
    private const string Replay = "01991a2c-0000-7000-8000-000000000002";
    private static readonly FixedClock Clock = new(new DateTimeOffset(2026, 11, 20, 6, 40, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("rejections by the spread guard by symbol 20:00-21:00",
        "the rejections by spread_guard of decisions by symbol: SOL 5 (of 15 decisions) and ETH 4 (of 10 decisions).")]
    [InlineData("bid rejections by the volatility guard on SOL by side 20:00-21:00",
        "the rejections by volatility_guard of bid decisions on SOL by side: bid 4 (of 9 decisions).")]
    [InlineData("buy fills by symbol 20:00-21:00", "the buy fills by symbol: ETH 1 and SOL 1.")]
    [InlineData("fees of buys by symbol 20:00-21:00", "the fees of buy fills by symbol: ETH 0.06 USD and SOL 0.06 USD.")]
    [InlineData("pnl of sells on SOL by symbol 20:00-21:00", "the realised PnL after fees of sell fills on SOL by symbol: SOL 1.94 USD.")]
    [InlineData("list buy fills on SOL 20:00-21:00",
        "the latest buy fill on SOL was 400.00 USD: buy 2 SOL at 200, 2025-09-04 20:12:00 UTC (run 01991a2b-0000-7000-8000-000000000001, seq 1).")]
    [InlineData("list ask rejections by the spread guard 20:00-21:00",
        "the latest row of rejections by spread_guard of ask decisions is listed, for repeat_count decisions: 2025-09-04 20:25:00 UTC (run 01991a2b-0000-7000-8000-000000000001, seq 7).")]
    [InlineData("last 2 buy fills 20:00-21:00", "the latest 2 rows of buy fills are listed, 2025-09-04 20:12:00 to 2025-09-04 20:50:00 UTC.")]
    [InlineData("rejections by the spread guard and the volatility guard 20:00-21:00",
        "13 of 25 decisions were rejected by spread_guard or volatility_guard as the first failing guard; one of them failed, first or not, in 13.")]
    [InlineData("biggest buy fill 20:00-21:00",
        "the biggest buy fill by notional was 400.00 USD: buy 2 SOL at 200, 2025-09-04 20:12:00 UTC (run 01991a2b-0000-7000-8000-000000000001, seq 1).")]
    [InlineData("what share of rejections was by the volatility guard 20:00-21:00",
        "volatility_guard was the first failing guard of 28.6 % of the rejections of decisions: 4 of 14; it failed, first or not, in 7.")]
    [InlineData("share of bid rejections by the spread guard by symbol 20:00-21:00",
        "the share of spread_guard in the rejections of bid decisions by symbol: SOL 55.6 % (5 of 9) and ETH 0.0 % (0 of 1).")]
    [InlineData("orders sent on the bid side 20:00-21:00", "the number of orders sent on the bid side was 2.")]
    [InlineData("latest fill 20:00-21:00",
        "the latest fill was 400.00 USD: buy 0.1 ETH at 4000, 2025-09-04 20:50:00 UTC (run 01991a2b-0000-7000-8000-000000000001, seq 3).")]
    public async Task Ask_Conditions_StandInTheSentence(string question, string text) =>
        Assert.Equal($"From 2025-09-04 20:00 to 21:00 UTC {text}", (await Ask(lakes.Own, question)).Text);

    [Fact]
    public async Task Ask_Regime_CountsOnlyItsRowsAndSaysSo()
    {
        using var lake = new SmallLake();
        lake.Write(SmallLake.Run,
        [
            SmallLake.Decision("20:05", "SOL", QuoteSide.Bid, 3, (Guard.SpreadGuard, 12, 8)) with { Regime = Regime.Volatile },
            SmallLake.Decision("20:06", "SOL", QuoteSide.Bid, 5) with { Regime = Regime.Volatile },
            SmallLake.Decision("20:07", "SOL", QuoteSide.Bid, 7, (Guard.SpreadGuard, 12, 8)) with { Regime = Regime.Quiet },
        ]);
        Assert.Equal(
            "From 2025-09-04 20:00 to 21:00 UTC 3 of 8 decisions in the volatile regime were rejected.", (await Ask(lake, "rejections in the volatile regime 20:00-21:00")).Text);
        Assert.Contains("It has quiet, volatile.", (await Ask(lake, "rejections in the toxic regime 20:00-21:00")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_ThresholdsThatDifferByInstrument_AreGivenPerInstrument()
    {
        using var lake = new SmallLake();
        lake.Write(SmallLake.Run,
        [
            SmallLake.Decision("20:05", "SOL", QuoteSide.Bid, 3, (Guard.SpreadGuard, 12, 8)),
            SmallLake.Decision("20:06", "ETH", QuoteSide.Bid, 1, (Guard.SpreadGuard, 3, 2)),
        ]);
        Answer answer = await Ask(lake, "why were bids rejected 20:00-21:00");
        // 3 of 4 decisions saw 12 against 8, one saw 3 against 2: a ratio of 1.5 in all.
        Assert.Contains(
            "Where spread_guard failed it saw 12 bps at the median (3 to 12 bps) against thresholds per symbol (ETH 2 bps, SOL 8 bps), at the median 1.5 times its threshold.",
            answer.Text, StringComparison.Ordinal);
        Assert.Equal([new ThresholdFinding("ETH", 2, 2), new ThresholdFinding("SOL", 8, 8)], Assert.Single(answer.Guards!).ThresholdsBySymbol);
    }

    [Theory]
    [InlineData("rejection rate 20:00-21:00", "From 2025-09-04 20:00 to 21:00 UTC, in run 01991a2c-0000-7000-8000-000000000002, the rejection rate of decisions was 70.0 %: 7 of 10.")]
    [InlineData("rejections on ETH 20:00-21:00", "From 2025-09-04 20:00 to 21:00 UTC 5 of 10 decisions on ETH were rejected.")]
    [InlineData("how many decisions", "From 2025-09-04 20:05 to 20:30 UTC, in run 01991a2c-0000-7000-8000-000000000002, the number of decisions was 10.")]
    [InlineData("how many fills",
        "From 2025-09-04 20:05 to 20:30 UTC, in run 01991a2c-0000-7000-8000-000000000002, there were no fills: a run was being recorded, and execution has no rows in that time.")]
    public async Task Ask_SameTapeRunTwice_IsNeverAddedUp(string question, string text) => Assert.Equal(text, (await Ask(lakes.Twice, question)).Text);

    [Fact]
    public async Task Ask_RunGiven_CountsThatRunAlone() => Assert.Equal(
        "From 2025-09-04 20:00 to 21:00 UTC, in run 01991a2b-0000-7000-8000-000000000001, the rejection rate of decisions was 56.0 %: 14 of 25.",
        (await new QuestionEngine(lakes.Twice.Lake, pool.Pool, Clock).AskAsync("rejection rate 20:00-21:00", NamedZone.Utc, CancellationToken.None, SmallLake.Run)).Text);

    [Fact]
    public async Task Why_TimeBeforeWasRecorded_IsComparedWith() => Assert.StartsWith(
        // Bids 20:10 to 20:40: 2 + 4 of 2 + 4 + 5; 19:40 to 20:10: 3 of 3.
        "From 2025-09-04 20:10 to 20:40 UTC 6 of 11 bid decisions were rejected (54.5 %); in the same length of time before it was 100.0 % (3 of 3).",
        (await Ask(lakes.Own, "why were bids rejected 20:10-20:40")).Text, StringComparison.Ordinal);

    private Task<Answer> Ask(SmallLake lake, string question) => new QuestionEngine(lake.Lake, pool.Pool, Clock).AskAsync(question, NamedZone.Utc, CancellationToken.None);

    /// <summary>The lakes, made once.</summary>
    public sealed class Lakes : IDisposable
    {
        public SmallLake Own { get; } = new SmallLake().WithOwnRun();

        /// <summary>The same tape once more with another configuration: 7 of 10 decisions on SOL rejected, 20:05 to 20:30, no fills.</summary>
        public SmallLake Twice { get; } = new SmallLake().WithOwnRun();

        public Lakes() => Twice.Write(Replay,
        [
            SmallLake.Decision("20:05", "SOL", QuoteSide.Bid, 7, (Guard.SpreadGuard, 12, 8)),
            SmallLake.Decision("20:30", "SOL", QuoteSide.Bid, 3),
        ]);

        public void Dispose()
        {
            Own.Dispose();
            Twice.Dispose();
        }
    }
}
