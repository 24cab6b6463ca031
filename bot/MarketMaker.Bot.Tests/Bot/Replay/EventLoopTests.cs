using System.Text.Json;
using MarketMaker.Bot.Configuration;
using MarketMaker.Bot.EventLoop;
using MarketMaker.Bot.Journal;
using MarketMaker.Bot.Logging;
using MarketMaker.Bot.OrderEntry;
using MarketMaker.Bot.Replay;
using MarketMaker.Bot.Tests.Venue;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Venue.Tape;
using Serilog.Core;

namespace MarketMaker.Bot.Tests.Bot.Replay;

public sealed class EventLoopTests : IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly IReadOnlyList<Instrument> _instruments = TapeInstruments.Discover(Bench.Tape.Value);
    private readonly JournalWriter _journal;
    private readonly EventJournal<BotLog> _botLog;
    private readonly RunTally _tally;
    private readonly ReplayLoop _loop;
    private readonly string _run;

    public EventLoopTests()
    {
        var configuration = new BotConfiguration();
        _run = RunFolder.PathOf(_data.Path, "key");
        _journal = new JournalWriter(new JournalOptions { Directory = _run, RunId = "run", Overflow = OverflowPolicy.Wait }, TimeProvider.System);
        _tally = new RunTally(_journal);
        _botLog = _journal.Stream<BotLog>(StreamHistory.Continued);
        _journal.Start();
        var orders = new SimulatedOrderEntry(_instruments, configuration.ExchangeOptions(), 300);
        _loop = new ReplayLoop(_instruments, "hyperliquid", configuration.Strategy, orders, _tally, new Pacer(double.PositiveInfinity, TimeProvider.System, default));
    }

    public void Dispose()
    {
        _journal.Dispose();
        _data.Dispose();
    }

    [Fact]
    public void Events_OnceWarm_AllocateNothingButTheTextOfARefusal()
    {
        MarketEvent[] events = Events();
        int half = events.Length / 2;
        for (int i = 0; i < half; i++) _loop.OnMarket(in events[i]);
        long refused = _tally.Orders(OrderAction.Reject);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = half; i < events.Length; i++) _loop.OnMarket(in events[i]);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        refused = _tally.Orders(OrderAction.Reject) - refused + 2; // two more may be under way to us
        Assert.True(allocated <= refused * 1024, $"{allocated} bytes for {events.Length - half} events and {refused} refusals");
        Assert.True(_tally.Decisions > 2000 && _tally.Orders(OrderAction.Submit) > 50);
    }

    [Fact]
    public void FatalStop_WithOrdersRestingAndOnTheirWay_WithdrawsJournalsAndFailsTheRun()
    {
        foreach (ref MarketEvent market in Events().AsSpan())
        {
            _loop.OnMarket(in market);
            bool isOneResting = _tally.Orders(OrderAction.Ack) - _tally.Orders(OrderAction.CancelRequest) >= 2;
            if (isOneResting && _tally.Orders(OrderAction.Submit) > _tally.Orders(OrderAction.Ack) + _tally.Orders(OrderAction.Reject)) break;
        }

        (RunFolder folder, _) = RunFolder.Find(_data.Path, "key", isNewRun: false);
        var state = new RunState
        {
            RunId = "run", RunKey = "key", Tape = "t", TapeSha256 = "a", ConfigSha256 = "b", Symbols = ["BTC"], Build = "c", State = RunState.Running, StartedAt = "now",
        };
        using var errors = new StringWriter();
        int code;
        using (Logger log = BotLogger.Create(_data.Path, _botLog))
            code = new FatalStop(folder, state, TimeProvider.System).Apply(new InvalidOperationException("boom"), _loop, _journal, log, errors);

        Assert.Equal(1, code);
        Assert.Contains("boom", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(RunState.Failed, folder.Read()!.State);
        List<JsonElement> orders = Lines("order_event");
        HashSet<string> intents = [.. Lines("order_intent").Select(i => i.GetProperty("intent_id").GetString()!)];
        HashSet<string> filled = [.. Lines("execution").Select(f => f.GetProperty("order_id").GetString()!)];
        Assert.All(orders.Where(o => o.GetProperty("intent_id").ValueKind != JsonValueKind.Null), o => Assert.Contains(o.GetProperty("intent_id").GetString()!, intents));
        List<string[]> fatal = [];
        foreach (IGrouping<string, JsonElement> order in orders.GroupBy(o => o.GetProperty("order_id").GetString()!))
        {
            string[] actions = [.. order.Select(o => o.GetProperty("action").GetString()!)];
            Assert.True(actions.Intersect(["cancel_request", "reject"]).Any() || filled.Contains(order.Key), $"{order.Key}: {string.Join(' ', actions)}");
            if (order.Any(o => o.GetProperty("reason").ValueEquals("fatal"))) fatal.Add(actions);
        }

        Assert.Contains(fatal, actions => actions.SequenceEqual(["submit", "ack", "cancel_request"]));
        Assert.Contains(fatal, actions => actions.SequenceEqual(["submit", "cancel_request"]));
        Assert.Contains("\"level\":\"fatal\"", File.ReadAllText(Path.Combine(_run, "bot_log-000001.jsonl")), StringComparison.Ordinal);
        Assert.Equal("key-2", RunFolder.Find(_data.Path, "key", isNewRun: false).Folder.Key); // the next start does not go on with it
    }

    private List<JsonElement> Lines(string stream) =>
        [.. JournalPath.Of(_run, stream).SelectMany(p => File.ReadLines(p.File)).Where(l => l.Contains("\"seq\":", StringComparison.Ordinal)).Select(l => JsonDocument.Parse(l).RootElement)];

    private MarketEvent[] Events()
    {
        var sink = new RecordingSink();
        var normalizer = new FeedNormalizer(new SymbolTable(_instruments), sink);
        using TapeReader reader = TapeReader.Open(Bench.Tape.Value);
        new TapeReplay(reader, normalizer).Run();
        return [.. sink.Events];
    }
}
