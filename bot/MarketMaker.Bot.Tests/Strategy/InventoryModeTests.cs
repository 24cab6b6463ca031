using MarketMaker.Schemas.Events;
using MarketMaker.Strategy.Risk;

namespace MarketMaker.Bot.Tests.Strategy;

public sealed class InventoryModeTests
{
    private readonly InventoryMode _mode = new(new RiskParameters { ReduceAboveRatio = 0.8, ResumeBelowRatio = 0.5 });

    [Fact]
    public void Update_InventoryUpAndDown_ReducesAndResumesOnlyWhenTheFlowIsNotToxic()
    {
        Assert.Equal(ExecutionMode.Maker, After(0.79));
        Assert.Equal(ExecutionMode.InventoryReduce, After(0.8));
        Assert.Equal(ExecutionMode.InventoryReduce, After(0.6));
        Assert.Equal(ExecutionMode.InventoryReduce, After(0.4, isFlowToxic: true));
        Assert.Equal(ExecutionMode.InventoryReduce, After(double.NaN));
        Assert.Equal(ExecutionMode.Maker, After(0.5));
    }

    [Fact]
    public void Update_KillSwitch_IsFlatUntilItIsOffAgain()
    {
        Assert.Equal(ExecutionMode.Flat, After(0.1, isKillSwitchOn: true));
        Assert.Equal(ExecutionMode.Maker, After(0.1));
        Assert.Equal(ExecutionMode.Flat, After(0.6, isKillSwitchOn: true));
        Assert.Equal(ExecutionMode.InventoryReduce, After(0.6)); // not known whether it was reducing: the careful one
    }

    private ExecutionMode After(double inventoryRatio, bool isFlowToxic = false, bool isKillSwitchOn = false)
    {
        _mode.Update(inventoryRatio, isFlowToxic, isKillSwitchOn);
        return _mode.Mode;
    }
}
