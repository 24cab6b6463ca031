namespace MarketMaker.Strategy.Risk;

/// <summary>Everything the guards look at for one decision of one side. NaN means "could not be measured" and fails the guard that needs it.</summary>
internal struct GuardInputs
{
    public bool IsKillSwitchOn;
    public double BookAgeMs;
    public double DayLossUsd;

    /// <summary>Unsigned position after a fill of the whole quote, and before, in base units.</summary>
    public double PositionIfFilledBase;
    public double PositionBase;
    public double MaxPositionBase;

    /// <summary>True when only quotes that shrink the position are wanted.</summary>
    public bool IsReducing;

    /// <summary>True when this decision would send a new order; a resting one is neither too soon nor a message.</summary>
    public bool WouldSendOrder;

    /// <summary>True when the message of that order is held since the order before it was withdrawn to be moved.</summary>
    public bool IsMessageHeld;

    /// <summary>Time since the side's last new order; infinite before the first.</summary>
    public double SinceLastOrderMs;

    /// <summary>Messages sent and held; <see cref="MessagesAllowed"/> is their limit.</summary>
    public double MessagesUsed;
    public double MessagesAllowed;
    public double SpreadBps;
    public double MaxSpreadBps;
    public double VolatilityBpsPerSqrtS;
    public double MaxVolatilityBpsPerSqrtS;
    public double DepthUsd;
    public double MinDepthUsd;
    public double FlowRatio;
    public double MaxFlowRatio;
    public double QueueValueBps;
    public double SampleCount;
}
