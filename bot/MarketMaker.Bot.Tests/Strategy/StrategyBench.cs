using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Strategy;

namespace MarketMaker.Bot.Tests.Strategy;

/// <summary>A strategy on one instrument (tick 0.1, lot 0.01) and everything it said. Times are milliseconds; the venue's are the same.</summary>
internal sealed class StrategyBench : IOrderGateway, IStrategyEvents
{
    public static readonly Instrument Instrument = new("venue", "X", priceDecimals: 1, sizeDecimals: 2, significantFigures: 0, minNotionalUsd: 10m);

    public StrategyBench(StrategyParameters? parameters = null) =>
        Strategy = new QuotingStrategy([Instrument], "venue", parameters ?? Parameters, this, this);

    /// <summary>Parameters under which a calm book is quoted after ten samples: a mid of 1,000, orders of 1 base.</summary>
    public static StrategyParameters Parameters { get; } = new()
    {
        Quoting = new() { OrderSizeUsd = 1000 },
        Risk = new() { MaxInventoryUsd = 5000 },
        Guards = new() { WarmupCount = 10, MinOrderIntervalMs = 500 },
        Instruments = new Dictionary<string, MarketMaker.Strategy.Quoting.InstrumentParameters>
        {
            ["X"] = new() { IntensityPerS = 0.1, DecayPerBps = 0.5, MaxSpreadBps = 5, MaxVolatilityBpsPerSqrtS = 10, MinDepthUsd = 100 },
        },
    };

    public QuotingStrategy Strategy { get; }

    public List<OrderCommand> Sent { get; } = [];

    public List<OrderIntent> Intents { get; } = [];

    public List<OrderEvent> OrderEvents { get; } = [];

    public List<Execution> Executions { get; } = [];

    public List<Cost> Costs { get; } = [];

    public List<HealthSnapshot> Health { get; } = [];

    /// <summary>What the monotonic clock is ahead of the wall clock.</summary>
    public const long MonoAheadNs = 77_000_000_000;

    /// <summary>How long books are under way from here on.</summary>
    public long BookDelayMs { get; set; }

    public long DroppedEvents => 0;

    public int? QueueDepth => null;

    public JournalState? JournalState { get; set; }

    public long? JournalFailures { get; set; }

    public void Send(in OrderCommand command, UtcMicros now) => Sent.Add(command);

    public void Emit(in OrderIntent source) => Intents.Add(source);

    public void Emit(in OrderEvent source) => OrderEvents.Add(source);

    public void Emit(in Execution source) => Executions.Add(source);

    public void Emit(in Cost source) => Costs.Add(source);

    public void Emit(in HealthSnapshot source) => Health.Add(source);

    public void Tick(long atMs)
    {
        MarketEvent market = At(MarketEventKind.ClockTick, atMs);
        Strategy.OnMarket(in market);
    }

    /// <summary>A book of five levels a side, one tick apart, 10 base at each level, received at a time.</summary>
    public void Book(long atMs, long bidTicks, long askTicks, long sizeLots = 1000)
    {
        MarketEvent market = At(MarketEventKind.BookSnapshot, atMs);
        market.VenueTime = UtcMicros.FromUnixMs(atMs - BookDelayMs);
        for (int i = 0; i < 5; i++)
        {
            market.Bids.TryAdd(new Level(bidTicks - i, sizeLots));
            market.Asks.TryAdd(new Level(askTicks + i, sizeLots));
        }

        Strategy.OnMarket(in market);
    }

    /// <summary>A top of book of 10 base a side, without depth.</summary>
    public void Top(long atMs, long bidTicks, long askTicks)
    {
        MarketEvent market = At(MarketEventKind.Bbo, atMs);
        market.Bids.TryAdd(new Level(bidTicks, 1000));
        market.Asks.TryAdd(new Level(askTicks, 1000));
        Strategy.OnMarket(in market);
    }

    public void Trade(long atMs, TradeSide aggressor, long priceTicks, long sizeLots)
    {
        MarketEvent market = At(MarketEventKind.Trade, atMs);
        market.Trade = new PublicTrade(priceTicks, sizeLots, aggressor, atMs);
        Strategy.OnMarket(in market);
    }

    /// <summary>Books and ticks every 100 ms, the mid moving by a tick back and forth around 1,000.0.</summary>
    public void Calm(long fromMs, long toMs)
    {
        for (long t = fromMs; t <= toMs; t += 100)
        {
            long shift = t / 100 % 2;
            Book(t, 9_999 + shift, 10_001 + shift);
            Tick(t);
        }
    }

    public void Answer(OrderReportKind kind, OrderCommand command, long atMs, long? sizeLots = null, decimal feeUsd = 0)
    {
        var report = new OrderReport
        {
            Kind = kind, InstrumentIndex = 0, OrderId = command.OrderId, Side = command.Side, VenueTime = UtcMicros.FromUnixMs(atMs), ReceiveTime = UtcMicros.FromUnixMs(atMs + 5), MonoNs = ((atMs + 5) * 1_000_000) + MonoAheadNs,
            PriceTicks = command.PriceTicks, SizeLots = sizeLots ?? command.SizeLots, FeeUsd = feeUsd,
        };
        Strategy.OnReport(in report);
    }

    private static MarketEvent At(MarketEventKind kind, long atMs) => new()
    {
        Kind = kind, VenueTime = UtcMicros.FromUnixMs(atMs), ReceiveTime = UtcMicros.FromUnixMs(atMs), MonoNs = (atMs * 1_000_000) + MonoAheadNs,
    };
}
