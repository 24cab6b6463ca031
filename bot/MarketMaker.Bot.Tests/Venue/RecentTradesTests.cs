using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Tests.Venue;

public sealed class RecentTradesTests
{
    [Theory]
    [InlineData(1, 21)]
    [InlineData(7, 22)]
    [InlineData(64, 23)]
    [InlineData(1000, 24)]
    public void TryAdd_RandomIds_AgreesWithAQueueAndASet(int capacity, int seed)
    {
        var random = new Random(seed);
        var recent = new RecentTrades(capacity);
        var order = new Queue<(long, long)>();
        var known = new HashSet<(long, long)>();
        for (int i = 0; i < 20_000; i++)
        {
            (long Id, long Time) key = (random.Next(capacity * 2), random.Next(2));
            bool isNew = known.Add(key);
            if (isNew)
            {
                order.Enqueue(key);
                if (order.Count > capacity) known.Remove(order.Dequeue());
            }

            Assert.Equal(isNew, recent.TryAdd(key.Id, new UtcMicros(key.Time)));
        }
    }
}
