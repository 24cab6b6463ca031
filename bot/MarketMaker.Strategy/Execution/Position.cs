using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Strategy.Execution;

/// <summary>One leg of a fill as the position took it.</summary>
internal readonly record struct PositionLeg
{
    public required EntityId TradeId { get; init; }

    public required bool IsEntry { get; init; }

    public required long SizeLots { get; init; }

    public required decimal NotionalUsd { get; init; }

    public required decimal FeeUsd { get; init; }

    public required long BeforeLots { get; init; }

    public required long AfterLots { get; init; }

    public required decimal RealizedUsd { get; init; }
}

/// <summary>Signed position of one instrument and what it cost: exact, in lots and decimals.</summary>
/// <remarks>
/// A trade runs from flat to flat; a fill through zero is the last leg of one and the first of the next. An exit releases its share of the
/// cost, rounded to 8 decimals; the last one releases what is left, so the legs of a trade sum to its cash flow exactly.
/// </remarks>
internal sealed class Position(Instrument instrument)
{
    private decimal _costUsd;
    private EntityId _tradeId;

    /// <summary>Signed size.</summary>
    public long Lots { get; private set; }

    /// <summary>Profit marked at last; 0 when flat.</summary>
    public decimal UnrealizedUsd { get; private set; }

    /// <summary>Marks at a mid given as twice its ticks.</summary>
    public void Mark(long twiceMidTicks)
    {
        decimal valueUsd = instrument.Price(twiceMidTicks) * instrument.Size(Math.Abs(Lots)) / 2;
        UnrealizedUsd = Lots >= 0 ? valueUsd - _costUsd : _costUsd - valueUsd;
    }

    /// <summary>The part of a fill that shrinks the position; false when there is none. <see cref="Enter"/> takes the rest.</summary>
    public bool TryExit(long signedLots, long priceTicks, decimal feeUsd, out PositionLeg leg)
    {
        leg = default;
        if (Lots == 0 || Math.Sign(signedLots) == Math.Sign(Lots)) return false;
        long held = Math.Abs(Lots);
        long size = Math.Min(held, Math.Abs(signedLots));
        decimal releasedUsd = size == held ? _costUsd : Math.Round(_costUsd * size / held, 8);
        decimal notionalUsd = instrument.Price(priceTicks) * instrument.Size(size);
        long before = Lots;
        Lots += Math.Sign(signedLots) * size;
        _costUsd -= releasedUsd;
        leg = new PositionLeg
        {
            TradeId = _tradeId,
            IsEntry = false,
            SizeLots = size,
            NotionalUsd = notionalUsd,
            FeeUsd = size == Math.Abs(signedLots) ? feeUsd : Math.Round(feeUsd * size / Math.Abs(signedLots), 8),
            BeforeLots = before,
            AfterLots = Lots,
            RealizedUsd = before > 0 ? notionalUsd - releasedUsd : releasedUsd - notionalUsd,
        };
        return true;
    }

    /// <summary>Opens or grows the position.</summary>
    public PositionLeg Enter(long signedLots, long priceTicks, decimal feeUsd, Account account)
    {
        if (Lots == 0) _tradeId = account.NextTrade();
        long size = Math.Abs(signedLots);
        decimal notionalUsd = instrument.Price(priceTicks) * instrument.Size(size);
        long before = Lots;
        Lots += signedLots;
        _costUsd += notionalUsd;
        return new PositionLeg
        {
            TradeId = _tradeId,
            IsEntry = true,
            SizeLots = size,
            NotionalUsd = notionalUsd,
            FeeUsd = feeUsd,
            BeforeLots = before,
            AfterLots = Lots,
            RealizedUsd = 0,
        };
    }
}
