using System.CommandLine;
using MarketMaker.Cli.Processes;

namespace MarketMaker.Cli.Commands;

/// <summary>Arguments that cannot be used. Says what is wrong and where the help is; the help itself would bury it.</summary>
internal static class UsageError
{
    private const string NoCommand = "Required command was not provided.";

    /// <returns>The exit code.</returns>
    public static int Print(ParseResult parsed, bool isJson)
    {
        string[] errors = [.. parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal)];
        // An unknown command is also a missing one; a missing one names those there are.
        if (errors.Length > 1) errors = [.. errors.Where(e => e != NoCommand)];
        else if (errors is [NoCommand]) errors = [$"A command is missing. There are: {string.Join(", ", parsed.CommandResult.Command.Subcommands.Select(c => c.Name))}."];
        return new Failure("bad_arguments", string.Join('\n', errors), $"See: {Path(parsed.CommandResult.Command)} --help", ExitCodes.BadArguments).Print(isJson);
    }

    private static string Path(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : command.Name;
}
