using MarketMaker.Venue.Fills;

namespace MarketMaker.Bot.Tests.Venue.Fills;

public sealed class RobustWindowTests
{
    [Fact]
    public void MedianAndMad_ByHand()
    {
        var window = new RobustWindow(5);
        foreach (long value in (long[])[2, 4, 4, 10]) window.Add(value);
        Assert.Equal(4, window.Median());
        Assert.Equal(1, window.Mad(4)); // distances 0, 0, 2, 6: the middle two are 0 and 2
        window.Add(7);
        Assert.Equal((4, 2), (window.Median(), window.Mad(4))); // 0, 0, 2, 3, 6
        window.Add(100); // the 2 leaves: 4, 4, 7, 10, 100
        Assert.Equal((7, 3), (window.Median(), window.Mad(7))); // 0, 3, 3, 3, 93
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(7, 3)]
    [InlineData(64, 4)]
    [InlineData(512, 5)]
    public void MedianAndMad_RandomValues_AgreeWithSortingTheLastOnes(int capacity, int seed)
    {
        var random = new Random(seed);
        var window = new RobustWindow(capacity);
        var last = new Queue<long>();
        for (int i = 0; i < 3_000; i++)
        {
            long value = random.Next(i % 2 == 0 ? 10 : 1_000_000); // many equal ones, and wide ones
            window.Add(value);
            last.Enqueue(value);
            if (last.Count > capacity) last.Dequeue();
            long median = Middle(last);
            Assert.Equal(median, window.Median());
            Assert.Equal(Middle(last.Select(v => Math.Abs(v - median))), window.Mad(median));
        }
    }

    [Fact]
    public void Clear_ForgetsEverything()
    {
        var window = new RobustWindow(3);
        foreach (long value in (long[])[1, 2, 3, 4]) window.Add(value);
        window.Clear();
        Assert.Equal(0, window.Count);
        foreach (long value in (long[])[50, 60, 70, 80]) window.Add(value);
        Assert.Equal((70, 10), (window.Median(), window.Mad(70)));
    }

    [Fact]
    public void Log2_IsTheLogarithmCutOffToItsUnit()
    {
        Assert.Equal(0, FixedLog2.Of(1));
        Assert.Equal(10 * FixedLog2.One, FixedLog2.Of(1024));
        Assert.Equal((62 * FixedLog2.One) + FixedLog2.One - 1, FixedLog2.Of(long.MaxValue)); // a hair under 63
        Assert.Equal(FixedLog2.One, FixedLog2.OfRatio(2));
        var random = new Random(6);
        for (int i = 0; i < 10_000; i++)
        {
            long value = random.NextInt64(1, 1L << random.Next(1, 62));
            double exact = Math.Log2(value) * FixedLog2.One;
            Assert.InRange(exact - FixedLog2.Of(value), -1e-3, 1 + 1e-3);
        }
    }

    private static long Middle(IEnumerable<long> values)
    {
        long[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
