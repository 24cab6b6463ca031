using System.Diagnostics;
using MarketMaker.Bot.Journal;
using MarketMaker.Schemas.Events;

namespace MarketMaker.Bot.Benchmarks.Journal;

/// <summary>What one run of one kind of events gave.</summary>
/// <param name="EventsPerS">Events per second from the first event to the last line written.</param>
/// <param name="WriterNsPerEvent">Processor time of the writer thread per event: what it would take undisturbed.</param>
/// <param name="SealedEventsPerS">The same to the last file sealed.</param>
/// <param name="AllocatedPerEvent">Bytes allocated on all threads, per event.</param>
internal sealed record ThroughputResult(double EventsPerS, double WriterNsPerEvent, double SealedEventsPerS, double MbPerS, double AllocatedPerEvent, double BytesPerLine);

/// <summary>Events as fast as one writer thread takes them, into a real folder, with rolled and digested files.</summary>
internal static class JournalThroughput
{
    /// <summary>Emits a mix of the three kinds: of each hundred events so many decisions, order events, executions.</summary>
    public static ThroughputResult Run(string folder, int events, (int Intents, int Orders, int Executions) mix)
    {
        OrderIntent[] intents = Samples.Intents();
        OrderEvent[] orders = Samples.OrderEvents();
        Execution[] executions = Samples.Executions();
        byte[] kinds = Kinds(mix);
        using var journal = new JournalWriter(new JournalOptions { Directory = folder, RunId = Guid.CreateVersion7().ToString(), Overflow = OverflowPolicy.Wait }, TimeProvider.System);
        EventJournal<OrderIntent> intentStream = journal.Stream<OrderIntent>();
        EventJournal<OrderEvent> orderStream = journal.Stream<OrderEvent>();
        EventJournal<Execution> executionStream = journal.Stream<Execution>();
        journal.Start();
        Emit(Samples.Count * 4); // warm
        SpinUntilWritten();

        GC.Collect();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        double cpu = ThreadTime.OfS("journal");
        long bytes = BytesIn(folder);
        long start = Stopwatch.GetTimestamp();
        Emit(events);
        SpinUntilWritten();
        double writtenS = Stopwatch.GetElapsedTime(start).TotalSeconds;
        cpu = ThreadTime.OfS("journal") - cpu;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        bytes = BytesIn(folder) - bytes;
        journal.Complete();
        double sealedS = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new ThroughputResult(events / writtenS, cpu * 1e9 / events, events / sealedS, bytes / writtenS / 1e6, (double)allocated / events, (double)bytes / events);

        void Emit(int count)
        {
            for (int i = 0; i < count; i++)
            {
                int sample = i % Samples.Count;
                switch (kinds[i % kinds.Length])
                {
                    case 0: intentStream.Emit(in intents[sample]); break;
                    case 1: orderStream.Emit(in orders[sample]); break;
                    default: executionStream.Emit(in executions[sample]); break;
                }
            }
        }

        void SpinUntilWritten() => SpinWait.SpinUntil(() => intentStream.Depth + orderStream.Depth + executionStream.Depth == 0);
    }

    // Spread evenly, not in blocks: that is how they come.
    private static byte[] Kinds((int Intents, int Orders, int Executions) mix)
    {
        var kinds = new byte[mix.Intents + mix.Orders + mix.Executions];
        Array.Fill(kinds, (byte)1, 0, mix.Orders);
        Array.Fill(kinds, (byte)2, mix.Orders, mix.Executions);
        new Random(1).Shuffle(kinds);
        return kinds;
    }

    private static long BytesIn(string folder) => new DirectoryInfo(folder).EnumerateFiles().Sum(f => f.Length);
}
