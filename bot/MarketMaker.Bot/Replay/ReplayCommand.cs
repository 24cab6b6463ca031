using MarketMaker.Bot.Configuration;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Replay;

/// <summary><c>replay</c>: finds the tape and the run, and plays it unless it is complete.</summary>
internal static class ReplayCommand
{
    private const string Role = "bot";

    public static int Run(ReplayOptions options, TextWriter output, TextWriter errors)
    {
        TimeProvider clock = TimeProvider.System;
        BotConfiguration configuration = ConfigurationFile.Load(options.ConfigurationPath);
        using RoleLock? roleLock = RoleLock.TryTake(options.DataDirectory, Role);
        if (roleLock is null)
        {
            errors.WriteLine($"Another bot works on {options.DataDirectory}. Wait for it to end, or give another --data DIR.");
            return ExitCodes.Failed;
        }

        using var stop = new StopRequest(options.ExitsOnInputEnd);
        try
        {
            (string tape, long? seed) = TapeSource.Find(options, new ProgressReport("generate", options.IsJson, errors, clock));
            (IReadOnlyList<Instrument> instruments, string? fault) = TapeInstruments.Survey(tape);
            if (instruments.Count == 0)
            {
                if (fault is not null) errors.WriteLine(fault);
                errors.WriteLine($"{tape}: no line speaks of an instrument that is known. A tape line is {{\"recv_ms\":…,\"msg\":{{\"channel\":…,\"data\":…}}}}.");
                return ExitCodes.BadInput;
            }

            string tapeSha256 = TapeReader.Sha256(tape);
            string configSha256 = ConfigurationText.Sha256(configuration);
            string key = RunKey.Of(tapeSha256, configSha256, seed, instruments);
            (RunFolder folder, RunState? state) = RunFolder.Find(options.DataDirectory, key, options.IsNewRun);
            if (state is { State: RunState.Done, Summary: { } summary })
            {
                errors.WriteLine($"Run {folder.Key} is complete already; --new-run plays it again.");
                ReplaySummary.Print(summary, options.IsJson, output);
                return ExitCodes.Done;
            }

            state ??= new RunState
            {
                RunId = Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
                RunKey = folder.Key,
                Tape = tape,
                TapeSha256 = tapeSha256,
                ConfigSha256 = configSha256,
                Seed = seed,
                Symbols = [.. instruments.Select(i => i.Symbol)],
                Build = RunKey.Build,
                State = RunState.Running,
                StartedAt = UtcMicros.From(clock.GetUtcNow()).ToString(),
            };
            return new ReplayRun(options, configuration, instruments, folder, state, clock).Play(output, errors, stop.Token);
        }
        catch (OperationCanceledException)
        {
            errors.WriteLine("Stopped. The same command goes on where it was.");
            return ExitCodes.Cancelled;
        }
        catch (IOException error)
        {
            errors.WriteLine(error.Message);
            return ExitCodes.Failed;
        }
    }
}
