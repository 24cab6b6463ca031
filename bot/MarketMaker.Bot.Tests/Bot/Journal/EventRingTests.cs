using MarketMaker.Bot.Journal;

namespace MarketMaker.Bot.Tests.Bot.Journal;

public sealed class EventRingTests
{
    [Fact]
    public async Task Publish_FromAnotherThread_ArrivesWholeAndInOrder()
    {
        const int count = 300_000;
        var ring = new EventRing<(long A, long B)>(64);
        Task producer = Task.Run(() =>
        {
            for (long i = 1; i <= count; i++)
            {
                while (!ring.HasRoom()) Thread.Yield();
                ring.NextSlot = (i, -i);
                ring.Publish();
            }
        });

        for (long expected = 1; expected <= count;)
        {
            if (ring.Available() == 0)
            {
                Thread.Yield();
                continue;
            }

            Assert.Equal((expected, -expected), ring[0]);
            ring.Release(1);
            expected++;
        }

        await producer;
        Assert.Equal(0, ring.Depth);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    public void Constructor_NotAPowerOfTwo_Throws(int capacity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new EventRing<long>(capacity));
}
