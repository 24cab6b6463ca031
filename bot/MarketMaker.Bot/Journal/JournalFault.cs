namespace MarketMaker.Bot.Journal;

/// <summary>A stream that cannot write at present.</summary>
/// <param name="Step">What failed last; that step succeeding, or any write, ends the fault.</param>
/// <param name="Cause">The last failure.</param>
/// <param name="Since">Clock stamp of the first failure since something was last written.</param>
/// <param name="Failures">Failures since then.</param>
/// <param name="RetryAt">Clock stamp from which on the next attempt is due.</param>
internal sealed record JournalFault(JournalStep Step, Exception Cause, long Since, int Failures, long RetryAt);

/// <summary>What the writer does with a stream's files.</summary>
internal enum JournalStep
{
    Write,
    Sync,
    Place,
    Seal,
}
