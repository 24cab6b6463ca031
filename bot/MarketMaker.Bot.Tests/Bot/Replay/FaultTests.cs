using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using MarketMaker.Bot.Tests.Bot.Journal;

namespace MarketMaker.Bot.Tests.Bot.Replay;

/// <summary>The bot as a process of its own on a disk that fails under it.</summary>
public sealed class FaultTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly string[] Streams = ["order_intent", "order_event", "execution", "cost", "health_snapshot", "market_ingest"];

    private readonly TemporaryFolder _calm = new();
    private readonly TemporaryFolder _other = new();
    private readonly List<Tmpfs> _disks = [];

    public void Dispose()
    {
        _disks.ForEach(d => d.Dispose());
        _calm.Dispose();
        _other.Dispose();
    }

    [TmpfsFact]
    public async Task Process_UnderDropOnAFullDisk_TradesOnAndSaysSo()
    {
        JsonObject undisturbed = Bench.Replay(_calm.Path, Bench.Tape.Value);
        Tmpfs disk = Mount("32m");
        string config = _other.File("mm.yaml");
        File.WriteAllText(config, "bot: {journal: {overflow: drop, rolls_hourly: true}}");
        using Process process = Bench.Start("replay", "--tape", Bench.Tape.Value, "--data", disk.Path, "--speed", "20x", "--json", "--config", config, "--exit-on-stdin-eof");
        string journal = Path.Combine(disk.Path, "journal");
        await UntilAsync(process, () => Has("order_event-*.open")); // it trades
        disk.Fill(freeBytes: 0);
        // Both streams have given a file up: many ticks have passed since the first failure.
        await UntilAsync(process, () => Has("order_intent-*.jsonl") && Has("order_event-*.jsonl"));
        disk.Free();
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        Assert.Equal(0, process.ExitCode);

        string run = Bench.RunFolder(disk.Path);
        JsonObject summary = JsonNode.Parse(File.ReadAllText(Path.Combine(run, "run.json")))!["summary"]!.AsObject();
        foreach (string fact in (string[])["decisions", "orders", "fills", "net_pnl_usd"]) // it traded as if nothing had been
            Assert.Equal(undisturbed[fact]!.ToJsonString(), summary[fact]!.ToJsonString());
        foreach (string stream in Streams)
        {
            long last = Math.Max(JournalContent.Seqs(run, stream).LastOrDefault(), JournalContent.Gaps(run, stream).Select(g => g.To).LastOrDefault());
            JournalContent.AssertAccountsFor(run, last, stream);
        }

        List<JsonElement> health = [.. JournalContent.Lines(run, "health_snapshot")];
        Assert.Contains(health, h => State(h) is "retrying" or "dropping" && h.GetProperty("snapshot_trigger").GetString() == "on_change");
        Assert.Equal("ok", State(health[^1]));
        Assert.True(health[^1].GetProperty("journal_failures").GetInt64() > 0);

        bool Has(string pattern) => Directory.Exists(journal) && Directory.EnumerateFiles(journal, pattern, SearchOption.AllDirectories).Any();
    }

    [TmpfsFact]
    public async Task Process_KilledWhileItWaitsForAFullDisk_ResumesToTheSameJournal()
    {
        JsonObject undisturbed = Bench.Replay(_calm.Path, Bench.Tape.Value);
        long whole = Bench.JournalBytes(_calm.Path);
        var random = new Random(7);
        Tmpfs disk = Mount("64m");
        for (int kills = 1; kills <= 3; kills++)
        {
            disk.Fill(freeBytes: random.NextInt64(whole / 8, whole / 4));
            using Process process = Bench.Start("replay", "--tape", Bench.Tape.Value, "--data", disk.Path, "--speed", "40x", "--json", "--exit-on-stdin-eof");
            await UntilAsync(process, () => new DriveInfo(disk.Path).AvailableFreeSpace < 4096);
            process.Kill();
            using var patience = new CancellationTokenSource(Patience);
            await process.WaitForExitAsync(patience.Token);
            disk.Free();
        }

        JsonObject finished = Bench.Replay(disk.Path, Bench.Tape.Value);
        Assert.Equal((string?)undisturbed["journal_hash"], (string?)finished["journal_hash"]);
    }

    private Tmpfs Mount(string size)
    {
        var disk = Tmpfs.Mount(size);
        _disks.Add(disk);
        return disk;
    }

    private static string? State(JsonElement health) => health.GetProperty("journal_state").GetString();

    private static async Task UntilAsync(Process process, Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!condition() && !process.HasExited) await poll.WaitForNextTickAsync(patience.Token);
    }
}
