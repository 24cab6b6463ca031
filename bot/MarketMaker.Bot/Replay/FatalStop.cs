using MarketMaker.Bot.EventLoop;
using MarketMaker.Bot.Journal;
using MarketMaker.Schemas.Values;
using Serilog;

namespace MarketMaker.Bot.Replay;

/// <summary>What a fault in a handler leads to: no further decision can be trusted, so everything that rests or is on its way is withdrawn and the run is over.</summary>
internal sealed class FatalStop(RunFolder folder, RunState state, TimeProvider clock)
{
    private const string Reason = "fatal";

    /// <summary>Withdraws every order, journals that, the decisions still open and the fault, marks the run failed; the exit code.</summary>
    public int Apply(Exception fault, ReplayLoop loop, JournalWriter journal, ILogger log, TextWriter errors)
    {
        loop.Strategy.CancelAll(Reason, loop.Now, loop.NowMonoNs);
        loop.Strategy.Complete(); // no order may speak of a decision that the journal does not have
        log.Fatal(fault, "run {RunKey} failed at {TapeTime}; every order was withdrawn", folder.Key, loop.Now.ToString());
        journal.Complete();
        folder.Write(state with { State = RunState.Failed, FinishedAt = UtcMicros.From(clock.GetUtcNow()).ToString() });
        errors.WriteLine($"The run failed at {loop.Now}: {fault}");
        return ExitCodes.Failed;
    }
}
