using MarketMaker.Schemas.Events;

namespace MarketMaker.Strategy.Risk;

/// <summary>Execution mode of one instrument: flat while the kill switch is on, reducing while inventory is high, maker otherwise.</summary>
/// <remarks>Both sides are quoted again only when inventory has come down and the flow against neither side is toxic.</remarks>
public sealed class InventoryMode(RiskParameters parameters)
{
    /// <summary>The mode now.</summary>
    public ExecutionMode Mode { get; private set; } = ExecutionMode.Maker;

    /// <summary>Updates the mode.</summary>
    /// <param name="inventoryRatio">Unsigned position over the largest allowed; NaN when not known, which changes nothing.</param>
    /// <param name="isFlowToxic">The flow against either side is toxic.</param>
    /// <param name="isKillSwitchOn">The kill switch is on.</param>
    public void Update(double inventoryRatio, bool isFlowToxic, bool isKillSwitchOn)
    {
        if (isKillSwitchOn) Mode = ExecutionMode.Flat;
        else if (inventoryRatio >= parameters.ReduceAboveRatio) Mode = ExecutionMode.InventoryReduce;
        else if (inventoryRatio <= parameters.ResumeBelowRatio && !isFlowToxic) Mode = ExecutionMode.Maker;
        else if (Mode == ExecutionMode.Flat) Mode = ExecutionMode.InventoryReduce;
    }
}
