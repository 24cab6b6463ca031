using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Strategy.Analytics;
using MarketMaker.Strategy.Book;
using MarketMaker.Strategy.Execution;
using MarketMaker.Strategy.Features;
using MarketMaker.Strategy.Quoting;
using MarketMaker.Strategy.Risk;

namespace MarketMaker.Strategy;

/// <summary>Trades one instrument: sees its market, decides each side on every cycle, follows its orders and fills.</summary>
/// <remarks>
/// <para>What a decision means. <c>quote</c>: an order rests, is on its way, or is sent now, at the price and size given. <c>cancel</c>: the
/// resting order stands too far from the wanted price and is being withdrawn, until the venue has confirmed; then the new one follows. It is
/// kept where the message budget does not pay for both.
/// <c>pass</c>: a guard vetoed, and an order that rests is withdrawn; its <c>cancel_request</c> carries this intent.</para>
/// </remarks>
internal sealed class SymbolTrader
{
    private const string RequoteReason = "requote";

    private readonly Instrument _instrument;
    private readonly InstrumentParameters _limits;
    private readonly StrategyParameters _parameters;
    private readonly Account _account;
    private readonly IStrategyEvents _events;
    private readonly QuotePricer _pricer;
    private readonly InventoryMode _mode;
    private readonly HealthMonitor _health;
    private readonly DecisionRun _bidRun;
    private readonly DecisionRun _askRun;

    public SymbolTrader(int index, Instrument instrument, StrategyParameters parameters, Account account, IOrderGateway gateway, IStrategyEvents events)
    {
        (_instrument, _parameters, _account, _events) = (instrument, parameters, account, events);
        _limits = parameters.Of(instrument.Symbol);
        View = new MarketView(instrument, parameters);
        _pricer = new QuotePricer(instrument, _limits, parameters);
        _mode = new InventoryMode(parameters.Risk);
        _health = new HealthMonitor();
        _bidRun = new DecisionRun(events, parameters.Health);
        _askRun = new DecisionRun(events, parameters.Health);
        Orders = new OrderDesk(index, instrument, account, gateway, events, _health);
        Fills = new FillDesk(instrument, account, View, events);
    }

    public MarketView View { get; }

    public OrderDesk Orders { get; }

    public FillDesk Fills { get; }

    public string Symbol => _instrument.Symbol;

    public void OnMarket(in MarketEvent market)
    {
        _health.OnMessage(market.ReceiveTime, market.MonoNs);
        if (market.Kind == MarketEventKind.Funding) _health.OnFunding(market.MonoNs);
        View.OnMarket(in market);
    }

    public void OnIngest(in MarketIngest ingest) => _health.OnIngest(in ingest);

    public void OnReport(in OrderReport report)
    {
        if (report.Kind != OrderReportKind.Filled)
        {
            Orders.OnAnswer(in report);
            return;
        }

        WorkingOrder before = Orders.Working(report.Side);
        Orders.OnFill(in report);
        Fills.OnFill(in report, in before, _mode.Mode);
    }

    /// <summary>Marks to market and brings the features up to the cycle's time, before any symbol decides.</summary>
    public void Prepare(UtcMicros now)
    {
        View.OnCycle(now);
        if (View.Book.State == BookState.Sound) Fills.Mark(View.Book.TwiceMidTicks);
    }

    /// <summary>Decides both sides.</summary>
    public void Decide(UtcMicros now, long monoNs)
    {
        double maxPositionBase = MaxPositionBase();
        double positionBase = _instrument.SizeDouble(Math.Abs(Fills.Position.Lots));
        bool isFlowToxic = View.Toxicity(QuoteSide.Bid).Class == Toxicity.Toxic || View.Toxicity(QuoteSide.Ask).Class == Toxicity.Toxic;
        _mode.Update(positionBase / maxPositionBase, isFlowToxic, _account.IsKillSwitchOn);
        _pricer.Prepare(View, Fills.Position.Lots);
        DecideSide(QuoteSide.Bid, now, monoNs);
        DecideSide(QuoteSide.Ask, now, monoNs);
        if (_health.HasChanged(State(monoNs))) Snapshot(SnapshotTrigger.OnChange, now, monoNs);
    }

