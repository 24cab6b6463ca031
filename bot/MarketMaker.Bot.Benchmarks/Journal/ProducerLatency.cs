using System.Diagnostics;
using MarketMaker.Bot.Journal;
using MarketMaker.Schemas.Events;

namespace MarketMaker.Bot.Benchmarks.Journal;

/// <summary>What one <c>Emit</c> costs the trading thread under Drop, event by event, at a given pace.</summary>
internal static class ProducerLatency
{
    /// <summary>Emits decisions, the largest event, evenly spaced; the clock's own cost is measured beside it and not taken off.</summary>
    public static (LatencyHistogram Emit, LatencyHistogram Clock, long Lost, long AllocatedBytes) Run(string folder, int events, double eventsPerS)
    {
        OrderIntent[] intents = Samples.Intents();
        using var journal = new JournalWriter(new JournalOptions { Directory = folder, RunId = Guid.CreateVersion7().ToString(), Overflow = OverflowPolicy.Drop }, TimeProvider.System);
        EventJournal<OrderIntent> stream = journal.Stream<OrderIntent>();
        journal.Start();
        var emit = new LatencyHistogram();
        var clock = new LatencyHistogram();
        double nsPerTick = 1e9 / Stopwatch.Frequency;
        double ticksPerEvent = Stopwatch.Frequency / eventsPerS;
        Pass(events / 10, new LatencyHistogram(), new LatencyHistogram()); // warm

        long allocated = GC.GetAllocatedBytesForCurrentThread();
        Pass(events, emit, clock);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        journal.Complete();
        return (emit, clock, stream.LostEvents, allocated);

        void Pass(int count, LatencyHistogram emits, LatencyHistogram clocks)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < count; i++)
            {
                long due = start + (long)(i * ticksPerEvent);
                while (Stopwatch.GetTimestamp() < due)
                {
                }

                long before = Stopwatch.GetTimestamp();
                stream.Emit(in intents[i % Samples.Count]);
                long after = Stopwatch.GetTimestamp();
                long again = Stopwatch.GetTimestamp();
                emits.Add((long)((after - before) * nsPerTick));
                clocks.Add((long)((again - after) * nsPerTick));
            }
        }
    }
}
