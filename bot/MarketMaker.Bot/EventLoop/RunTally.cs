using MarketMaker.Bot.Journal;
using MarketMaker.Schemas.Events;
using MarketMaker.Strategy;

namespace MarketMaker.Bot.EventLoop;

/// <summary>Takes the strategy's reports to the journal and keeps the run's totals on the way.</summary>
public sealed class RunTally : IStrategyEvents
{
    private readonly JournalWriter _journal;
    private readonly EventJournal<OrderIntent> _intents;
    private readonly EventJournal<OrderEvent> _orders;
    private readonly EventJournal<Execution> _executions;
    private readonly EventJournal<Cost> _costs;
    private readonly EventJournal<HealthSnapshot> _health;
    private readonly EventJournal<MarketIngest> _ingests;
    private readonly EventJournal<HyperliquidFill> _marketFills;
    private readonly long[] _rejections = new long[GuardSet.Count];
    private readonly long[] _actions = new long[Enum.GetValues<OrderAction>().Length];

    /// <summary>Adds the streams to a journal that is not started yet.</summary>
    public RunTally(JournalWriter journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        _journal = journal;
        _intents = journal.Stream<OrderIntent>();
        _orders = journal.Stream<OrderEvent>();
        _executions = journal.Stream<Execution>();
        _costs = journal.Stream<Cost>();
        _health = journal.Stream<HealthSnapshot>();
        _ingests = journal.Stream<MarketIngest>();
        _marketFills = journal.Stream<HyperliquidFill>();
    }

    /// <summary>Always 0 where the journal is waited for, as a replay does.</summary>
    public long DroppedEvents => _intents.LostEvents + _orders.LostEvents + _executions.LostEvents + _costs.LostEvents + _health.LostEvents + _ingests.LostEvents
        + _marketFills.LostEvents;

    /// <summary>Null where the journal is waited for: how far the writer has come is chance, and the run must not say it.</summary>
    public int? QueueDepth => _journal.Overflow == OverflowPolicy.Wait ? null
        : _intents.Depth + _orders.Depth + _executions.Depth + _costs.Depth + _health.Depth + _ingests.Depth + _marketFills.Depth;

    /// <inheritdoc/>
    public JournalState? JournalState => _journal.Overflow == OverflowPolicy.Wait ? null : _journal.State;

    /// <inheritdoc/>
    public long? JournalFailures => _journal.Overflow == OverflowPolicy.Wait ? null : _journal.Failures;

    /// <summary>Decisions, weighted by <c>repeat_count</c>.</summary>
    public long Decisions { get; private set; }

    /// <summary>Decisions to have an order rest, weighted.</summary>
    public long Quotes { get; private set; }

    /// <summary>Fill legs.</summary>
    public long Fills { get; private set; }

    public decimal RealizedUsd { get; private set; }

    public decimal FeesUsd { get; private set; }

    public decimal NotionalUsd { get; private set; }

    /// <summary>Decisions that a guard was the primary reason to veto, weighted.</summary>
    public long Rejections(Guard guard) => _rejections[(int)guard];

    /// <summary>Steps of orders of one kind.</summary>
    public long Orders(OrderAction action) => _actions[(int)action];

    public void Emit(in OrderIntent source)
    {
        Decisions += source.RepeatCount;
        if (source.Decision == Decision.Quote) Quotes += source.RepeatCount;
        if (source.VetoReasonPrimary is { } guard) _rejections[(int)guard] += source.RepeatCount;
        _intents.Emit(in source);
    }

    public void Emit(in OrderEvent source)
    {
        _actions[(int)source.Action]++;
        _orders.Emit(in source);
    }

    public void Emit(in Execution source)
    {
        Fills++;
        NotionalUsd += source.NotionalUsd;
        RealizedUsd += source.RealizedPnlUsd ?? 0;
        FeesUsd += source.FeeUsd ?? 0;
        _executions.Emit(in source);
    }

    public void Emit(in Cost source) => _costs.Emit(in source);

    public void Emit(in HealthSnapshot source) => _health.Emit(in source);

    /// <summary>Ends the losses of streams that have room again; each tick, so that a rare stream's loss is not reported with its next event only.</summary>
    public void ReportLosses()
    {
        if (_journal.State != Schemas.Events.JournalState.Dropping) return;
        _intents.ReportLoss();
        _orders.ReportLoss();
        _executions.ReportLoss();
        _costs.ReportLoss();
        _health.ReportLoss();
        _ingests.ReportLoss();
        _marketFills.ReportLoss();
    }

    /// <summary>Takes the health of a feed.</summary>
    public void Emit(in MarketIngest source) => _ingests.Emit(in source);

    /// <summary>Takes a fill of others.</summary>
    public void Emit(in HyperliquidFill source) => _marketFills.Emit(in source);
}