    /// <summary>Reports health.</summary>
    public void Snapshot(SnapshotTrigger trigger, UtcMicros now, long monoNs)
    {
        decimal lossUsd = _account.DayLossUsd;
        decimal budgetUsd = _account.DailyLossBudgetUsd;
        HealthSnapshot snapshot = _health.Take(trigger, now, monoNs, State(monoNs));
        _events.Emit(snapshot with
        {
            Envelope = new Envelope { Time = now, Venue = _instrument.Venue, Symbol = _instrument.Symbol, TsMonoNs = monoNs },
            DailyLossUsd = lossUsd,
            DailyRiskRemainingUsd = budgetUsd - lossUsd,
            RiskUtilizationPct = budgetUsd > 0 ? (double)(lossUsd / budgetUsd) * 100 : null,
            Inventory = _instrument.Size(Fills.Position.Lots),
            EquityUsd = _account.EquityUsd,
            EventsDropped = _events.DroppedEvents,
            EventQueueDepth = _events.QueueDepth,
            JournalFailures = _events.JournalFailures,
        });
    }

    /// <summary>Withdraws every order that rests or is on its way, outside of any decision.</summary>
    public void CancelAll(string reason, UtcMicros now, long monoNs)
    {
        for (QuoteSide side = QuoteSide.Bid; side <= QuoteSide.Ask; side++)
            if (Orders.Working(side).IsWorking) Orders.Cancel(side, reason, default, now, monoNs);
    }

    /// <summary>Emits the decisions still being merged.</summary>
    public void Flush()
    {
        _bidRun.Flush();
        _askRun.Flush();
    }

    private HealthState State(long monoNs) =>
        new(_mode.Mode, !(View.Book.AgeMs(monoNs) <= _parameters.Guards.StaleDataMs), _account.IsKillSwitchOn, _events.JournalState);

    private void DecideSide(QuoteSide side, UtcMicros now, long monoNs)
    {
        ref WorkingOrder order = ref Orders.Working(side);
        SidePlan plan = _pricer.Plan(side, View, Fills.Position.Lots);
        double sinceLastOrderMs = order.OrderId.IsPresent ? (now - order.SubmittedAt) / 1e3 : double.PositiveInfinity;
        SidePlan wanted = plan;
        bool isMoveAffordable = _account.Budget.AffordsMove(order.IsMessageHeld);
        if (isMoveAffordable) order.ThrottledIn = null;
        bool isOff = false;
        if (order.IsWorking && plan.PriceTicks > 0)
        {
            isOff = order.State == WorkingOrderState.Open
                && sinceLastOrderMs >= _parameters.Guards.MinOrderIntervalMs
                && _pricer.IsOff(order.PriceTicks, plan.PriceTicks);
            if (!isOff || !isMoveAffordable) plan = _pricer.At(order.PriceTicks, order.OpenLots, side);
        }

        bool isMoveDue = isOff && isMoveAffordable;
        bool wouldSendOrder = order.State == WorkingOrderState.None;
        GuardDetails details = default;
        GuardSet vetoes = Guard(side, in plan, wouldSendOrder, sinceLastOrderMs, monoNs, ref details);
        bool isWithdrawing = isMoveDue || order.State == WorkingOrderState.CancelRequested;
        Decision decision = vetoes.Bits != 0 ? Decision.Pass : isWithdrawing ? Decision.Cancel : Decision.Quote;
        OrderIntent intent = Describe(side, in plan, decision, vetoes, in details, now, monoNs);
        DecisionRun run = side == QuoteSide.Bid ? _bidRun : _askRun;
        EntityId identity = run.IdentityFor(in intent);
        intent = intent with { IntentId = identity.IsPresent ? identity : _account.NextIntent() };
        run.Add(in intent);
        Act(side, in plan, decision, vetoes, intent.IntentId, now, monoNs);
        bool isMoveSuppressed = isOff && !isMoveAffordable && decision == Decision.Quote;
        if (isMoveSuppressed) Orders.Throttle(side, RequoteReason, wanted.PriceTicks, wanted.SizeLots, intent.IntentId, now, monoNs);
    }

    private void Act(QuoteSide side, in SidePlan plan, Decision decision, GuardSet vetoes, EntityId intentId, UtcMicros now, long monoNs)
    {
        WorkingOrderState state = Orders.Working(side).State;
        if (decision != Decision.Quote && state == WorkingOrderState.None) Orders.Release(side); // the move it was held for is off
        if (decision == Decision.Quote)
        {
            if (state == WorkingOrderState.None) Orders.Submit(side, plan.PriceTicks, plan.SizeLots, intentId, now, monoNs, View.Book.TwiceMidTicks);
        }
        else if (state == WorkingOrderState.Open)
        {
            if (decision == Decision.Cancel) Orders.CancelToMove(side, RequoteReason, intentId, now, monoNs);
            else Orders.Cancel(side, EnumNames<Guard>.Text(vetoes.FirstFrom(0)!.Value), intentId, now, monoNs);
        }
        else if (state == WorkingOrderState.None && vetoes == default(GuardSet).With(Schemas.Events.Guard.RateLimit))
        {
            // Nothing else stands in its way.
            Orders.Throttle(side, EnumNames<Guard>.Text(Schemas.Events.Guard.RateLimit), plan.PriceTicks, plan.SizeLots, intentId, now, monoNs);
        }
    }

