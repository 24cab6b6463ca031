using System.Runtime.InteropServices;
using MarketMaker.Jobs.Scheduling;

using var interrupt = new CancellationTokenSource();
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using PosixSignalRegistration keyboard = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
return await JobsProgram.RunAsync(args, Console.Out, Console.Error, interrupt.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    interrupt.Cancel();
}
