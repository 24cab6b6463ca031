using System.Runtime.CompilerServices;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Market;

/// <summary>What a <see cref="MarketEvent"/> is; says which of its fields mean something.</summary>
public enum MarketEventKind : byte
{
    /// <summary><see cref="MarketEvent.Bids"/> and <see cref="MarketEvent.Asks"/> replace the whole book.</summary>
    BookSnapshot,

    /// <summary>Levels in <see cref="MarketEvent.Bids"/> and <see cref="MarketEvent.Asks"/> replace the same prices; size 0 removes one.</summary>
    BookDelta,

    /// <summary>The first level of each side is the new top of book; what lies deeper is unchanged or unknown.</summary>
    Bbo,

    /// <summary><see cref="MarketEvent.Trade"/>.</summary>
    Trade,

    /// <summary><see cref="MarketEvent.FundingRate8h"/>.</summary>
    Funding,

    /// <summary>Open interest, oracle price and premium of the venue.</summary>
    AssetContext,

    /// <summary>Time passed and nothing else did.</summary>
    ClockTick,
}

/// <summary>A price in units of the instrument's finest decimal, a size in lots.</summary>
public readonly record struct Level(long PriceTicks, long SizeLots);

/// <summary>Up to <see cref="Capacity"/> levels of one side, best first.</summary>
public struct BookSide
{
    /// <summary>Most levels a message carries.</summary>
    public const int Capacity = 20;

    private Levels _levels;

    /// <summary>Levels present, 0 … <see cref="Capacity"/>.</summary>
    public int Count { readonly get; private set; }

    /// <summary>Best level.</summary>
    public readonly Level Best => this[0];

    /// <summary>Level by depth, 0 is the best.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level.</exception>
    public readonly Level this[int depth]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)depth, (uint)Count);
            return _levels[depth];
        }
    }

    /// <summary>Adds the next deeper level; false when the side is full.</summary>
    public bool TryAdd(Level level)
    {
        if (Count == Capacity) return false;
        _levels[Count++] = level;
        return true;
    }

    /// <summary>Removes every level.</summary>
    public void Clear() => Count = 0;

    [InlineArray(Capacity)]
    private struct Levels
    {
        private Level _first;
    }
}

/// <summary>A trade on the venue.</summary>
/// <param name="Aggressor">Side of whoever crossed the spread.</param>
/// <param name="TradeId">The venue's id; unique together with time and instrument.</param>
public readonly record struct PublicTrade(long PriceTicks, long SizeLots, TradeSide Aggressor, long TradeId)
{
    /// <summary>Who bought; none where the venue does not say.</summary>
    public AccountAddress Buyer { get; init; }

    /// <summary>Who sold; none where the venue does not say.</summary>
    public AccountAddress Seller { get; init; }
}

/// <summary>One normalised market event: the only thing from outside that a decision may depend on.</summary>
/// <remarks>A struct of fixed size, passed by reference, so that a stream of them allocates nothing.</remarks>
public struct MarketEvent
{
    public MarketEventKind Kind;

    /// <summary>Index into the session's <see cref="Instrument"/> list.</summary>
    public int InstrumentIndex;

    /// <summary>When it happened, by the venue's clock.</summary>
    public UtcMicros VenueTime;

    /// <summary>When we received it, by our clock.</summary>
    public UtcMicros ReceiveTime;

    /// <summary>Our monotonic clock at receipt; in replay it is the tape's receive time.</summary>
    public long MonoNs;

    /// <summary>The venue's own number; 0 where it has none.</summary>
    public long VenueSequence;

    public BookSide Bids;
    public BookSide Asks;
    public PublicTrade Trade;

    /// <summary>Funding rate per eight hours, as a ratio.</summary>
    public double FundingRate8h;

    /// <summary>Open interest in lots; 0 where not sent.</summary>
    public long OpenInterestLots;

    /// <summary>Oracle price; 0 where not sent.</summary>
    public long OraclePriceTicks;

    /// <summary>Premium of the mark over the oracle, as a ratio.</summary>
    public double PremiumRatio;
}
