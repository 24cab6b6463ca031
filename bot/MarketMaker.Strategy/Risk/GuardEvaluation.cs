using MarketMaker.Schemas.Events;

namespace MarketMaker.Strategy.Risk;

/// <summary>Evaluates all twelve guards of a decision, every time, in the order of <see cref="Guard"/>; the first that fails is the primary reason.</summary>
/// <remarks>
/// Two guards limit what is sent, <see cref="Guard.MinOrderInterval"/> and <see cref="Guard.RateLimit"/>: they do not apply, and are read as
/// such, when the decision would send no new order, because letting an order rest costs neither time nor a message;
/// the second neither when the order's message is held.
/// </remarks>
internal static class GuardEvaluation
{
    public static GuardSet Evaluate(in GuardInputs inputs, GuardParameters guards, double dailyLossBudgetUsd, double minEdgeBps, ref GuardDetails details)
    {
        GuardSet failed = default;
        Note(Guard.KillSwitch, inputs.IsKillSwitchOn ? 1 : 0, 1, GuardUnit.Bool, !inputs.IsKillSwitchOn, ref failed, ref details);
        Note(Guard.StaleData, inputs.BookAgeMs, guards.StaleDataMs, GuardUnit.Ms, inputs.BookAgeMs <= guards.StaleDataMs, ref failed, ref details);
        Note(Guard.DailyRiskBudget, inputs.DayLossUsd, dailyLossBudgetUsd, GuardUnit.Usd, inputs.DayLossUsd < dailyLossBudgetUsd, ref failed, ref details);
        bool isShrinking = inputs.PositionIfFilledBase < inputs.PositionBase;
        bool isWithinInventory = isShrinking || (!inputs.IsReducing && inputs.PositionIfFilledBase <= inputs.MaxPositionBase);
        double limitBase = inputs.IsReducing ? inputs.PositionBase : inputs.MaxPositionBase;
        Note(Guard.MaxInventory, inputs.PositionIfFilledBase, limitBase, GuardUnit.Base, isWithinInventory, ref failed, ref details);
        if (inputs.WouldSendOrder && double.IsFinite(inputs.SinceLastOrderMs))
        {
            bool isLateEnough = inputs.SinceLastOrderMs >= guards.MinOrderIntervalMs;
            Note(Guard.MinOrderInterval, inputs.SinceLastOrderMs, guards.MinOrderIntervalMs, GuardUnit.Ms, isLateEnough, ref failed, ref details);
        }
        else
        {
            details[Guard.MinOrderInterval] = GuardReading.NotApplicable(guards.MinOrderIntervalMs, GuardUnit.Ms);
        }

        if (inputs.WouldSendOrder && !inputs.IsMessageHeld)
            Note(Guard.RateLimit, inputs.MessagesUsed, inputs.MessagesAllowed, GuardUnit.Count, inputs.MessagesUsed < inputs.MessagesAllowed, ref failed, ref details);
        else
            details[Guard.RateLimit] = GuardReading.NotApplicable(inputs.MessagesAllowed, GuardUnit.Count);
        Note(Guard.SpreadGuard, inputs.SpreadBps, inputs.MaxSpreadBps, GuardUnit.Bps, inputs.SpreadBps <= inputs.MaxSpreadBps, ref failed, ref details);
        bool isCalm = inputs.VolatilityBpsPerSqrtS <= inputs.MaxVolatilityBpsPerSqrtS;
        Note(Guard.VolatilityGuard, inputs.VolatilityBpsPerSqrtS, inputs.MaxVolatilityBpsPerSqrtS, GuardUnit.BpsPerSqrtS, isCalm, ref failed, ref details);
        Note(Guard.LiquidityGuard, inputs.DepthUsd, inputs.MinDepthUsd, GuardUnit.Usd, inputs.DepthUsd >= inputs.MinDepthUsd, ref failed, ref details);
        Note(Guard.ToxicityGuard, inputs.FlowRatio, inputs.MaxFlowRatio, GuardUnit.Ratio, inputs.FlowRatio < inputs.MaxFlowRatio, ref failed, ref details);
        Note(Guard.NoEdge, inputs.QueueValueBps, minEdgeBps, GuardUnit.Bps, inputs.QueueValueBps > minEdgeBps, ref failed, ref details);
        Note(Guard.Warmup, inputs.SampleCount, guards.WarmupCount, GuardUnit.Count, inputs.SampleCount >= guards.WarmupCount, ref failed, ref details);
        return failed;
    }

    private static void Note(Guard guard, double value, double threshold, GuardUnit unit, bool hasPassed, ref GuardSet failed, ref GuardDetails details)
    {
        details[guard] = new GuardReading(value, threshold, unit, hasPassed);
        if (!hasPassed) failed = failed.With(guard);
    }
}
