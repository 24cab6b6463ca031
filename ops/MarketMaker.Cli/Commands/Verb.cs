using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using MarketMaker.Cli.Processes;

namespace MarketMaker.Cli.Commands;

/// <summary>A command whose help ends with examples and exit codes; the overview of all commands shows only the description.</summary>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Appends examples and exit codes to the help of <paramref name="root"/> and of every verb under it.</summary>
    public static void CompleteHelp(RootCommand root)
    {
        foreach (HelpOption help in root.Options.OfType<HelpOption>())
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    private sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
    {
        // Who asks for help does not have the arguments yet.
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            inner.Invoke(parseResult);
            TextWriter output = parseResult.InvocationConfiguration.Output;
            if (parseResult.CommandResult.Command is Verb verb)
            {
                output.WriteLine("Examples:");
                foreach (string example in verb.Examples) output.WriteLine($"  {example}");
                output.WriteLine();
            }

            output.WriteLine(ExitCodes.Text);
            return ExitCodes.Done;
        }
    }

    private string[] Examples { get; } = examples;
}
