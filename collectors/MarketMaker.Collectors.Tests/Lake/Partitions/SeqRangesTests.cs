using MarketMaker.Lake.Partitions;

namespace MarketMaker.Collectors.Tests.Lake.Partitions;

public sealed class SeqRangesTests
{
    private const int Seed = 7_301;

    [Fact]
    public void UnionAndHoles_RandomRanges_AgreeWithASet()
    {
        var random = new Random(Seed);
        for (int round = 0; round < 500; round++)
        {
            long[][] ranges = [.. Enumerable.Range(0, random.Next(0, 8)).Select(_ =>
            {
                long first = random.Next(1, 60);
                return new[] { first, first + random.Next(0, 12) };
            })];
            HashSet<long> covered = [.. ranges.SelectMany(r => Enumerable.Range((int)r[0], (int)(r[1] - r[0] + 1))).Select(s => (long)s)];
            IReadOnlyList<long[]> union = SeqRanges.Union(ranges);
            string message = $"seed {Seed} round {round}";
            Assert.True(covered.Order().SequenceEqual(Expand(union)), message);
            Assert.True(union.Zip(union.Skip(1)).All(pair => pair.First[1] + 1 < pair.Second[0]), message); // touching ranges are joined
            Assert.Equal(covered.Count, SeqRanges.Count(union));
            long from = random.Next(1, 40);
            long to = from + random.Next(0, 50);
            IEnumerable<long> missing = Enumerable.Range((int)from, (int)(to - from + 1)).Select(s => (long)s).Where(s => !covered.Contains(s));
            Assert.True(missing.SequenceEqual(Expand(SeqRanges.Holes(union, from, to))), message);
        }
    }

    private static IEnumerable<long> Expand(IEnumerable<long[]> ranges) =>
        ranges.SelectMany(r => Enumerable.Range((int)r[0], (int)(r[1] - r[0] + 1)).Select(s => (long)s));
}
