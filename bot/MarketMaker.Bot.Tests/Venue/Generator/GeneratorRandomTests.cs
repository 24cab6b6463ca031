using MarketMaker.Venue.Simulated;

namespace MarketMaker.Bot.Tests.Venue.Generator;

public sealed class GeneratorRandomTests
{
    [Fact]
    public void NextBits_KnownState_GivesThePublishedOutput()
    {
        // First outputs of xoshiro256** from the state 1, 2, 3, 4, by hand: rotl(2*5, 7)*9 = 11520, then rotl(0*5, 7)*9 = 0, then
        // s1 = 262149 gives rotl(1310745, 7)*9 = 1509978240.
        var random = GeneratorRandom.FromState(1, 2, 3, 4);
        Assert.Equal(11_520UL, random.NextBits());
        Assert.Equal(0UL, random.NextBits());
        Assert.Equal(1_509_978_240UL, random.NextBits());
        Assert.Equal(1_215_971_899_390_074_240UL, random.NextBits());
    }

    [Fact]
    public void LogAndExp_WideRange_AgreeWithTheLibrary()
    {
        var random = new Random(3);
        for (int i = 0; i < 10_000; i++)
        {
            double x = Math.Pow(10, (random.NextDouble() * 30) - 15);
            Assert.InRange(GeneratorRandom.Log(x) - Math.Log(x), -1e-13, 1e-13);
            double y = (random.NextDouble() * 40) - 20;
            Assert.Equal(1, GeneratorRandom.Exp(y) / Math.Exp(y), 13);
        }
    }

    [Fact]
    public void Draws_ManyOfThem_HaveTheirMoments()
    {
        const int n = 200_000;
        var random = new GeneratorRandom(1, 2);
        double sum = 0;
        double squares = 0;
        double fourth = 0;
        double exponential = 0;
        for (int i = 0; i < n; i++)
        {
            double normal = random.Normal();
            sum += normal;
            squares += normal * normal;
            fourth += normal * normal * normal * normal;
            exponential += random.Exponential(2.5);
        }

        // Standard errors: 1/√n = 0.0022, √2/√n = 0.0032, √96/√n = 0.022, 2.5/√n = 0.0056; five of them are allowed.
        Assert.InRange(sum / n, -0.011, 0.011);
        Assert.InRange(squares / n, 1 - 0.016, 1 + 0.016);
        Assert.InRange(fourth / n, 3 - 0.11, 3 + 0.11);
        Assert.InRange(exponential / n, 2.5 - 0.028, 2.5 + 0.028);
    }
}
