using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MarketMaker.Bot.Journal;
using MarketMaker.Bot.Tests.Venue;

namespace MarketMaker.Bot.Tests.Bot.Replay;

public sealed class ReplayTests : IDisposable
{
    private readonly TemporaryFolder _first = new();
    private readonly TemporaryFolder _second = new();

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    [Fact]
    public void Replay_Twice_GivesTheSameJournalAndItsTotals()
    {
        JsonObject one = Bench.Replay(_first.Path, Bench.Tape.Value);
        JsonObject two = Bench.Replay(_second.Path, Bench.Tape.Value, "--speed", "100000x");

        Assert.Equal((string?)one["journal_hash"], (string?)two["journal_hash"]);
        Assert.NotEqual((string?)one["run_id"], (string?)two["run_id"]);
        Assert.Equal((string?)one["run_key"], (string?)two["run_key"]);

        // The totals are the journal's: counted here from the lines.
        List<JsonElement> intents = Lines(_first.Path, "order_intent");
        List<JsonElement> fills = Lines(_first.Path, "execution");
        Assert.Equal((long)one["decisions"]!, intents.Sum(i => i.GetProperty("repeat_count").GetInt64()));
        Assert.Equal((long)one["quotes"]!, intents.Where(i => i.GetProperty("decision").GetString() == "quote").Sum(i => i.GetProperty("repeat_count").GetInt64()));
        Assert.Equal((long)one["fills"]!, fills.Count);
        Assert.Equal((decimal)one["fees_usd"]!, Math.Round(fills.Sum(f => f.GetProperty("fee_usd").GetDecimal()), 6));
        Assert.Equal((decimal)one["realized_pnl_usd"]!, Math.Round(fills.Sum(f => f.GetProperty("realized_pnl_usd").GetDecimal()), 6));
        Assert.All(one["rejections"]!.AsObject(), r => Assert.Equal(
            (long)r.Value!, intents.Where(i => i.GetProperty("veto_reason_primary").GetString() == r.Key).Sum(i => i.GetProperty("repeat_count").GetInt64())));
        Assert.True((long)one["quotes"]! > 1000 && fills.Count > 0 && one["rejections"]!.AsObject().Count >= 3, one.ToJsonString());
    }

    [Fact]
    public void Journal_OfAReplay_HoldsItsIdentities()
    {
        Bench.Replay(_first.Path, Bench.Tape.Value);
        List<JsonElement> intents = Lines(_first.Path, "order_intent");
        HashSet<string> intentIds = [.. intents.Select(i => i.GetProperty("intent_id").GetString()!)];
        List<JsonElement> orders = Lines(_first.Path, "order_event");
        List<JsonElement> fills = Lines(_first.Path, "execution");
        List<JsonElement> costs = Lines(_first.Path, "cost");

        Assert.Equal(intents.Count, intentIds.Count);
        Assert.All(intents, i => Assert.Equal(i.GetProperty("decision").GetString() == "pass", i.GetProperty("veto_reason_primary").ValueKind != JsonValueKind.Null));
        Assert.All(intents.Where(i => i.GetProperty("decision").GetString() == "quote"), i => Assert.True(i.GetProperty("queue_value_bps").GetDouble() > 0));
        Assert.All(intents, i => Assert.Equal(12, i.GetProperty("guard_details").EnumerateObject().Count()));
        Assert.All(orders, o => Assert.Contains(o.GetProperty("intent_id").GetString()!, intentIds));
        Assert.Equal(fills.Count, costs.Count);
        foreach (JsonElement fill in fills)
        {
            decimal sign = fill.GetProperty("side").GetString() == "buy" ? 1 : -1;
            Assert.Equal(sign * fill.GetProperty("fill_size").GetDecimal(), fill.GetProperty("position_after").GetDecimal() - fill.GetProperty("position_before").GetDecimal());
            Assert.NotEqual(JsonValueKind.Null, fill.GetProperty("fill_cause").ValueKind);
        }

        // Every order's fills fit into it, and each symbol's legs follow one another.
        foreach (IGrouping<string, JsonElement> order in fills.GroupBy(f => f.GetProperty("order_id").GetString()!))
        {
            JsonElement submit = orders.Single(o => o.GetProperty("order_id").GetString() == order.Key && o.GetProperty("action").GetString() == "submit");
            Assert.True(order.Sum(f => f.GetProperty("fill_size").GetDecimal()) <= submit.GetProperty("size").GetDecimal());
        }

        foreach (IGrouping<string, JsonElement> symbol in fills.GroupBy(f => f.GetProperty("symbol").GetString()!))
            Assert.All(symbol.Zip(symbol.Skip(1)), p => Assert.Equal(p.First.GetProperty("position_after").GetDecimal(), p.Second.GetProperty("position_before").GetDecimal()));
    }

    [Fact]
    public void Replay_OfACompleteRun_DoesNothingUnlessANewOneIsAsked()
    {
        JsonObject first = Bench.Replay(_first.Path, Bench.Tape.Value);
        long bytes = Bench.JournalBytes(_first.Path);
        JsonObject again = Bench.Replay(_first.Path, Bench.Tape.Value);
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal(bytes, Bench.JournalBytes(_first.Path));

        JsonObject anew = Bench.Replay(_first.Path, Bench.Tape.Value, "--new-run");
        Assert.Equal($"{first["run_key"]}-2", (string?)anew["run_key"]);
        Assert.Equal((string?)first["journal_hash"], (string?)anew["journal_hash"]);
        (int code, string output, _) = Bench.Run("hash", "--data", _first.Path, "--run", (string)anew["run_key"]!);
        Assert.Equal((0, (string)first["journal_hash"]! + "\n"), (code, output));
    }

