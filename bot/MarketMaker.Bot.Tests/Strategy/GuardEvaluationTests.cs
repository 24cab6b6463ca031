using MarketMaker.Schemas.Events;
using MarketMaker.Strategy.Risk;

namespace MarketMaker.Bot.Tests.Strategy;

public sealed class GuardEvaluationTests
{
    private static readonly GuardParameters Limits = new() { StaleDataMs = 1000, MinOrderIntervalMs = 500, WarmupCount = 10 };

    [Fact]
    public void Evaluate_NothingWrong_FailsNothingAndReadsAll()
    {
        GuardSet failed = Evaluate(Fine(), out GuardDetails details);
        Assert.Equal(0u, failed.Bits);
        for (int i = 0; i < GuardSet.OwnCount; i++) Assert.True(details[(Guard)i] is { IsEvaluated: true, Passed: true }, ((Guard)i).ToString());
    }

    public static TheoryData<Guard, GuardUnit, double, double> Each => new()
    {
        { Guard.KillSwitch, GuardUnit.Bool, 1, 1 },
        { Guard.StaleData, GuardUnit.Ms, 1001, 1000 },
        { Guard.DailyRiskBudget, GuardUnit.Usd, 200, 200 },
        { Guard.MaxInventory, GuardUnit.Base, 6, 5 },
        { Guard.MinOrderInterval, GuardUnit.Ms, 499, 500 },
        { Guard.RateLimit, GuardUnit.Count, 9500, 9500 },
        { Guard.SpreadGuard, GuardUnit.Bps, 5.1, 5 },
        { Guard.VolatilityGuard, GuardUnit.BpsPerSqrtS, 2.1, 2 },
        { Guard.LiquidityGuard, GuardUnit.Usd, 999, 1000 },
        { Guard.ToxicityGuard, GuardUnit.Ratio, 1, 1 },
        { Guard.NoEdge, GuardUnit.Bps, 0, 0 },
        { Guard.Warmup, GuardUnit.Count, 9, 10 },
    };

    [Theory]
    [MemberData(nameof(Each))]
    public void Evaluate_OneThingWrong_FailsThatGuardAloneWithItsReading(Guard guard, GuardUnit unit, double value, double threshold)
    {
        GuardInputs inputs = Fine();
        Break(ref inputs, guard, value);
        GuardSet failed = Evaluate(inputs, out GuardDetails details);
        Assert.Equal(default(GuardSet).With(guard), failed);
        Assert.Equal(new GuardReading(value, threshold, unit, Passed: false), details[guard]);
    }

    [Fact]
    public void Evaluate_EverythingWrong_RecordsAllInTheFixedOrder()
    {
        GuardInputs inputs = Fine();
        foreach ((Guard guard, double value) in Each.Select(row => ((Guard)row[0], (double)row[2]))) Break(ref inputs, guard, value);
        GuardSet failed = Evaluate(inputs, out _);
        Assert.Equal((1u << GuardSet.OwnCount) - 1, failed.Bits);
        Assert.Equal(Guard.KillSwitch, failed.FirstFrom(0));
        Assert.Equal(Guard.StaleData, failed.FirstFrom(1));
    }

    [Fact]
    public void Evaluate_WhatCouldNotBeMeasured_Fails()
    {
        GuardInputs inputs = Fine();
        inputs.BookAgeMs = inputs.SpreadBps = inputs.VolatilityBpsPerSqrtS = inputs.DepthUsd = inputs.FlowRatio = inputs.QueueValueBps = double.NaN;
        GuardSet failed = Evaluate(inputs, out _);
        foreach (Guard guard in new[] { Guard.StaleData, Guard.SpreadGuard, Guard.VolatilityGuard, Guard.LiquidityGuard, Guard.ToxicityGuard, Guard.NoEdge })
            Assert.True(failed.Contains(guard), guard.ToString());
    }

