using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Simulated;

namespace MarketMaker.Bot.Tests.Exchange;

/// <summary>An exchange with one instrument (tick 0.1, lot 0.01, like ETH) and the answers it gave. Times are milliseconds.</summary>
internal sealed class ExchangeBench : IOrderReportSink
{
    private readonly SimulatedExchange _exchange;
    private long _nextOrder;

    public ExchangeBench(ExchangeOptions? options = null) =>
        _exchange = new SimulatedExchange([new Instrument("venue", "X", priceDecimals: 1, sizeDecimals: 2, significantFigures: 0, minNotionalUsd: 10m)], options ?? new ExchangeOptions(), this);

    public List<OrderReport> Reports { get; } = [];

    public IEnumerable<OrderReport> Fills => Reports.Where(r => r.Kind == OrderReportKind.Filled);

    public void OnReport(in OrderReport report) => Reports.Add(report);

    public EntityId Send(QuoteSide side, long priceTicks, long sizeLots, long atMs, bool isPostOnly = true)
    {
        var id = new EntityId(EntityKind.Order, ++_nextOrder);
        var command = Command(OrderCommandKind.New, id, side) with { PriceTicks = priceTicks, SizeLots = sizeLots, IsPostOnly = isPostOnly };
        _exchange.Submit(in command, UtcMicros.FromUnixMs(atMs));
        return id;
    }

    public void Cancel(EntityId id, QuoteSide side, long atMs)
    {
        OrderCommand command = Command(OrderCommandKind.Cancel, id, side);
        _exchange.Submit(in command, UtcMicros.FromUnixMs(atMs));
    }

    /// <summary>A snapshot; levels are (price, size) from the best down.</summary>
    public void Book(long atMs, (long Price, long Size)[] bids, (long Price, long Size)[] asks) => Feed(MarketEventKind.BookSnapshot, atMs, bids, asks);

    public void Bbo(long atMs, (long Price, long Size) bid, (long Price, long Size) ask) => Feed(MarketEventKind.Bbo, atMs, [bid], [ask]);

    public void Trade(long atMs, TradeSide aggressor, long priceTicks, long sizeLots)
    {
        var market = new MarketEvent
        {
            Kind = MarketEventKind.Trade, VenueTime = UtcMicros.FromUnixMs(atMs), ReceiveTime = UtcMicros.FromUnixMs(atMs + 400),
            Trade = new PublicTrade(priceTicks, sizeLots, aggressor, atMs),
        };
        _exchange.OnMarket(in market);
    }

    private void Feed(MarketEventKind kind, long atMs, (long Price, long Size)[] bids, (long Price, long Size)[] asks)
    {
        var market = new MarketEvent { Kind = kind, VenueTime = UtcMicros.FromUnixMs(atMs), ReceiveTime = UtcMicros.FromUnixMs(atMs + 400) };
        foreach ((long price, long size) in bids) market.Bids.TryAdd(new Level(price, size));
        foreach ((long price, long size) in asks) market.Asks.TryAdd(new Level(price, size));
        _exchange.OnMarket(in market);
    }

    private static OrderCommand Command(OrderCommandKind kind, EntityId id, QuoteSide side) => new()
    {
        Kind = kind, InstrumentIndex = 0, OrderId = id, ClientOrderId = id with { Kind = EntityKind.ClientOrder }, IntentId = new EntityId(EntityKind.Intent, id.Number), Side = side,
    };
}
