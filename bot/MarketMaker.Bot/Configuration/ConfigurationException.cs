namespace MarketMaker.Bot.Configuration;

/// <summary>A configuration file has faults; the message lists all of them.</summary>
public sealed class ConfigurationException(string file, IReadOnlyList<string> faults)
    : Exception($"{file} has {faults.Count} fault{(faults.Count == 1 ? "" : "s")}:\n{string.Join('\n', faults.Select(f => "  " + f))}")
{
    /// <summary>One line per fault: key, value and what is allowed.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
