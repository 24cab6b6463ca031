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

    /// <summary>A fresh account: the starting equity, nothing traded, the kill switch off.</summary>
    public Account(StrategyParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _startingEquityUsd = (decimal)parameters.Account.StartingEquityUsd;
        DailyLossBudgetUsd = (decimal)parameters.Risk.DailyLossBudgetUsd;
        Budget = new MessageBudget(parameters.RateLimit);
    }

    /// <summary>What the venue still lets us send.</summary>
    public MessageBudget Budget { get; }

    /// <summary>True while no quote is wanted at all; read at every tick.</summary>
    public bool IsKillSwitchOn { get; set; }

    /// <summary>Loss allowed per UTC day; at least 0.</summary>
    public decimal DailyLossBudgetUsd { get; }

    /// <summary>Profit of what was closed, before fees, since the start; negative is a loss.</summary>
    public decimal RealizedUsd { get; private set; }

    /// <summary>Fees paid since the start; negative when rebates outweigh them.</summary>
    public decimal FeesUsd { get; private set; }

    /// <summary>Profit of what is held, all instruments, at the mid each was marked at last.</summary>
    public decimal UnrealizedUsd { get; private set; }

    /// <summary>Account value: starting equity plus realised less fees plus unrealised.</summary>
    public decimal EquityUsd => _startingEquityUsd + RealizedUsd - FeesUsd + UnrealizedUsd;

    /// <summary>Loss of the UTC day so far; 0 when the day is in profit.</summary>
    public decimal DayLossUsd => Math.Max(0, _dayStartEquityUsd - EquityUsd);

    /// <summary>Identity of the next decision, or run of decisions alike, from 1 on.</summary>
    public EntityId NextIntent() => new(EntityKind.Intent, ++_intents);

    /// <summary>Identity of the next order, sent or suppressed, from 1 on.</summary>
    public EntityId NextOrder() => new(EntityKind.Order, ++_orders);

    /// <summary>Identity of the next leg of a fill, from 1 on.</summary>
    public EntityId NextFill() => new(EntityKind.Fill, ++_fills);

    /// <summary>Identity of the next round trip from flat to flat, from 1 on.</summary>
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
