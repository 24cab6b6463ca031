using MarketMaker.Bot.Tests.Venue;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Simulated;
using MarketMaker.Venue.Tape;
using Xunit.Abstractions;

namespace MarketMaker.Bot.Tests.Exchange;

/// <summary>The same orders in the same market, once as the tape heard it and once in the venue's order, trades before the book they left behind.</summary>
public sealed class RealTapeFillTests(ITestOutputHelper output)
{
    [SharedDataFact]
    public void Fills_HeardOrderAgainstVenueOrder_AreAboutTheSame()
    {
        string path = SharedData.HyperliquidTape;
        IReadOnlyList<Instrument> instruments = TapeInstruments.Discover(path);
        var sink = new RecordingSink();
        using TapeReader reader = TapeReader.Open(path);
        new TapeReplay(reader, new FeedNormalizer(new SymbolTable(instruments), sink)).Run();
        List<MarketEvent> heard = sink.Events;
        List<MarketEvent> venue = [.. heard.OrderBy(e => e.VenueTime).ThenBy(e => e.Kind == MarketEventKind.Trade ? 0 : 1)];
        List<(OrderCommand, UtcMicros)> commands = Commands(heard, instruments.Count);
        (long asHeard, string heardCauses) = Play(heard, commands, instruments);
        (long asVenue, string venueCauses) = Play(venue, commands, instruments);
        output.WriteLine($"heard {heardCauses}; venue {venueCauses}");
        output.WriteLine($"{commands.Count / 2} orders; orders filled as heard {asHeard}, in the venue's order {asVenue}");
        Assert.InRange(asHeard, asVenue * 0.75, asVenue * 1.25);
    }

    // Every 5 s a bid at the best bid, cancelled after 4 s.
    private static List<(OrderCommand Command, UtcMicros At)> Commands(List<MarketEvent> events, int count)
    {
        var commands = new List<(OrderCommand Command, UtcMicros At)>();
        var next = new long[count];
        foreach (MarketEvent market in events)
        {
            if (market.Kind != MarketEventKind.Bbo || market.ReceiveTime.Value < next[market.InstrumentIndex]) continue;
            next[market.InstrumentIndex] = market.ReceiveTime.Value + 5_000_000;
            var id = new EntityId(EntityKind.Order, commands.Count + 1);
            var order = new OrderCommand
            {
                Kind = OrderCommandKind.New, InstrumentIndex = market.InstrumentIndex, OrderId = id, ClientOrderId = id, IntentId = id, Side = QuoteSide.Bid,
                PriceTicks = market.Bids.Best.PriceTicks, SizeLots = (10_000_000_000 / market.Bids.Best.PriceTicks) + 100, IsPostOnly = true,
            };
            commands.Add((order, market.ReceiveTime));
            commands.Add((order with { Kind = OrderCommandKind.Cancel }, market.ReceiveTime + 4_000_000));
        }

        return [.. commands.OrderBy(c => c.At)];
    }

    private static (long, string) Play(List<MarketEvent> events, List<(OrderCommand Command, UtcMicros At)> commands, IReadOnlyList<Instrument> instruments)
    {
        var filled = new Filled();
        var exchange = new SimulatedExchange(instruments, new ExchangeOptions(), filled);
        foreach ((OrderCommand command, UtcMicros at) in commands) exchange.Submit(in command, at);
        foreach (MarketEvent market in events) exchange.OnMarket(in market);
        return (filled.Orders.Count, string.Join(", ", filled.Causes.OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value.Count}")));
    }

    private sealed class Filled : IOrderReportSink
    {
        public HashSet<EntityId> Orders { get; } = [];

        public Dictionary<FillCause, HashSet<EntityId>> Causes { get; } = [];

        public void OnReport(in OrderReport report)
        {
            if (report.Kind != OrderReportKind.Filled) return;
            if (!Causes.TryGetValue(report.FillCause, out HashSet<EntityId>? orders)) Causes[report.FillCause] = orders = [];
            orders.Add(report.OrderId);
            if (report.FillCause == FillCause.TradeAtFront) Orders.Add(report.OrderId);
        }
    }
}
