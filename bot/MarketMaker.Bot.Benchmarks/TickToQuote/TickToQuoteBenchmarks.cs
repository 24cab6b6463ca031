using BenchmarkDotNet.Attributes;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Strategy;

namespace MarketMaker.Bot.Benchmarks.TickToQuote;

/// <summary>From a market event to two decisions: a top of book and a trade come in, a tick decides both sides with every guard.</summary>
[MemoryDiagnoser]
public class TickToQuoteBenchmarks
{
    private const int Cycles = 1000;

    private readonly Silence _silence = new();
    private QuotingStrategy? _strategy;
    private MarketEvent _top;
    private MarketEvent _trade;
    private MarketEvent _tick;
    private long _nowUs = 1_757_015_216_000_000;

    [GlobalSetup]
    public void Begin()
    {
        _strategy = new QuotingStrategy([Instrument.HyperliquidPerp("ETH", 4)], "hyperliquid", new StrategyParameters(), _silence, _silence);
        _top = new MarketEvent { Kind = MarketEventKind.BookSnapshot };
        for (int i = 0; i < BookSide.Capacity; i++)
        {
            _top.Bids.TryAdd(new Level(426_690 - (10 * i), 1_000_000));
            _top.Asks.TryAdd(new Level(426_710 + (10 * i), 1_000_000));
        }

        _trade = new MarketEvent { Kind = MarketEventKind.Trade, Trade = new PublicTrade(426_700, 1000, TradeSide.Buy, 1) };
        _tick = new MarketEvent { Kind = MarketEventKind.ClockTick };
        EventToDecisions();
    }

    /// <summary>One cycle: three events, two decisions.</summary>
    [Benchmark(OperationsPerInvoke = Cycles)]
    public void EventToDecisions()
    {
        for (int i = 0; i < Cycles; i++)
        {
            _nowUs += 100_000;
            Feed(ref _top);
            Feed(ref _trade);
            Feed(ref _tick);
        }
    }

    private void Feed(ref MarketEvent market)
    {
        market.VenueTime = market.ReceiveTime = new UtcMicros(_nowUs);
        market.MonoNs = _nowUs * 1000;
        _strategy!.OnMarket(in market);
    }

    private sealed class Silence : IOrderGateway, IStrategyEvents
    {
        public long DroppedEvents => 0;

        public int? QueueDepth => null;

        public JournalState? JournalState => null;

        public long? JournalFailures => null;

        public void Send(in OrderCommand command, UtcMicros now)
        {
        }

        public void Emit(in OrderIntent source)
        {
        }

        public void Emit(in OrderEvent source)
        {
        }

        public void Emit(in Execution source)
        {
        }

        public void Emit(in Cost source)
        {
        }

        public void Emit(in HealthSnapshot source)
        {
        }
    }
}