    private GuardSet Guard(QuoteSide side, in SidePlan plan, bool wouldSendOrder, double sinceLastOrderMs, long monoNs, ref GuardDetails details)
    {
        long position = Fills.Position.Lots;
        long ifFilled = side == QuoteSide.Bid ? position + plan.SizeLots : position - plan.SizeLots;
        var toxicity = View.Toxicity(side);
        var inputs = new GuardInputs
        {
            IsKillSwitchOn = _account.IsKillSwitchOn,
            BookAgeMs = View.Book.AgeMs(monoNs),
            DayLossUsd = (double)_account.DayLossUsd,
            PositionBase = _instrument.SizeDouble(Math.Abs(position)),
            PositionIfFilledBase = _instrument.SizeDouble(Math.Abs(ifFilled)),
            MaxPositionBase = MaxPositionBase(),
            IsReducing = _mode.Mode == ExecutionMode.InventoryReduce,
            WouldSendOrder = wouldSendOrder,
            IsMessageHeld = Orders.Working(side).IsMessageHeld,
            SinceLastOrderMs = sinceLastOrderMs,
            MessagesUsed = _account.Budget.CommittedCount,
            MessagesAllowed = _account.Budget.AllowedCount,
            SpreadBps = View.Book.SpreadBps,
            MaxSpreadBps = _limits.MaxSpreadBps,
            VolatilityBpsPerSqrtS = View.Volatility.BpsPerSqrtS,
            MaxVolatilityBpsPerSqrtS = _limits.MaxVolatilityBpsPerSqrtS,
            DepthUsd = View.Book.DepthAgeMs(monoNs) <= _parameters.Guards.MaxDepthAgeMs ? View.Book.ThinnerDepthUsd(_parameters.Guards.DepthLevelsCount) : double.NaN,
            MinDepthUsd = _limits.MinDepthUsd,
            FlowRatio = toxicity.FlowRatio,
            MaxFlowRatio = toxicity.ThresholdRatio,
            QueueValueBps = plan.QueueValueBps,
            SampleCount = View.Volatility.SampleCount,
        };
        return GuardEvaluation.Evaluate(in inputs, _parameters.Guards, _parameters.Risk.DailyLossBudgetUsd, _parameters.Quoting.MinEdgeBps, ref details);
    }

    private OrderIntent Describe(QuoteSide side, in SidePlan plan, Decision decision, GuardSet vetoes, in GuardDetails details, UtcMicros now, long monoNs)
    {
        bool hasPrice = plan.PriceTicks > 0;
        bool isWanted = hasPrice && decision != Decision.Pass;
        Guard? primary = vetoes.FirstFrom(0);
        long behindBestTicks = side == QuoteSide.Bid ? View.Book.BestBid.PriceTicks - plan.PriceTicks : plan.PriceTicks - View.Book.BestAsk.PriceTicks;
        return new OrderIntent
        {
            Envelope = new Envelope { Time = now, Venue = _instrument.Venue, Symbol = _instrument.Symbol, TsMonoNs = monoNs },
            Side = side,
            Decision = decision,
            Mode = _mode.Mode,
            Price = isWanted ? _instrument.Price(plan.PriceTicks) : null,
            Size = isWanted ? _instrument.Size(plan.SizeLots) : null,
            LevelTicks = isWanted ? int.CreateSaturating(behindBestTicks) : null,
            EdgeBpsAtEntry = hasPrice ? plan.EdgeBps : null,
            QueueValueBps = hasPrice ? plan.QueueValueBps : null,
            Toxicity = View.Toxicity(side).Class,
            Regime = View.Regime,
            MidPrice = View.Book.Mid,
            SpreadBps = View.Book.State == BookState.Sound ? View.Book.SpreadBps : null,
            Inventory = _instrument.Size(Fills.Position.Lots),
            TargetInventory = 0,
            VetoReasonPrimary = primary,
            VetoReasonSecondary = primary is { } first ? vetoes.FirstFrom((int)first + 1) : null,
            VetoReasons = vetoes,
            GuardDetails = details,
        };
    }

    private double MaxPositionBase() =>
        View.Book.State == BookState.Sound ? _parameters.Risk.MaxInventoryUsd / _instrument.PriceDouble(View.Book.TwiceMidTicks) * 2 : double.NaN;
}
