using MarketMaker.Schemas.Events;
using MarketMaker.Strategy.Signals;

namespace MarketMaker.Bot.Tests.Strategy;

public sealed class SignalTests
{
    [Fact]
    public void Toxicity_OnceToxic_StaysUntilTheFlowHasEbbed()
    {
        var side = new ToxicityClassifier(new ToxicityParameters { BenignBelowRatio = 0.1, ToxicUntilRatio = 0.4, ToxicAboveRatio = 1 });
        Assert.Equal(Toxicity.Normal, side.Class);
        Assert.Equal(Toxicity.Normal, After(90));
        Assert.Equal(Toxicity.Toxic, After(100));
        Assert.Equal(1, side.ThresholdRatio); // what decided, not what will decide next
        Assert.Equal(Toxicity.Toxic, After(41));
        Assert.Equal(0.4, side.ThresholdRatio);
        Assert.Equal(Toxicity.Normal, After(39));
        Assert.Equal(0.4, side.ThresholdRatio);
        Assert.Equal(Toxicity.Normal, After(99)); // to become toxic again takes the full limit
        Assert.Equal(Toxicity.Benign, After(9));
        Assert.Equal(Toxicity.Benign, After(-500)); // flow in our favour
        Assert.Equal(0, side.FlowRatio);

        Toxicity After(long netLots)
        {
            side.Update(netLots, usualTouchLots: 100);
            return side.Class;
        }
    }

    [Fact]
    public void Toxicity_WithoutATouch_IsNotKnown()
    {
        var side = new ToxicityClassifier(new ToxicityParameters());
        side.Update(100, double.NaN);
        Assert.Equal((Toxicity.Normal, double.NaN), (side.Class, side.FlowRatio));
    }

    [Fact]
    public void Regime_AtItsLimits_HasHysteresis()
    {
        var regime = new RegimeClassifier(new RegimeParameters { QuietBelowRatio = 0.5, VolatileAboveRatio = 2, CascadeAboveRatio = 4, HysteresisRatio = 0.1 });
        regime.Update(1, double.NaN);
        Assert.Null(regime.Regime);
        Assert.Equal(Regime.Normal, After(1));
        Assert.Equal(Regime.Volatile, After(2.01));
        Assert.Equal(Regime.Volatile, After(1.81)); // left only below 1.8
        Assert.Equal(Regime.Normal, After(1.79));
        Assert.Equal(Regime.Normal, After(1.99));
        Assert.Equal(Regime.Cascade, After(4.1));
        Assert.Equal(Regime.Cascade, After(3.7));
        Assert.Equal(Regime.Volatile, After(3.5));
        Assert.Equal(Regime.Quiet, After(0.4));
        Assert.Equal(Regime.Quiet, After(0.5));
        Assert.Equal(Regime.Normal, After(0.51));

        Regime? After(double ratio)
        {
            regime.Update(ratio * 3, 3);
            return regime.Regime;
        }
    }
}
