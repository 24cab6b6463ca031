namespace MarketMaker.Venue.Tape;

/// <summary>Plays a tape into a <see cref="FeedNormalizer"/>, one line at a step, so that the caller keeps the loop.</summary>
/// <param name="reader">The tape; the caller disposes it.</param>
/// <param name="normalizer">Takes the lines.</param>
public sealed class TapeReplay(TapeReader reader, FeedNormalizer normalizer)
{
    private bool _isComplete;

    /// <summary>Plays the next line. False when the tape has ended: the last <c>market_ingest</c> events are out then.</summary>
    public bool Step()
    {
        if (_isComplete) return false;
        if (reader.TryReadLine(out ReadOnlySpan<byte> line))
        {
            normalizer.OnLine(line);
            return true;
        }

        if (reader.Damage is not null) normalizer.OnDamage();
        normalizer.Complete();
        _isComplete = true;
        return false;
    }

    /// <summary>Plays to the end; stops between lines when cancelled.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run(CancellationToken cancellation = default)
    {
        do cancellation.ThrowIfCancellationRequested();
        while (Step());
    }
}
