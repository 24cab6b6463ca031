using MarketMaker.Lake.Partitions;

namespace MarketMaker.Collectors.Tests.Lake.Partitions;

public sealed class CompactionPlanTests
{
    [Theory]
    [InlineData(new long[] { }, 2, 0)]
    [InlineData(new long[] { 10 }, 2, 0)]
    [InlineData(new long[] { 10, 10 }, 2, 2)]
    [InlineData(new long[] { 10, 10 }, 3, 0)]
    [InlineData(new long[] { 10, 41 }, 2, 0)] // the small one is less than a quarter of the other
    [InlineData(new long[] { 10, 40 }, 2, 2)]
    [InlineData(new long[] { 1, 1, 1, 1000 }, 2, 3)] // the large one is not rewritten for three small ones
    [InlineData(new long[] { 100, 100, 50, 1000 }, 2, 4)]
    [InlineData(new long[] { 1, 5, 20 }, 2, 3)] // 5 is more than four times 1, but 20 is not more than four times 6
    public void Choose_TakesTheSmallFilesWhoseMergePays(long[] bytes, int minFiles, int chosen)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        IReadOnlyList<PartitionFile> files = CompactionPlan.Choose([.. bytes.Select(File)], minFiles);
        Assert.Equal(bytes.Order().Take(chosen), files.Select(f => f.Bytes));
    }

    [Fact]
    public void Choose_ManyEqualFilesOneAfterTheOther_RewritesEveryByteLogarithmicallyOften()
    {
        const int Count = 4000;
        const int MinFiles = 8;
        var files = new List<PartitionFile>();
        long rewritten = 0;
        int most = 0;
        for (int i = 0; i < Count; i++)
        {
            files.Add(File(100, i));
            IReadOnlyList<PartitionFile> chosen = CompactionPlan.Choose(files, MinFiles);
            if (chosen.Count == 0) continue;
            files.RemoveAll(chosen.Contains);
            files.Add(File(chosen.Sum(f => f.Bytes), Count + i));
            rewritten += files[^1].Bytes;
            most = Math.Max(most, files.Count);
        }

        // A byte moves only into a file at least 1.25 times as large as its last: from 100 to 400,000 bytes in log(4000)/log(1.25) = 37 steps at most.
        Assert.InRange(rewritten / (double)(Count * 100L), 1, 37);
        // No 8 files are left that are within a factor of four of those below them: with sizes growing fivefold, 6 levels of at most 7.
        Assert.InRange(most, 1, 42);
    }

    private static PartitionFile File(long bytes, int number) => new()
    {
        Name = $"{number:D6}", Location = "x", Rows = 1, Bytes = bytes, Sha256 = $"{number}", ContentHash = "1", SchemaHash = "h",
    };
}
