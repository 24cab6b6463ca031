using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Venue.Simulated;

/// <summary>Commands under way, by the time they take effect; those of the same time in the order they were sent.</summary>
internal sealed class PendingCommands
{
    private PendingCommand[] _commands = new PendingCommand[16];
    private int _count;

    /// <summary>Adds a command; one about an order that is still under way takes effect no earlier than the order.</summary>
    public void Add(in OrderCommand command, UtcMicros effectiveAt)
    {
        for (int i = 0; i < _count; i++)
            if (_commands[i].Command.OrderId == command.OrderId && _commands[i].EffectiveAt > effectiveAt) effectiveAt = _commands[i].EffectiveAt;
        if (_count == _commands.Length) Array.Resize(ref _commands, _count * 2);
        int at = _count;
        for (; at > 0 && _commands[at - 1].EffectiveAt > effectiveAt; at--) _commands[at] = _commands[at - 1];
        _commands[at] = new PendingCommand(command, effectiveAt);
        _count++;
    }

    /// <summary>Takes the next command that takes effect before <paramref name="venueTime"/>.</summary>
    public bool TryTakeBefore(UtcMicros venueTime, out PendingCommand next)
    {
        next = default;
        if (_count == 0 || _commands[0].EffectiveAt >= venueTime) return false;
        next = _commands[0];
        _count--;
        Array.Copy(_commands, 1, _commands, 0, _count);
        return true;
    }
}
