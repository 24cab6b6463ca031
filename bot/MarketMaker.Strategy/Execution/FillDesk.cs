using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Strategy.Features;

namespace MarketMaker.Strategy.Execution;

/// <summary>Books fills: position, account, and the execution and cost events of every leg.</summary>
internal sealed class FillDesk(Instrument instrument, Account account, MarketView view, IStrategyEvents events)
{
    public Position Position { get; } = new(instrument);

    /// <summary>Books one fill.</summary>
    /// <param name="fill">The venue's report.</param>
    /// <param name="order">The order as it was before the fill.</param>
    /// <param name="mode">Mode of the symbol.</param>
    public void OnFill(in OrderReport fill, in WorkingOrder order, ExecutionMode mode)
    {
        long signedLots = fill.Side == QuoteSide.Bid ? fill.SizeLots : -fill.SizeLots;
        decimal feeUsd = fill.FeeUsd;
        decimal markedUsd = Position.UnrealizedUsd;
        if (Position.TryExit(signedLots, fill.PriceTicks, feeUsd, out PositionLeg exit))
        {
            Emit(in fill, in order, in exit, mode);
            feeUsd -= exit.FeeUsd;
            signedLots -= Math.Sign(signedLots) * exit.SizeLots;
        }

        if (signedLots != 0)
        {
            PositionLeg entry = Position.Enter(signedLots, fill.PriceTicks, feeUsd, account);
            Emit(in fill, in order, in entry, mode);
        }

        long twiceMidTicks = view.Book.TwiceMidTicks;
        Position.Mark(twiceMidTicks > 0 ? twiceMidTicks : 2 * fill.PriceTicks);
        account.Remark(markedUsd, Position.UnrealizedUsd);
    }

    /// <summary>Marks the position at the book's mid.</summary>
    public void Mark(long twiceMidTicks)
    {
        decimal markedUsd = Position.UnrealizedUsd;
        Position.Mark(twiceMidTicks);
        account.Remark(markedUsd, Position.UnrealizedUsd);
    }

    private void Emit(in OrderReport fill, in WorkingOrder order, in PositionLeg leg, ExecutionMode mode)
    {
        account.OnFill(leg.RealizedUsd, leg.FeeUsd, leg.NotionalUsd);
        long twiceMidTicks = view.TwiceMidTicksBefore(fill.VenueTime);
        EntityId fillId = account.NextFill();
        var envelope = new Envelope
        {
            Time = fill.VenueTime,
            RecvT = fill.ReceiveTime,
            Venue = instrument.Venue,
            Symbol = instrument.Symbol,
            TsMonoNs = fill.MonoNs,
        };
        events.Emit(new Schemas.Events.Execution
        {
            Envelope = envelope,
            FillId = fillId,
            OrderId = fill.OrderId,
            IntentId = order.IntentId,
            TradeId = leg.TradeId,
            Side = fill.Side == QuoteSide.Bid ? TradeSide.Buy : TradeSide.Sell,
            Liquidity = fill.Liquidity,
            FillPrice = instrument.Price(fill.PriceTicks),
            FillSize = instrument.Size(leg.SizeLots),
            NotionalUsd = leg.NotionalUsd,
            FeeUsd = leg.FeeUsd,
            IsEntry = leg.IsEntry,
            IsExit = !leg.IsEntry,
            PositionBefore = instrument.Size(leg.BeforeLots),
            PositionAfter = instrument.Size(leg.AfterLots),
            RealizedPnlUsd = leg.RealizedUsd,
            ExitReason = leg.IsEntry ? null : ReasonOf(mode),
            MidAtFill = twiceMidTicks > 0 ? instrument.Price(twiceMidTicks) / 2 : null,
            SlippageBps = SlippageBps(in fill, order.TwiceMidTicksAtDecision),
            Mode = mode,
            Toxicity = view.Toxicity(fill.Side).Class,
            Regime = view.Regime,
            FillCause = fill.FillCause,
            QueueAheadAtEntry = fill.QueueAheadAtEntryLots is { } ahead ? instrument.Size(ahead) : null,
            BookAgeMs = fill.BookAgeMs,
        });
        events.Emit(new Cost
        {
            Envelope = envelope,
            TradeId = leg.TradeId,
            FillId = fillId,
            Kind = leg.FeeUsd < 0 ? CostKind.Rebate : CostKind.Fee,
            AmountUsd = leg.FeeUsd,
            RateBps = (double)(leg.FeeUsd / leg.NotionalUsd) * 1e4,
        });
    }

    private static double? SlippageBps(in OrderReport fill, long twiceMidTicks)
    {
        if (twiceMidTicks <= 0) return null;
        double aboveMidBps = ((2 * fill.PriceTicks) - twiceMidTicks) * 1e4 / twiceMidTicks;
        return fill.Side == QuoteSide.Bid ? aboveMidBps : -aboveMidBps;
    }

    private static ExitReason ReasonOf(ExecutionMode mode) => mode switch
    {
        ExecutionMode.Flat => ExitReason.KillSwitch,
        ExecutionMode.InventoryReduce => ExitReason.InventoryReduce,
        _ => ExitReason.QuoteFill,
    };
}
