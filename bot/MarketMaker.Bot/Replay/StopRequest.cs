using System.Runtime.InteropServices;

namespace MarketMaker.Bot.Replay;

/// <summary>Turns Ctrl-C, SIGTERM and, when asked for, the end of standard input into one cancellation.</summary>
internal sealed class StopRequest : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public StopRequest(bool onInputEnd)
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        if (onInputEnd) new Thread(WatchInput) { IsBackground = true, Name = "stdin" }.Start();
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true; // we end by ourselves, in order
        _source.Cancel();
    }

    private void WatchInput()
    {
        using Stream input = Console.OpenStandardInput();
        Span<byte> unread = stackalloc byte[256];
        while (input.Read(unread) > 0)
        {
        }

        _source.Cancel();
    }
}
