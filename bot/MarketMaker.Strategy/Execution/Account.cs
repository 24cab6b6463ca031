using MarketMaker.Schemas.Values;

namespace MarketMaker.Strategy.Execution;

/// <summary>What all instruments share: equity, the day's loss, the message budget, the kill switch and the counters of identities.</summary>
/// <remarks>Money is exact: equity = start + realised − fees + unrealised, where the unrealised part is marked at mid.</remarks>
public sealed class Account
{
    private readonly decimal _startingEquityUsd;
    private long _day = -1;
    private decimal _dayStartEquityUsd;
    private long _intents;
    private long _orders;
    private long _fills;
    private long _trades;

    public Account(StrategyParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _startingEquityUsd = (decimal)parameters.Account.StartingEquityUsd;
        DailyLossBudgetUsd = (decimal)parameters.Risk.DailyLossBudgetUsd;
        Budget = new MessageBudget(parameters.RateLimit);
    }

    public MessageBudget Budget { get; }

    public bool IsKillSwitchOn { get; set; }

    public decimal DailyLossBudgetUsd { get; }

    public decimal RealizedUsd { get; private set; }

    public decimal FeesUsd { get; private set; }

    public decimal UnrealizedUsd { get; private set; }

    public decimal EquityUsd => _startingEquityUsd + RealizedUsd - FeesUsd + UnrealizedUsd;

    /// <summary>Loss of the UTC day so far; 0 when the day is in profit.</summary>
    public decimal DayLossUsd => Math.Max(0, _dayStartEquityUsd - EquityUsd);

    public EntityId NextIntent() => new(EntityKind.Intent, ++_intents);

    public EntityId NextOrder() => new(EntityKind.Order, ++_orders);

    public EntityId NextFill() => new(EntityKind.Fill, ++_fills);

    public EntityId NextTrade() => new(EntityKind.Trade, ++_trades);

    /// <summary>Begins a new day's account when the UTC date has changed.</summary>
    public void Advance(UtcMicros now)
    {
        long day = now.Value / (86_400 * UtcMicros.PerSecond);
        if (day == _day) return;
        _day = day;
        _dayStartEquityUsd = EquityUsd;
    }

    /// <summary>Books what a fill realised and cost.</summary>
    public void OnFill(decimal realizedUsd, decimal feeUsd, decimal notionalUsd)
    {
        RealizedUsd += realizedUsd;
        FeesUsd += feeUsd;
        Budget.OnTraded(notionalUsd);
    }

    /// <summary>Replaces one instrument's unrealised profit by its new value.</summary>
    public void Remark(decimal fromUsd, decimal toUsd) => UnrealizedUsd += toUsd - fromUsd;
}
