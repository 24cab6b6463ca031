using System.Text.Json.Nodes;

namespace MarketMaker.Cli.Tests;

/// <summary>The whole way as a user goes it.</summary>
public sealed class RunTests
{
    [Fact]
    public async Task Run_GeneratedMarket_AnswersFromWhatTheBotDecided()
    {
        using var house = new House();

        JsonObject result = await house.RunOnceAsync("--minutes", "3");

        // What the bot counted as it went, and what the lake says afterwards, are two ways to the same numbers.
        JsonObject run = result["run"]!.AsObject();
        JsonNode lake = (await house.SqlAsync(
            "SELECT sum(repeat_count)::BIGINT AS decisions, coalesce(sum(repeat_count) FILTER (decision = 'pass'), 0)::BIGINT AS rejections FROM order_intent"))[0]!;
        Assert.True((long)run["decisions"]! > 1000);
        Assert.Equal((long)run["decisions"]!, Number(lake, "decisions", 0));
        Assert.Equal(run["rejections"]!.AsObject().Sum(r => (long)r.Value!), Number(lake, "rejections", 1));
        Assert.Equal((long)run["fills"]!, Number((await house.SqlAsync("SELECT count(*) AS n FROM execution"))[0]!, "n", 0));
        await LakeContent.AssertCompleteAsync(house);
        Assert.False(string.IsNullOrWhiteSpace((string?)result["answer"]!["text"]));
    }

    [Fact]
    public async Task Run_ASecondTime_ChangesNothing()
    {
        using var house = new House();
        await house.RunOnceAsync("--minutes", "1");
        string first = await LakeContent.OfAsync(house);

        await house.RunOnceAsync("--minutes", "1");

        Assert.Equal(first, await LakeContent.OfAsync(house));
    }

    [Fact]
    public async Task Run_TapeThatDoesNotExist_NamesIt()
    {
        using var house = new House();
        (int code, _, string errors) = await house.RunAsync("run", "--once", "--tape", "no-such-tape.jsonl");
        Assert.Equal(2, code);
        Assert.Contains("no-such-tape.jsonl", errors, StringComparison.Ordinal);
    }

    internal static long Number(JsonNode row, string name, int index) => (long)(row is JsonArray cells ? cells[index]! : row[name]!);
}