    [Fact]
    public void Replay_ForPeople_PrintsPositionsAndTheTotalOfAllProfit()
    {
        JsonObject run = Bench.Replay(_first.Path, Bench.Tape.Value);
        (int code, string text, _) = Bench.Run("replay", "--tape", Bench.Tape.Value, "--data", _first.Path);
        Assert.Equal(0, code);
        Dictionary<string, string> lines = text.TrimEnd().Split('\n').ToDictionary(l => l[..l.IndexOf(' ', StringComparison.Ordinal)], l => l[20..].Trim());

        // What is held is the last position of each symbol's fills.
        IEnumerable<string> held = Lines(_first.Path, "execution").GroupBy(f => f.GetProperty("symbol").GetString()!)
            .Select(s => (Symbol: s.Key, Position: s.Last().GetProperty("position_after").GetDecimal())).Where(p => p.Position != 0).Select(p => $"{p.Symbol} {p.Position}");
        Assert.Equal(held.Order(), lines["positions"] == "none" ? [] : lines["positions"].Split(", ").Order());
        decimal total = (decimal)run["realized_pnl_usd"]! - (decimal)run["fees_usd"]! + (decimal)run["unrealized_pnl_usd"]!;
        Assert.Equal(total, decimal.Parse(lines["total_pnl_usd"], CultureInfo.InvariantCulture), 5);
        Assert.Equal((decimal)run["unrealized_pnl_usd"]!, decimal.Parse(lines["unrealized_pnl_usd"], CultureInfo.InvariantCulture));
        Assert.Equal("none", lines["tape_fault"]);
    }

    [Fact]
    public void Replay_WithAnotherConfiguration_IsAnotherRun()
    {
        string config = _first.File("mm.yaml");
        File.WriteAllText(config, "bot: {kill_switch: true}");
        JsonObject run = Bench.Replay(_first.Path, Bench.Tape.Value, "--config", config);
        Assert.Equal((0L, 0L), ((long)run["orders"]!, (long)run["fills"]!));
        Assert.Equal((long)run["decisions"]!, (long)run["rejections"]!["kill_switch"]!);
    }

    [Fact]
    public void Replay_BadArgumentsOrConfiguration_SaysAllOfThem()
    {
        (int code, _, string errors) = Bench.Run("replay", "--tape", "/nowhere.gz", "--speed", "fast", "--sped");
        Assert.Equal(2, code);
        Assert.Contains("/nowhere.gz", errors, StringComparison.Ordinal);
        Assert.Contains("--speed fast", errors, StringComparison.Ordinal);
        Assert.Contains("'--sped'", errors, StringComparison.Ordinal);

        string config = _first.File("mm.yaml");
        File.WriteAllText(config, "bot: {quotng: {}}");
        (code, _, errors) = Bench.Run("replay", "--tape", Bench.Tape.Value, "--config", config, "--data", _first.Path);
        Assert.Equal(2, code);
        Assert.Contains("bot.quotng: unknown key", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_ATapeOfNothingKnown_IsBadInput()
    {
        string tape = _first.File("tape.jsonl");
        File.WriteAllText(tape, "hello\n{}\n");
        (int code, _, string errors) = Bench.Run("replay", "--tape", tape, "--data", _first.Path);
        Assert.Equal(3, code);
        Assert.Contains("no line speaks of an instrument", errors, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void Replay_OfTheRecordedTapeTwice_GivesTheSameJournal()
    {
        JsonObject one = Bench.Replay(_first.Path, SharedData.HyperliquidTape);
        JsonObject two = Bench.Replay(_second.Path, SharedData.HyperliquidTape);
        Assert.Equal((string?)one["journal_hash"], (string?)two["journal_hash"]);

        // 35 minutes of ticks on a 100 ms grid, four symbols, two sides: 19:46:56.7 … 20:21:45.1.
        Assert.Equal(20_885 * 8, (long)one["decisions"]!);
        Assert.Equal(73_973, (long)one["lines"]!);
        Assert.True((long)one["fills"]! > 50, one.ToJsonString());

        // The outage of 18 s vetoes every side from two seconds on, and shows in the health of every symbol.
        Assert.True((long)one["rejections"]!["stale_data"]! >= 16 * 10 * 8, one.ToJsonString());
        List<JsonElement> health = Lines(_first.Path, "health_snapshot");
        Assert.Equal(7 * 4, health.Count(h => h.GetProperty("snapshot_trigger").GetString() == "periodic_5m")); // 19:50 … 20:20
        Assert.Equal(4, health.Where(h => Number(h, "market_data_gap_max_ms_1h") > 17_000).Select(h => h.GetProperty("symbol").GetString()).Distinct().Count());
        Assert.Contains(health, h => Number(h, "ws_staleness_ms") > 1000);
    }

    private static double Number(JsonElement line, string column) => line.GetProperty(column) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : double.NaN;

    private static List<JsonElement> Lines(string data, string stream)
    {
        string run = Directory.GetDirectories(Path.Combine(data, "journal")).Order(StringComparer.Ordinal).First();
        return [.. JournalPath.Of(run, stream).SelectMany(p => File.ReadLines(p.File)).Where(l => l.Contains("\"seq\":", StringComparison.Ordinal)).Select(l => JsonDocument.Parse(l).RootElement)];
    }
}
