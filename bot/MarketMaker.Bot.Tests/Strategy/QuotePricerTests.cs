using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Strategy;
using MarketMaker.Strategy.Features;
using MarketMaker.Strategy.Quoting;

namespace MarketMaker.Bot.Tests.Strategy;

public sealed class QuotePricerTests
{
    private static readonly StrategyParameters Parameters = new() { Quoting = new() { OrderSizeUsd = 500, RiskAversionPerBps = 0.05 } };

    [Theory]
    [InlineData(5, 109_755.0, 1.0)] // BTC: steps of 1 above 100,000
    [InlineData(4, 4_266.9, 0.1)]
    [InlineData(2, 203.45, 0.01)]
    [InlineData(0, 0.18519, 0.00001)]
    public void Plan_OnAnyInstrument_IsLegalAndNeverCrosses(int sizeDecimals, double price, double step)
    {
        Instrument instrument = Instrument.HyperliquidPerp("X", sizeDecimals);
        long stepTicks = (long)Math.Round(step / (double)instrument.PricePerTick);
        long bestBid = (long)Math.Round(price / step) * stepTicks;
        var random = new Random(sizeDecimals);
        for (int i = 0; i < 2000; i++)
        {
            long spreadSteps = random.Next(1, 30);
            (QuotePricer pricer, MarketView view) = Prepare(instrument, bestBid, bestBid + (spreadSteps * stepTicks), random.Next(-9, 10) * 100, new InstrumentParameters
            {
                DecayPerBps = Math.Pow(10, random.NextDouble() * 3), IntensityPerS = Math.Pow(10, (random.NextDouble() * 3) - 2),
            });
            long bid = pricer.Plan(QuoteSide.Bid, view, 0).PriceTicks;
            long ask = pricer.Plan(QuoteSide.Ask, view, 0).PriceTicks;
            Assert.Equal((0, 0), (bid % stepTicks, ask % stepTicks));
            Assert.True(bid <= view.Book.BestAsk.PriceTicks - stepTicks, $"bid {bid}, best ask {view.Book.BestAsk.PriceTicks}");
            Assert.True(ask >= view.Book.BestBid.PriceTicks + stepTicks, $"ask {ask}, best bid {view.Book.BestBid.PriceTicks}");
            Assert.True(bid < ask);
        }
    }

    [Fact]
    public void Plan_WithInventory_LeansAgainstItAndNeverBelowBreakEven()
    {
        Instrument instrument = Instrument.HyperliquidPerp("X", 4);
        var market = new InstrumentParameters { IntensityPerS = 0.1, DecayPerBps = 1 };
        long orderLots = (long)(500 / 4267.0 / 0.0001);
        long lastBid = long.MaxValue;
        long lastAsk = long.MaxValue;
        for (int orders = -8; orders <= 8; orders++)
        {
            (QuotePricer pricer, MarketView view) = Prepare(instrument, 426_690, 426_710, orders * orderLots, market);
            SidePlan bid = pricer.Plan(QuoteSide.Bid, view, orders * orderLots);
            SidePlan ask = pricer.Plan(QuoteSide.Ask, view, orders * orderLots);
            Assert.True(bid.PriceTicks <= lastBid && ask.PriceTicks <= lastAsk, $"{orders} orders: {bid.PriceTicks} {ask.PriceTicks}");
            SidePlan reducing = orders > 0 ? ask : bid;
            if (orders != 0) Assert.True(reducing.QueueValueBps > 0, $"{orders} orders: {reducing.QueueValueBps}");
            (lastBid, lastAsk) = (bid.PriceTicks, ask.PriceTicks);
        }
    }

    [Theory]
    [InlineData(1000, 1171)] // an order and a half would still be ended: here 0.1000 of 0.1171 held leaves nothing
    [InlineData(1300, 1171)]
    [InlineData(1756, 1171)]
    [InlineData(1757, 1171)]
    [InlineData(20, 1171)]
    public void Plan_OfTheReducingSide_EndsThePositionWhenOneOrderCan(long heldLots, long orderLots)
    {
        Instrument instrument = Instrument.HyperliquidPerp("X", 4);
        (QuotePricer pricer, MarketView view) = Prepare(instrument, 426_690, 426_710, heldLots, new InstrumentParameters());
        long expected = heldLots is >= 1000 and <= 1756 ? heldLots : orderLots; // 20 lots are 8.5 USD: no order
        Assert.Equal(expected, pricer.Plan(QuoteSide.Ask, view, heldLots).SizeLots);
        Assert.Equal(orderLots, pricer.Plan(QuoteSide.Bid, view, heldLots).SizeLots);
    }

    private static (QuotePricer Pricer, MarketView View) Prepare(Instrument instrument, long bidTicks, long askTicks, long positionLots, InstrumentParameters market)
    {
        var view = new MarketView(instrument, Parameters);
        Book(view, 1000, bidTicks - 1, askTicks - 1);
        Book(view, 2000, bidTicks, askTicks);
        var pricer = new QuotePricer(instrument, market, Parameters);
        pricer.Prepare(view, positionLots);
        return (pricer, view);
    }

    private static void Book(MarketView view, long atMs, long bidTicks, long askTicks)
    {
        var market = new MarketEvent { Kind = MarketEventKind.Bbo, VenueTime = UtcMicros.FromUnixMs(atMs), ReceiveTime = UtcMicros.FromUnixMs(atMs), MonoNs = atMs * 1_000_000 };
        market.Bids.TryAdd(new Level(bidTicks, 100));
        market.Asks.TryAdd(new Level(askTicks, 100));
        view.OnMarket(in market);
        view.OnCycle(UtcMicros.FromUnixMs(atMs));
    }
}
