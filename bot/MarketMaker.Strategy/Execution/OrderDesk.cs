using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Strategy.Analytics;

namespace MarketMaker.Strategy.Execution;

/// <summary>One instrument's orders at the venue, one a side: sends requests, follows answers, reports every step.</summary>
/// <remarks>
/// A side is free for a new order only when the venue has reported the end of the last one (refused, cancelled or filled): at no time can
/// two orders of one side be filled. An answer to an order that has ended is passed over.
/// </remarks>
internal sealed class OrderDesk(int instrumentIndex, Instrument instrument, Account account, IOrderGateway gateway, IStrategyEvents events, HealthMonitor health)
{
    private WorkingOrder _bid = new() { Side = QuoteSide.Bid };
    private WorkingOrder _ask = new() { Side = QuoteSide.Ask };

    /// <summary>The side's order.</summary>
    public ref WorkingOrder Working(QuoteSide side) => ref side == QuoteSide.Bid ? ref _bid : ref _ask;

    /// <summary>Sends a new post-only order. Only while the side is free.</summary>
    public void Submit(QuoteSide side, long priceTicks, long sizeLots, EntityId intentId, UtcMicros now, long monoNs, long twiceMidTicks)
    {
        ref WorkingOrder order = ref Working(side);
        Release(side);
        EntityId orderId = account.NextOrder();
        order = new WorkingOrder
        {
            State = WorkingOrderState.Submitted,
            OrderId = orderId,
            ClientOrderId = orderId with { Kind = EntityKind.ClientOrder },
            IntentId = intentId,
            Side = side,
            PriceTicks = priceTicks,
            OpenLots = sizeLots,
            SubmittedAt = now,
            TwiceMidTicksAtDecision = twiceMidTicks,
        };
        account.Budget.OnSent();
        health.OnOrder(now);
        Report(in order, OrderAction.Submit, null, intentId, now, null, monoNs, null, order.OpenLots);
        Send(in order, OrderCommandKind.New, intentId, now);
    }

    /// <summary>Asks for the end of an order that rests or is on its way; the request reaches the venue after the order.</summary>
    public void Cancel(QuoteSide side, string reason, EntityId intentId, UtcMicros now, long monoNs)
    {
        ref WorkingOrder order = ref Working(side);
        order.State = WorkingOrderState.CancelRequested;
        order.CancelIntentId = intentId;
        order.CancelRequestedAt = now;
        account.Budget.OnSent();
        Report(in order, OrderAction.CancelRequest, reason, intentId, now, null, monoNs, null, order.OpenLots);
        Send(in order, OrderCommandKind.Cancel, intentId, now);
    }

    /// <summary>Asks for the end of a resting order that another is to follow, for which a message is held. Only when the budget affords it.</summary>
    public void CancelToMove(QuoteSide side, string reason, EntityId intentId, UtcMicros now, long monoNs)
    {
        ref WorkingOrder order = ref Working(side);
        if (!order.IsMessageHeld) account.Budget.Hold();
        order.IsMessageHeld = true;
        Cancel(side, reason, intentId, now, monoNs);
    }

    /// <summary>Gives back the message held for the side's next order, if any.</summary>
    public void Release(QuoteSide side)
    {
        ref WorkingOrder order = ref Working(side);
        if (order.IsMessageHeld) account.Budget.Release();
        order.IsMessageHeld = false;
    }

    /// <summary>Reports, once, that the message budget suppresses an order: a first one, or one that would take a resting one's place.</summary>
    public void Throttle(QuoteSide side, string reason, long priceTicks, long sizeLots, EntityId intentId, UtcMicros now, long monoNs)
    {
        ref WorkingOrder order = ref Working(side);
        if (order.ThrottledIn == order.State) return;
        order.ThrottledIn = order.State;
        EntityId orderId = account.NextOrder();
        health.OnThrottle(now);
        var suppressed = new WorkingOrder { OrderId = orderId, ClientOrderId = orderId with { Kind = EntityKind.ClientOrder }, Side = side, PriceTicks = priceTicks };
        Report(in suppressed, OrderAction.Throttle, reason, intentId, now, null, monoNs, null, sizeLots);
    }

    /// <summary>Follows an answer that is not a fill.</summary>
    public void OnAnswer(in OrderReport report)
    {
        ref WorkingOrder order = ref Working(report.Side);
        if (order.OrderId != report.OrderId || order.State == WorkingOrderState.None) return;
        bool answersCancel = order.State == WorkingOrderState.CancelRequested && order.IsAccepted;
        UtcMicros asked = answersCancel ? order.CancelRequestedAt : order.SubmittedAt;
        EntityId intentId = answersCancel ? order.CancelIntentId : order.IntentId;
        OrderAction action = report.Kind switch
        {
            OrderReportKind.Accepted => OrderAction.Ack,
            OrderReportKind.Cancelled => OrderAction.Cancel,
            _ => OrderAction.Reject,
        };
        order.State = report.Kind switch
        {
            OrderReportKind.Accepted => order.State == WorkingOrderState.CancelRequested ? WorkingOrderState.CancelRequested : WorkingOrderState.Open,
            OrderReportKind.Rejected when answersCancel => WorkingOrderState.Open,
            _ => WorkingOrderState.None,
        };
        order.IsAccepted |= report.Kind == OrderReportKind.Accepted;
        if (action == OrderAction.Reject && !answersCancel) health.OnReject(report.ReceiveTime);
        Report(in order, action, report.Reason, intentId, report.VenueTime, report.ReceiveTime, report.MonoNs, (report.ReceiveTime - asked) / 1e3, report.SizeLots);
    }

    /// <summary>Takes a fill off the order it belongs to.</summary>
    public void OnFill(in OrderReport report)
    {
        ref WorkingOrder order = ref Working(report.Side);
        if (order.OrderId != report.OrderId)
            throw new InvalidOperationException($"A fill of {report.OrderId} came, but {instrument.Symbol} {report.Side} works {order.OrderId}: the position would be wrong.");
        order.OpenLots -= report.SizeLots;
        if (order.OpenLots == 0) order.State = WorkingOrderState.None; // a cancel under way has nothing left to end
    }

    private void Send(in WorkingOrder order, OrderCommandKind kind, EntityId intentId, UtcMicros now)
    {
        var command = new OrderCommand
        {
            Kind = kind,
            InstrumentIndex = instrumentIndex,
            OrderId = order.OrderId,
            ClientOrderId = order.ClientOrderId,
            IntentId = intentId,
            Side = order.Side,
            PriceTicks = order.PriceTicks,
            SizeLots = order.OpenLots,
            IsPostOnly = true,
        };
        gateway.Send(in command, now);
    }

    private void Report(
        in WorkingOrder order, OrderAction action, string? reason, EntityId intentId, UtcMicros time, UtcMicros? receiveTime, long monoNs, double? latencyMs, long openLots) =>
        events.Emit(new OrderEvent
        {
            Envelope = new Envelope
            {
                Time = time,
                RecvT = receiveTime,
                Venue = instrument.Venue,
                Symbol = instrument.Symbol,
                TsMonoNs = monoNs,
            },
            OrderId = order.OrderId,
            ClientOrderId = order.ClientOrderId,
            IntentId = intentId,
            Action = action,
            Reason = reason,
            LatencyMs = latencyMs,
            Side = order.Side,
            Price = instrument.Price(order.PriceTicks),
            Size = instrument.Size(openLots),
        });
}
