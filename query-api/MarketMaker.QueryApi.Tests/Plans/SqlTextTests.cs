using MarketMaker.Lake.Native;
using MarketMaker.QueryApi.Plans;
using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Questions.Metrics;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Tests.Plans;

public sealed class SqlTextTests
{
    [Theory]
    [InlineData("SOL")]
    [InlineData("O'Hara")]
    [InlineData("'); DROP TABLE order_intent;--")]
    [InlineData("\\'; SELECT 1")]
    [InlineData("$$x$$ \"y\" E'z' /* */ -- \n \t é 🙂")]
    [InlineData("")]
    public void Literal_AnyText_IsThatTextToTheEngine(string text)
    {
        using var connection = new DuckDBConnection();
        connection.Open();
        using var command = new DuckDBCommand($"SELECT {SqlText.Literal(text)}", connection);
        Assert.Equal(text, command.ExecuteScalar());
    }

    [Fact]
    public void Literal_Nul_IsRefused() => Assert.Throws<ArgumentException>(() => SqlText.Literal("a\0b"));

    [Fact]
    public void Literal_RandomTexts_AreThemselvesToTheEngine()
    {
        const int seed = 7;
        var random = new Random(seed);
        using var connection = new DuckDBConnection();
        connection.Open();
        for (int i = 0; i < 500; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => "'\"\\;-$/*() aé\n"[random.Next(14)]));
            using var command = new DuckDBCommand($"SELECT {SqlText.Literal(text)}", connection);
            Assert.True(text == (string?)command.ExecuteScalar(), $"seed {seed}, text {i}: {text}");
        }
    }

    [Fact]
    public void Within_Interval_IsHalfOpenToTheMicrosecond() => Assert.Equal(
        "ts >= TIMESTAMPTZ '2025-09-04 20:00:00+00' AND ts < TIMESTAMPTZ '2025-09-04 20:00:00.000001+00'",
        SqlText.Within(new UtcInterval(new UtcMicros(1_757_016_000_000_000), new UtcMicros(1_757_016_000_000_001))));

    [Theory]
    [InlineData("order_intent", PlanSide.Bid, "bid")]
    [InlineData("order_intent", PlanSide.Ask, "ask")]
    [InlineData("order_event", PlanSide.Ask, "ask")]
    [InlineData("execution", PlanSide.Bid, "buy")]
    [InlineData("execution", PlanSide.Ask, "sell")]
    public void SideText_Stream_UsesItsWords(string stream, PlanSide side, string text) => Assert.Equal(text, PlanConditions.SideText(stream, side));

    [Fact]
    public void Registry_Metrics_HaveNamesAndWordsOfTheirOwn()
    {
        Assert.Equal(MetricRegistry.All.Count, MetricRegistry.All.Select(m => m.Name).Distinct().Count());
        string[] words = [.. MetricRegistry.All.SelectMany(m => m.Words)];
        Assert.Equal(words.Length, words.Distinct().Count());
        Assert.All(MetricRegistry.All, m => Assert.All(m.Absorbs, a => MetricRegistry.Get(a)));
    }
}
