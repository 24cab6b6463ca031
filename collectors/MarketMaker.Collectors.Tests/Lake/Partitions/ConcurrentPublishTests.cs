using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;

namespace MarketMaker.Collectors.Tests.Lake.Partitions;

public sealed class ConcurrentPublishTests
{
    [Fact]
    public async Task Ingest_SeveralPublishersOfOneStream_LoseNothing()
    {
        const int Publishers = 4;
        const int Batches = 5;
        using var lake = new TempLake();
        await Task.WhenAll(Enumerable.Range(0, Publishers).Select(p => Task.Run(() =>
        {
            using var ingest = new StreamIngest(lake.Directory, lake.Clock);
            for (int b = 0; b < Batches; b++)
            {
                byte[] lines = System.Text.Encoding.UTF8.GetBytes(Intents.Lines((b * 10) + 1, (b * 10) + 10, $"run-{p}"));
                ingest.Ingest(new SourceSpan($"file-{p}", "f", b * 100_000, (b * 100_000) + lines.Length, Intents.Start), "order_intent", lines);
            }
        })));
        Assert.Equal([Publishers, Publishers * Batches * 10L], lake.Query("SELECT count(DISTINCT run_id), count(*) FROM order_intent")[0].Select(v => (long)v!));
        Assert.Equal(Publishers * Batches, LakeSnapshot.Read(lake.Directory).Files("order_intent", null, null).Count());
    }

    [Fact]
    public async Task Ingest_TheSameEventsByTwoPublishers_AreStoredOnce()
    {
        using var lake = new TempLake();
        LineCounts[] counts = await Task.WhenAll(Enumerable.Range(0, 2).Select(p => Task.Run(() => lake.Ingest("order_intent", Intents.Lines(1, 200), $"file-{p}").Total)));
        Assert.Equal((200L, 200L), (counts.Sum(c => c.Rows), counts.Sum(c => c.Duplicates)));
        Assert.Equal(200L, lake.Scalar("SELECT count(*) FROM order_intent"));
    }
}
