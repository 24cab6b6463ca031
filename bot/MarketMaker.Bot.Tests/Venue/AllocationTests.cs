using MarketMaker.Venue.Hyperliquid;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Tests.Venue;

public sealed class AllocationTests
{
    [Fact]
    public void OnLine_AfterWarmUp_AllocatesNothing()
    {
        var sink = new CountingSink();
        var normalizer = new FeedNormalizer(new SymbolTable([PerpUniverse.Find("BTC")!]), sink);
        var lines = new List<byte[]>();
        for (int i = 0; i < 9_000; i++)
        {
            lines.Add((i % 3) switch
            {
                0 => Lines.Bbo(i, i - 400),
                1 => Lines.Book(i, i - 400),
                _ => Lines.Trades(i, (i - 400, i), (i - 400, i + 100_000), (i - 400, i)),
            });
        }

        for (int i = 0; i < 3_000; i++) normalizer.OnLine(lines[i]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 3_000; i < lines.Count; i++) normalizer.OnLine(lines[i]);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(3_000 * 4, sink.EventCount);
    }

    [Fact]
    public void TryReadLine_AfterWarmUp_AllocatesNothing()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, Enumerable.Range(0, 5_000).Select(i => $"line {i} {new string('x', i % 400)}"));
            using var reader = TapeReader.Open(path);
            for (int i = 0; i < 1_000; i++) reader.TryReadLine(out _);
            long before = GC.GetAllocatedBytesForCurrentThread();
            while (reader.TryReadLine(out _))
            {
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(5_000, reader.LineCount);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
