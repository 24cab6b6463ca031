using System.Runtime.InteropServices;
using MarketMaker.Collectors.Completion;
using MarketMaker.Collectors.Imports;
using MarketMaker.Collectors.Imports.Fills;
using MarketMaker.Collectors.JournalCollector;
using MarketMaker.Collectors.QuarantineRetry;
using MarketMaker.Collectors.Sources;
using MarketMaker.Collectors.Upkeep;

const int BadArguments = 2;
using var interrupt = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true; // the batch in hand is finished first
    interrupt.Cancel();
}

using PosixSignalRegistration onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
switch (args)
{
    case ["follow", .. string[] rest]:
        return FollowProgram.Run(rest, Console.Out, Console.Error, interrupt.Token);
    case ["import", .. string[] rest]:
        return ImportProgram.Run(rest, Console.Out, Console.Error, interrupt.Token);
    case ["fills", .. string[] rest]:
        return FillsProgram.Run(rest, Console.Out, Console.Error);
    case ["compact", .. string[] rest]:
        return CompactProgram.Run(rest, Console.Out, Console.Error, interrupt.Token);
    case ["complete", .. string[] rest]:
        return CompleteProgram.Run(rest, Console.Out, Console.Error);
    case ["quarantine", .. string[] rest]:
        return QuarantineProgram.Run(rest, Console.Out, Console.Error, interrupt.Token);
    case ["raw", .. string[] rest]:
        return RawProgram.Run(rest, Console.Out, Console.Error);
    default:
        Console.Error.WriteLine(FollowOptions.Usage);
        Console.Error.WriteLine(ImportOptions.Usage);
        Console.Error.WriteLine(FillsProgram.Usage);
        Console.Error.WriteLine(CompactProgram.Usage);
        Console.Error.WriteLine(CompleteProgram.Usage);
        Console.Error.WriteLine(QuarantineProgram.Usage);
        Console.Error.WriteLine(RawProgram.Usage);
        return BadArguments;
}
