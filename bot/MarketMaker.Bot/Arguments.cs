using System.Globalization;

namespace MarketMaker.Bot;

/// <summary>Arguments are wrong; the message lists every fault.</summary>
internal sealed class ArgumentsException(IReadOnlyList<string> faults) : Exception(string.Join('\n', faults));

/// <summary>A verb and its options, taken one by one; what nobody takes is a fault.</summary>
internal sealed class Arguments
{
    private readonly List<string> _left;
    private readonly List<string> _faults = [];

    public Arguments(IReadOnlyList<string> args)
    {
        Verb = args.Count > 0 ? args[0] : null;
        _left = [.. args.Skip(1)];
    }

    public string? Verb { get; }

    /// <summary>True when the flag is there.</summary>
    public bool Flag(string name) => _left.Remove(name);

    /// <summary>Value of an option, or null.</summary>
    public string? Take(string name)
    {
        int at = _left.IndexOf(name);
        if (at < 0) return null;
        if (at + 1 == _left.Count)
        {
            _faults.Add($"{name} needs a value.");
            _left.RemoveAt(at);
            return null;
        }

        string value = _left[at + 1];
        _left.RemoveRange(at, 2);
        return value;
    }

    /// <summary>Whole number of an option, or null.</summary>
    public long? TakeWhole(string name, long minimum, long maximum)
    {
        if (Take(name) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= minimum && value <= maximum) return value;
        _faults.Add($"{name} {text}: give a whole number, {minimum} … {maximum}.");
        return null;
    }

    /// <summary>The data folder: <c>--data</c>, else MM_DATA, else ./data.</summary>
    public string DataDirectory() => Path.GetFullPath(Take("--data") ?? Environment.GetEnvironmentVariable("MM_DATA") ?? "data");

    public void Fault(string fault) => _faults.Add(fault);

    /// <summary>Throws when a fault was found or an argument is left over.</summary>
    public void ThrowIfAnyLeft()
    {
        foreach (string argument in _left) _faults.Add($"'{argument}' is not known to {Verb}.");
        if (_faults.Count > 0) throw new ArgumentsException(_faults);
    }
}