    [Fact]
    public void Evaluate_NoOrderWouldBeSent_NeitherIntervalNorBudgetApplies()
    {
        GuardInputs inputs = Fine();
        inputs.WouldSendOrder = false;
        inputs.SinceLastOrderMs = 1;
        inputs.MessagesUsed = 1e9;
        Assert.Equal(0u, Evaluate(inputs, out GuardDetails details).Bits);
        Assert.Equal(GuardReading.NotApplicable(500, GuardUnit.Ms), details[Guard.MinOrderInterval]);
        Assert.Equal(GuardReading.NotApplicable(9500, GuardUnit.Count), details[Guard.RateLimit]);
    }

    [Fact]
    public void Evaluate_TheFirstOrderOfASide_HasNoIntervalToKeep()
    {
        GuardInputs inputs = Fine();
        inputs.SinceLastOrderMs = double.PositiveInfinity;
        Assert.Equal(0u, Evaluate(inputs, out GuardDetails details).Bits);
        Assert.Equal(GuardReading.NotApplicable(500, GuardUnit.Ms), details[Guard.MinOrderInterval]);
        Assert.Equal(9499, details[Guard.RateLimit].Value);
    }

    [Fact]
    public void Evaluate_BeyondTheLimitButShrinking_Passes()
    {
        GuardInputs inputs = Fine();
        (inputs.PositionBase, inputs.PositionIfFilledBase) = (7, 6);
        Assert.Equal(0u, Evaluate(inputs, out _).Bits);
    }

    [Theory]
    [InlineData(4.1, false)] // within the limit of 5, but growing
    [InlineData(4.0, false)]
    [InlineData(3.9, true)]
    [InlineData(0.0, true)]
    public void Evaluate_Reducing_PassesOnlyWhatShrinksThePosition(double ifFilledBase, bool passes)
    {
        GuardInputs inputs = Fine();
        (inputs.IsReducing, inputs.PositionIfFilledBase) = (true, ifFilledBase);
        GuardSet failed = Evaluate(inputs, out GuardDetails details);
        Assert.Equal(passes ? default : default(GuardSet).With(Guard.MaxInventory), failed);
        Assert.Equal(new GuardReading(ifFilledBase, 4, GuardUnit.Base, passes), details[Guard.MaxInventory]); // held against the 4 there are
    }

    private static GuardInputs Fine() => new()
    {
        BookAgeMs = 1000, DayLossUsd = 199, PositionIfFilledBase = 5, PositionBase = 4, MaxPositionBase = 5, WouldSendOrder = true, SinceLastOrderMs = 500,
        MessagesUsed = 9499, MessagesAllowed = 9500, SpreadBps = 5, MaxSpreadBps = 5, VolatilityBpsPerSqrtS = 2, MaxVolatilityBpsPerSqrtS = 2,
        DepthUsd = 1000, MinDepthUsd = 1000, FlowRatio = 0.99, MaxFlowRatio = 1, QueueValueBps = 0.001, SampleCount = 10,
    };

    private static void Break(ref GuardInputs inputs, Guard guard, double value)
    {
        switch (guard)
        {
            case Guard.KillSwitch: inputs.IsKillSwitchOn = true; break;
            case Guard.StaleData: inputs.BookAgeMs = value; break;
            case Guard.DailyRiskBudget: inputs.DayLossUsd = value; break;
            case Guard.MaxInventory: inputs.PositionIfFilledBase = value; break;
            case Guard.MinOrderInterval: inputs.SinceLastOrderMs = value; break;
            case Guard.RateLimit: inputs.MessagesUsed = value; break;
            case Guard.SpreadGuard: inputs.SpreadBps = value; break;
            case Guard.VolatilityGuard: inputs.VolatilityBpsPerSqrtS = value; break;
            case Guard.LiquidityGuard: inputs.DepthUsd = value; break;
            case Guard.ToxicityGuard: inputs.FlowRatio = value; break;
            case Guard.NoEdge: inputs.QueueValueBps = value; break;
            default: inputs.SampleCount = value; break;
        }
    }

    private static GuardSet Evaluate(in GuardInputs inputs, out GuardDetails details)
    {
        details = default;
        return GuardEvaluation.Evaluate(in inputs, Limits, dailyLossBudgetUsd: 200, minEdgeBps: 0, ref details);
    }
}
