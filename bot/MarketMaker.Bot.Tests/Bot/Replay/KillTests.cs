using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MarketMaker.Bot.Tests.Bot.Replay;

public sealed class KillTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _disturbed = new();
    private readonly TemporaryFolder _calm = new();

    public void Dispose()
    {
        _disturbed.Dispose();
        _calm.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Process_KilledAgainAndAgain_LeavesTheJournalOfAnUndisturbedRun(int seed)
    {
        JsonObject undisturbed = Bench.Replay(_calm.Path, Bench.Tape.Value);
        long whole = Bench.JournalBytes(_calm.Path);
        var random = new Random(seed);
        long killAt = 0;
        for (int kills = 0; kills < 4; kills++)
        {
            killAt += random.NextInt64(1, whole / 5);
            await RunUntilAsync(killAt, process => process.Kill());
        }

        JsonObject finished = Bench.Replay(_disturbed.Path, Bench.Tape.Value);
        Assert.Equal((string?)undisturbed["journal_hash"], (string?)finished["journal_hash"]); // also: no position missing or twice
        Assert.Equal(Facts(undisturbed), Facts(finished));
        string[] files = Directory.GetFiles(Bench.RunFolder(_disturbed.Path));
        Assert.DoesNotContain(files, f => f.EndsWith(".open", StringComparison.Ordinal));
        string[] intents = [.. files.Where(f => Path.GetFileName(f).StartsWith("order_intent-", StringComparison.Ordinal))];
        Assert.InRange(intents.Length, 2, 5);
        Assert.Equal(intents.Length, intents.Select(Uuid).Distinct().Count());
    }

    [Fact]
    public async Task Process_WhoseInputEnds_StopsInOrderAndCanGoOn()
    {
        JsonObject undisturbed = Bench.Replay(_calm.Path, Bench.Tape.Value);
        int code = await RunUntilAsync(Bench.JournalBytes(_calm.Path) / 10, process => process.StandardInput.Close());
        Assert.Equal(130, code);
        Assert.DoesNotContain(Directory.GetFiles(Bench.RunFolder(_disturbed.Path)), f => f.EndsWith(".open", StringComparison.Ordinal));
        Assert.Contains("\"running\"", File.ReadAllText(Path.Combine(Bench.RunFolder(_disturbed.Path), "run.json")), StringComparison.Ordinal);

        JsonObject finished = Bench.Replay(_disturbed.Path, Bench.Tape.Value);
        Assert.Equal((string?)undisturbed["journal_hash"], (string?)finished["journal_hash"]);
    }

    // Played at forty times its speed, three minutes take four and a half seconds: time enough to be killed in the middle.
    private async Task<int> RunUntilAsync(long journalBytes, Action<Process> end)
    {
        using Process process = Bench.Start("replay", "--tape", Bench.Tape.Value, "--data", _disturbed.Path, "--speed", "40x", "--json", "--exit-on-stdin-eof");
        using var patience = new CancellationTokenSource(Patience);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (Bench.JournalBytes(_disturbed.Path) < journalBytes && !process.HasExited) await poll.WaitForNextTickAsync(patience.Token);
        if (!process.HasExited) end(process);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    private static string Facts(JsonObject summary)
    {
        JsonNode copy = summary.DeepClone();
        copy.AsObject().Remove("run_id");
        copy.AsObject().Remove("elapsed_s");
        return copy.ToJsonString();
    }

    private static string? Uuid(string file) => (string?)JsonNode.Parse(File.ReadLines(file).First())!["file_uuid"];
}
