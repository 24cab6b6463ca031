using MarketMaker.Strategy;
using MarketMaker.Strategy.Models;
using MarketMaker.Strategy.Quoting;

namespace MarketMaker.Bot.Tests.Strategy;

public sealed class GlftTests
{
    // Independently evaluated from equations 4.6 and 4.7 in double precision.
    [Theory]
    [InlineData(0.1, 0.5, 0.05, 2, 1, 3.100589778631743, 2.3887723650904884)]
    [InlineData(0.33, 0.04, 0.05, 10, 1, 30.494958359794623, 28.55270807093609)]
    [InlineData(1, 2, 0.3, 0.5, 3, 0.6286293203538253, 0.1438539495451554)]
    public void Solve_KnownInputs_GivesThePapersNumbers(double a, double k, double gamma, double sigma, double order, double half, double skew)
    {
        GlftQuotes quotes = Glft.Solve(Inputs(a, k, gamma, sigma, order));
        Assert.Equal(half, quotes.HalfSpreadPrice, 9);
        Assert.Equal(skew, quotes.SkewPrice, 9);
    }

    [Fact]
    public void Solve_AsRiskAversionVanishes_IsOneOverDecayAndNoSkew()
    {
        // 23.6086 ticks is the half spread of the widely copied tutorial's k = 1/23.6086 as the aversion vanishes.
        GlftQuotes quotes = Glft.Solve(Inputs(0.33, 1 / 23.6086, 1e-30, 10, 1));
        Assert.Equal(23.6086, quotes.HalfSpreadPrice, 9);
        Assert.Equal(0, quotes.SkewPrice, 9);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(0.1)]
    [InlineData(1e-4)]
    public void Solve_InAnotherUnitOfPrice_IsTheSameQuotes(double priceRatio)
    {
        GlftInputs inputs = Inputs(0.33, 0.04, 0.05, 10, 1);
        GlftQuotes here = Glft.Solve(inputs);
        GlftQuotes there = Glft.Solve(inputs.InUnit(priceRatio));
        Assert.Equal(here.HalfSpreadPrice, there.HalfSpreadPrice / priceRatio, 9);
        Assert.Equal(here.SkewPrice, there.SkewPrice / priceRatio, 9);

        // Leaving the aversion behind is the classic mistake, and it does change the quotes.
        GlftQuotes wrong = Glft.Solve(inputs.InUnit(priceRatio) with { RiskAversionPerPrice = inputs.RiskAversionPerPrice });
        Assert.NotEqual(here.HalfSpreadPrice, wrong.HalfSpreadPrice / priceRatio, 3);
    }

    [Theory]
    [InlineData(0, 0.5, 0.05)]
    [InlineData(0.1, 0, 0.05)]
    [InlineData(0.1, 0.5, 0)]
    [InlineData(0.1, 0.5, -0.05)]
    public void Solve_OutsideItsDomain_Throws(double a, double k, double gamma) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Glft.Solve(Inputs(a, k, gamma, 1, 1)));

    [Theory]
    [InlineData(0.05, 0)]
    [InlineData(0, 0.5)]
    public void Strategy_WithoutAversionOrDecay_IsNotConstructed(double aversion, double decay)
    {
        StrategyParameters sound = StrategyBench.Parameters;
        StrategyParameters parameters = sound with
        {
            Quoting = sound.Quoting with { RiskAversionPerBps = aversion },
            Instruments = new Dictionary<string, InstrumentParameters> { ["X"] = sound.Of("X") with { DecayPerBps = decay } },
        };
        Assert.Throws<ArgumentOutOfRangeException>(() => new StrategyBench(parameters));
    }

    private static GlftInputs Inputs(double a, double k, double gamma, double sigma, double order) => new()
    {
        IntensityPerS = a, DecayPerPrice = k, RiskAversionPerPrice = gamma, SigmaPricePerSqrtS = sigma, OrderUnits = order,
    };
}
