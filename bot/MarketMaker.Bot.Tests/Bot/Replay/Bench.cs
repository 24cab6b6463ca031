using System.Diagnostics;
using System.Text.Json.Nodes;
using MarketMaker.Bot.Journal;
using MarketMaker.Venue.Simulated;

namespace MarketMaker.Bot.Tests.Bot.Replay;

/// <summary>The bot's program as a process, and in this one.</summary>
internal static class Bench
{
    /// <summary>A generated tape of a few minutes, made once.</summary>
    public static Lazy<string> Tape { get; } = new(() =>
    {
        string folder = Directory.CreateTempSubdirectory("mm-tape-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        string path = Path.Combine(folder, "tape.jsonl.gz");
        MarketGenerator.Write(new GeneratorOptions { Seed = 5, Length = TimeSpan.FromMinutes(3) }, path);
        return path;
    });

    /// <summary>Runs the program in this process: exit code, and what it wrote.</summary>
    public static (int Code, string Output, string Errors) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        int code = CommandLine.Run(args, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    /// <summary>Replays to the end in this process: the summary it printed.</summary>
    public static JsonObject Replay(string data, string tape, params string[] more)
    {
        (int code, string output, string errors) = Run(["replay", "--tape", tape, "--data", data, "--json", .. more]);
        Assert.True(code == 0, errors);
        return JsonNode.Parse(output.TrimEnd().Split('\n')[^1])!.AsObject();
    }

    /// <summary>Starts the program as a process of its own.</summary>
    public static Process Start(params string[] args)
    {
        var info = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
        info.ArgumentList.Add(typeof(JournalWriter).Assembly.Location);
        foreach (string arg in args) info.ArgumentList.Add(arg);
        Process process = Process.Start(info)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }

    /// <summary>Bytes of all journal files of a data folder.</summary>
    public static long JournalBytes(string data)
    {
        string journal = Path.Combine(data, "journal");
        return Directory.Exists(journal) ? new DirectoryInfo(journal).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Exists ? f.Length : 0) : 0;
    }

    /// <summary>The one run folder of a data folder.</summary>
    public static string RunFolder(string data) => Assert.Single(Directory.GetDirectories(Path.Combine(data, "journal")));
}
