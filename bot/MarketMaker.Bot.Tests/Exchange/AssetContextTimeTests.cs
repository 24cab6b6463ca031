using System.Text;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Hyperliquid;
using MarketMaker.Venue.Simulated;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Tests.Exchange;

/// <summary>A message without a venue time carries our receive time, which runs ahead of the venue's times by the delay of the feed.</summary>
public sealed class AssetContextTimeTests : IMarketSink, IOrderReportSink
{
    private const long StartMs = 1_757_015_216_000;
    private readonly SimulatedExchange _exchange;
    private readonly FeedNormalizer _normalizer;
    private readonly List<OrderReport> _reports = [];

    public AssetContextTimeTests()
    {
        Instrument[] instruments = [PerpUniverse.Find("BTC")!];
        _exchange = new SimulatedExchange(instruments, new ExchangeOptions(), this);
        _normalizer = new FeedNormalizer(new SymbolTable(instruments), this);
    }

    [Fact]
    public void Cancel_AssetContextBeforeADelayedTrade_DoesNotEscapeTheTrade()
    {
        Give(0, """{"channel":"bbo","data":{"coin":"BTC","time":T,"bbo":[{"px":"100000","sz":"1"},{"px":"100001","sz":"1"}]}}""", -400);
        Send(OrderCommandKind.New, 0); // stands at the venue from 100
        Give(600, """{"channel":"bbo","data":{"coin":"BTC","time":T,"bbo":[{"px":"100000","sz":"1"},{"px":"100001","sz":"1"}]}}""", 200);
        Send(OrderCommandKind.Cancel, 600); // takes effect at 700
        Give(900, """{"channel":"activeAssetCtx","data":{"coin":"BTC","ctx":{"funding":"0.00001","openInterest":"1","oraclePx":"100000"}}}""", 0);
        Give(1050, """{"channel":"trades","data":[{"coin":"BTC","side":"A","px":"99990","sz":"5","time":T,"tid":1}]}""", 650); // before the cancel

        Assert.Contains(_reports, r => r.Kind == OrderReportKind.Filled);
    }

    void IMarketSink.OnMarket(in MarketEvent market) => _exchange.OnMarket(in market);

    void IMarketSink.OnIngest(in MarketIngest ingest)
    {
    }

    void IOrderReportSink.OnReport(in OrderReport report) => _reports.Add(report);

    private void Give(long receiveMs, string push, long venueMs) => _normalizer.OnLine(Encoding.UTF8.GetBytes(
        $$"""{"recv_ms":{{StartMs + receiveMs}}.0,"msg":{{push.Replace("T,", (StartMs + venueMs) + ",", StringComparison.Ordinal)}}}"""));

    private void Send(OrderCommandKind kind, long atMs)
    {
        var id = new EntityId(EntityKind.Order, 1);
        var command = new OrderCommand
        {
            Kind = kind, InstrumentIndex = 0, OrderId = id, ClientOrderId = id, IntentId = id, Side = QuoteSide.Bid, PriceTicks = 1_000_000, SizeLots = 1000, IsPostOnly = true,
        };
        _exchange.Submit(in command, UtcMicros.FromUnixMs(StartMs + atMs));
    }
}
