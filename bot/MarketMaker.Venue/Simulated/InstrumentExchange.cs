using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Venue.Simulated;

/// <summary>One instrument of the <see cref="SimulatedExchange"/>.</summary>
internal sealed class InstrumentExchange(int index, Instrument instrument, ExchangeOptions options, IOrderReportSink reports)
{
    private readonly PendingCommands _pending = new();
    private readonly OrderLine _bids = new(QuoteSide.Bid);
    private readonly OrderLine _asks = new(QuoteSide.Ask);
    private readonly SpentDisplay _spentBids = new(QuoteSide.Bid);
    private readonly SpentDisplay _spentAsks = new(QuoteSide.Ask);
    private VenueBook _book;
    private UtcMicros _venueNow;

    public void Submit(in OrderCommand command, UtcMicros sentAt)
    {
        int latencyMs = command.Kind == OrderCommandKind.New ? options.NewLatencyMs : options.CancelLatencyMs;
        _pending.Add(in command, sentAt + (latencyMs * 1000L));
    }

    public void OnMarket(in MarketEvent market)
    {
        // Other messages may carry our receive time for want of a venue time, which runs ahead of the venue's.
        bool isTrade = market.Kind == MarketEventKind.Trade;
        if (!isTrade && market.Kind is not (MarketEventKind.BookSnapshot or MarketEventKind.Bbo)) return;

        Receipt receipt = Receipt.Of(in market);

        // Commands that reached the venue before this event met the book as it stood before it.
        if (market.VenueTime > _venueNow) _venueNow = market.VenueTime;
        while (_pending.TryTakeBefore(_venueNow, out PendingCommand pending))
        {
            if (pending.Command.Kind == OrderCommandKind.New) Enter(in pending, receipt);
            else if (Line(pending.Command.Side) is var line && line.Find(pending.Command.OrderId) is var place and >= 0) line[place].Cancel ??= pending;
        }

        if (isTrade) MatchTrade(in market);
        else if (_book.TryApply(in market)) MatchBook(in market);
        EndCancelled(_bids, receipt);
        EndCancelled(_asks, receipt);
    }

    private OrderLine Line(QuoteSide side) => side == QuoteSide.Bid ? _bids : _asks;

    private void Enter(in PendingCommand pending, Receipt receipt)
    {
        OrderCommand command = pending.Command;
        if (Refusal(in command) is { } reason)
        {
            Report(OrderReportKind.Rejected, in command, pending.EffectiveAt, receipt, reason);
            return;
        }

        long ahead = _book.DisplayedLots(command.Side, command.PriceTicks) ?? RestingOrder.UnknownQueue;
        Report(OrderReportKind.Accepted, in command, pending.EffectiveAt, receipt, null);
        var order = new RestingOrder
        {
            OrderId = command.OrderId, Side = command.Side, PriceTicks = command.PriceTicks, OpenLots = command.SizeLots, AcceptedAt = pending.EffectiveAt,
            AheadLots = ahead, AheadAtEntryLots = ahead, AheadBeforeLots = ahead, LimitedAt = pending.EffectiveAt,
        };
        TakeDisplayed(ref order, FillCause.Taker, order.AcceptedAt, receipt);
        if (order.OpenLots > 0) Line(order.Side).Add(in order);
    }

    private string? Refusal(in OrderCommand command)
    {
        if (command.SizeLots <= 0) return RejectText.Size;
        if (command.PriceTicks <= 0 || instrument.FloorToStep(command.PriceTicks) != command.PriceTicks) return RejectText.Tick;
        if (instrument.Price(command.PriceTicks) * instrument.Size(command.SizeLots) < instrument.MinNotionalUsd) return RejectText.MinNotional;
        if (!_book.HasBothSides) return RejectText.NoLiquidity;
        return command.IsPostOnly && Crosses(command.Side, command.PriceTicks)
            ? RejectText.PostOnly(instrument.Price(_book.Best(QuoteSide.Bid).PriceTicks), instrument.Price(_book.Best(QuoteSide.Ask).PriceTicks))
            : null;
    }

    private bool Crosses(QuoteSide side, long priceTicks) => side == QuoteSide.Bid
        ? priceTicks >= _book.Best(QuoteSide.Ask).PriceTicks
        : priceTicks <= _book.Best(QuoteSide.Bid).PriceTicks;

    // What the other side displays up to our limit is ours, level by level, as far as we have not had it already: at the level's price
    // when we came to take it, at ours when it came to us.
    private void TakeDisplayed(ref RestingOrder order, FillCause cause, UtcMicros venueTime, Receipt receipt)
    {
        QuoteSide other = order.Side == QuoteSide.Bid ? QuoteSide.Ask : QuoteSide.Bid;
        SpentDisplay spent = other == QuoteSide.Bid ? _spentBids : _spentAsks;
        BookSide levels = _book.Side(other);
        for (int i = 0; i < levels.Count && order.OpenLots > 0; i++)
        {
            Level level = levels[i];
            if (VenueBook.IsBetter(order.Side, level.PriceTicks, order.PriceTicks)) break;
            long filled = Math.Min(order.OpenLots, spent.AvailableLots(level.PriceTicks, level.SizeLots));
            if (filled == 0) continue;
            spent.Spend(level.PriceTicks, filled);
            Fill(ref order, cause == FillCause.Taker ? level.PriceTicks : order.PriceTicks, filled, cause, venueTime, receipt);
        }
    }

