using System.Text.Json.Nodes;
using MarketMaker.Bot.Configuration;
using MarketMaker.Bot.EventLoop;
using MarketMaker.Bot.Journal;
using MarketMaker.Bot.Logging;
using MarketMaker.Bot.OrderEntry;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Tape;
using Serilog;
using Serilog.Core;

namespace MarketMaker.Bot.Replay;

/// <summary>Plays one run from the tape's first line to its last, into its folder.</summary>
internal sealed class ReplayRun(
    ReplayOptions options, BotConfiguration configuration, IReadOnlyList<Instrument> instruments, RunFolder folder, RunState state, TimeProvider clock)
{
    private const string TradedVenue = "hyperliquid";
    private const int LinesPerCheck = 256;

    /// <summary>Plays; the exit code.</summary>
    /// <exception cref="OperationCanceledException">Stopped from outside; the journal is sealed and the run can be gone on with.</exception>
    public int Play(TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        long started = clock.GetTimestamp();
        folder.Write(state);
        using var journal = new JournalWriter(configuration.Journal.ToOptions(folder.Directory, state.RunId), clock);
        var tally = new RunTally(journal);
        EventJournal<Schemas.Events.BotLog> botLog = journal.Stream<Schemas.Events.BotLog>(StreamHistory.Continued);
        journal.Start();
        using Logger logger = BotLogger.Create(options.DataDirectory, botLog);
        ILogger log = logger.ForContext(Constants.SourceContextPropertyName, "replay");
        log.Information(
            "run {RunKey} starts: tape {Tape}, configuration {ConfigSha256}, build {Build}, symbols {Symbols}",
            folder.Key, state.Tape, state.ConfigSha256, state.Build, string.Join(' ', state.Symbols));

        var orders = new SimulatedOrderEntry(instruments, configuration.ExchangeOptions(), configuration.Exchange.ResponseLatencyMs);
        var loop = new ReplayLoop(instruments, TradedVenue, configuration.Strategy, orders, tally, new Pacer(options.SpeedRatio, clock, cancellation));
        loop.Strategy.OnKillSwitch(configuration.KillSwitch);
        var fills = new FillRecorder(loop, instruments, TradedVenue, configuration.FillSampling.Options(), tally);
        var normalizer = new FeedNormalizer(new SymbolTable(instruments), fills);
        string? tapeFault;
        try
        {
            tapeFault = PlayTape(normalizer, new ProgressReport("replay", options.IsJson, errors, clock), cancellation);
            loop.Strategy.Complete();
        }
        catch (OperationCanceledException)
        {
            log.Information("run {RunKey} is stopped at {TapeTime}", folder.Key, loop.Now.ToString());
            journal.Complete();
            throw;
        }
        catch (JournalFailedException)
        {
            throw; // nothing more can be journalled; the run is gone on with when the disk allows
        }
        catch (Exception fault)
        {
            return new FatalStop(folder, state, clock).Apply(fault, loop, journal, log, errors);
        }

        if (tapeFault is not null) log.Warning("run {RunKey} played what can be read of its tape: {TapeFault}", folder.Key, tapeFault);
        log.Information("run {RunKey} is done: {Decisions} decisions, {Fills} fills", folder.Key, tally.Decisions, tally.Fills);
        if (journal.Failures > 0)
            log.Warning("the journal failed to write {Failures} times and lost {Lost} events; the last cause: {Cause}", journal.Failures, tally.DroppedEvents, journal.LastFailure?.Message);
        journal.Complete();
        Finish(loop, tally, fills, normalizer, tapeFault, clock.GetElapsedTime(started), output);
        return ExitCodes.Done;
    }

    // Gives what is wrong with the tape, or null.
    private string? PlayTape(FeedNormalizer normalizer, ProgressReport progress, CancellationToken cancellation)
    {
        using TapeReader reader = TapeReader.Open(state.Tape);
        var replay = new TapeReplay(reader, normalizer);
        while (replay.Step())
        {
            if (reader.LineCount % LinesPerCheck != 0) continue;
            cancellation.ThrowIfCancellationRequested();
            progress.Show(reader.BytesRead, reader.BytesTotal);
        }

        progress.Show(reader.BytesTotal, reader.BytesTotal);
        return reader.Fault;
    }

    private void Finish(ReplayLoop loop, RunTally tally, FillRecorder fills, FeedNormalizer normalizer, string? tapeFault, TimeSpan elapsed, TextWriter output)
    {
        string? hash = tally.DroppedEvents == 0 ? JournalHash.Compute(folder.Directory) : null; // a journal with holes is no two runs' journal
        JsonObject summary = ReplaySummary.Create(state, loop, tally, fills, normalizer.Totals, tapeFault, instruments, hash, elapsed.TotalSeconds);
        folder.Write(state with
        {
            State = RunState.Done,
            FinishedAt = UtcMicros.From(clock.GetUtcNow()).ToString(),
            TapeFrom = loop.FirstTime.ToString(),
            TapeTo = loop.Now.ToString(),
            Summary = summary,
        });
        ReplaySummary.Print(summary, options.IsJson, output);
    }
}
