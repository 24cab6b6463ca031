using System.Diagnostics;

namespace MarketMaker.Cli.Processes;

/// <summary>A program of the house and where it lies.</summary>
internal sealed record HouseProgram(string Name, string ProjectFolder)
{
    public static HouseProgram Bot { get; } = new("MarketMaker.Bot", "bot");

    public static HouseProgram Collectors { get; } = new("MarketMaker.Collectors", "collectors");

    public static HouseProgram Jobs { get; } = new("MarketMaker.Jobs", "jobs");

    public static HouseProgram QueryApi { get; } = new("MarketMaker.QueryApi", "query-api");

    /// <summary>How to start it: redirected as asked, in the caller's working directory.</summary>
    /// <exception cref="FileNotFoundException">It has not been built.</exception>
    public ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        info.ArgumentList.Add(AssemblyPath());
        foreach (string argument in arguments) info.ArgumentList.Add(argument);
        return info;
    }

    // Beside us when published into one folder; otherwise in its project's output, built in the same configuration as we were.
    private string AssemblyPath()
    {
        string file = Name + ".dll";
        string beside = Path.Combine(AppContext.BaseDirectory, file);
        if (File.Exists(beside)) return beside;

        var output = new DirectoryInfo(AppContext.BaseDirectory);
        string framework = output.Name;
        string configuration = output.Parent!.Name;
        for (DirectoryInfo? folder = output; folder is not null; folder = folder.Parent)
        {
            string built = Path.Combine(folder.FullName, ProjectFolder, Name, "bin", configuration, framework, file);
            if (File.Exists(built)) return built;
        }

        throw new FileNotFoundException($"{file} is not built. Run: dotnet build MarketMaker.sln -c {configuration}");
    }
}
