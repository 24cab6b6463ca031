namespace MarketMaker.Cli.Processes;

/// <summary>Builds the argument list of a program, leaving out what was not given.</summary>
internal sealed class Arguments(params string[] fixedArguments)
{
    private readonly List<string> _all = [.. fixedArguments];

    public IReadOnlyList<string> All => _all;

    public Arguments Add(string option, object? value)
    {
        if (value is not null)
        {
            _all.Add(option);
            _all.Add(value is FileSystemInfo file ? file.FullName : value.ToString()!);
        }

        return this;
    }

    public Arguments Flag(string option, bool isSet)
    {
        if (isSet) _all.Add(option);
        return this;
    }
}