    // A trade's size is spent once, on our best order first. What printed through our price would have met us first, whatever the
    // queue; what printed at our price uses up the queue ahead of us, and fills our orders there, earliest first, with the excess.
    private void MatchTrade(in MarketEvent market)
    {
        OrderLine line = Line(market.Trade.Aggressor == TradeSide.Sell ? QuoteSide.Bid : QuoteSide.Ask);
        long available = market.Trade.SizeLots;
        long filledAtPrice = 0;
        for (int i = 0; i < line.Count; i++)
        {
            ref RestingOrder order = ref line[i];
            if (!order.IsLiveAt(market.VenueTime)) continue;
            bool isAtPrice = order.PriceTicks == market.Trade.PriceTicks;
            if (!isAtPrice && !VenueBook.IsBetter(order.Side, order.PriceTicks, market.Trade.PriceTicks)) break;
            long forUs = isAtPrice ? order.TakeQueue(available, market.VenueTime) - filledAtPrice : available;
            long filled = Math.Min(order.OpenLots, forUs);
            if (filled <= 0) continue;
            if (isAtPrice) filledAtPrice += filled;
            else available -= filled;
            Fill(ref order, order.PriceTicks, filled, isAtPrice ? FillCause.TradeAtFront : FillCause.TradeThrough, market.VenueTime, Receipt.Of(in market));
            if (order.OpenLots == 0) line.RemoveAt(i--);
        }
    }

    // The display bounds the queue ahead, and an opposite best at or beyond our price would have met us first.
    private void MatchBook(in MarketEvent market)
    {
        _spentBids.Update(in _book);
        _spentAsks.Update(in _book);
        MatchBook(_bids, in market);
        MatchBook(_asks, in market);
    }

    private void MatchBook(OrderLine line, in MarketEvent market)
    {
        for (int i = 0; i < line.Count; i++)
        {
            ref RestingOrder order = ref line[i];
            if (!order.IsLiveAt(market.VenueTime)) continue;
            if (_book.DisplayedLots(order.Side, order.PriceTicks) is { } displayed) order.LimitQueueTo(displayed, market.VenueTime);
            TakeDisplayed(ref order, FillCause.BboCross, market.VenueTime, Receipt.Of(in market));
            if (order.OpenLots == 0) line.RemoveAt(i--);
        }
    }

    // A cancelled order stays until no trade from before its cancel is to be expected: it may have been filled, only unheard of.
    private void EndCancelled(OrderLine line, Receipt receipt)
    {
        for (int i = 0; i < line.Count; i++)
        {
            if (line[i].Cancel is not { } cancel || _venueNow - cancel.EffectiveAt < options.LateTradeWaitMs * 1000L) continue;
            OrderCommand open = cancel.Command with { PriceTicks = line[i].PriceTicks, SizeLots = line[i].OpenLots };
            line.RemoveAt(i--);
            Report(OrderReportKind.Cancelled, in open, cancel.EffectiveAt, receipt, null);
        }
    }

    private void Fill(ref RestingOrder order, long priceTicks, long sizeLots, FillCause cause, UtcMicros venueTime, Receipt receipt)
    {
        order.OpenLots -= sizeLots;
        decimal feeBps = cause == FillCause.Taker ? options.TakerFeeBps : options.MakerFeeBps;
        decimal feeUsd = decimal.Round(instrument.Price(priceTicks) * instrument.Size(sizeLots) * feeBps / 10_000m, 8);
        var report = new OrderReport
        {
            Kind = OrderReportKind.Filled, InstrumentIndex = index, OrderId = order.OrderId, Side = order.Side, VenueTime = venueTime, ReceiveTime = receipt.Time, MonoNs = receipt.MonoNs,
            PriceTicks = priceTicks, SizeLots = sizeLots, Liquidity = cause == FillCause.Taker ? Liquidity.Taker : Liquidity.Maker, FillCause = cause, FeeUsd = feeUsd,
            QueueAheadAtEntryLots = order.AheadAtEntryLots == RestingOrder.UnknownQueue ? null : order.AheadAtEntryLots,
            BookAgeMs = Math.Max(0, venueTime - _book.UpdatedAt) / 1000.0,
        };
        reports.OnReport(in report);
    }

    private void Report(OrderReportKind kind, in OrderCommand command, UtcMicros venueTime, Receipt receipt, string? reason)
    {
        var report = new OrderReport
        {
            Kind = kind, InstrumentIndex = index, OrderId = command.OrderId, Side = command.Side, VenueTime = venueTime, ReceiveTime = receipt.Time, MonoNs = receipt.MonoNs,
            PriceTicks = command.PriceTicks, SizeLots = command.SizeLots, Reason = reason,
        };
        reports.OnReport(in report);
    }

    /// <summary>When we received the event that shows something: by the wall clock, and by the monotonic one.</summary>
    private readonly record struct Receipt(UtcMicros Time, long MonoNs)
    {
        public static Receipt Of(in MarketEvent market) => new(market.ReceiveTime, market.MonoNs);
    }
}
