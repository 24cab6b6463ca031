namespace MarketMaker.Venue.Simulated;

/// <summary>A venue's socket: gives messages their receive time and holds them until their turn on the tape.</summary>
/// <remarks>
/// The delay is a floor plus a log-normal part whose logarithm wanders (an AR(1) process with a memory of about two seconds), because
/// consecutive messages share one route. Messages of one socket never overtake each other.
/// </remarks>
internal sealed class GeneratorConnection(GeneratorRandom random, double floorMs, double medianMs, double sigma)
{
    private const double MemoryS = 2;

    private readonly Queue<(long ReceiveUs, byte[] Message)> _pending = new();
    private double _level;
    private long _lastReceiveUs;
    private long _lastSentUs;

    /// <summary>Takes a message sent by the venue at a time, which never decreases.</summary>
    public void Send(long sentUs, byte[] message)
    {
        double memory = Math.Max(0, 1 - ((sentUs - _lastSentUs) / 1e6 / MemoryS));
        if (sentUs != _lastSentUs) _level = (memory * _level) + (Math.Sqrt(1 - (memory * memory)) * random.Normal());
        _lastSentUs = sentUs;
        double delayMs = floorMs + (medianMs * GeneratorRandom.Exp(sigma * _level));
        _lastReceiveUs = Math.Max(_lastReceiveUs + 1, sentUs + (long)(delayMs * 1000));
        _pending.Enqueue((_lastReceiveUs, message));
    }

    /// <summary>Receive time of the next message; the largest number when there is none.</summary>
    public long NextReceiveUs => _pending.Count == 0 ? long.MaxValue : _pending.Peek().ReceiveUs;

    /// <summary>Takes the next message.</summary>
    public byte[] Take() => _pending.Dequeue().Message;
}
