using System.Text.Json;

namespace MarketMaker.Bot.Replay;

/// <summary>The folder of one run, <c>data/journal/&lt;run_key&gt;</c>, and its <c>run.json</c>.</summary>
internal sealed class RunFolder
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    private RunFolder(string directory) => Directory = directory;

    public string Directory { get; }

    public string Key => System.IO.Path.GetFileName(Directory);

    private string StatePath => System.IO.Path.Combine(Directory, "run.json");

    public static string PathOf(string dataDirectory, string runKey) => System.IO.Path.Combine(dataDirectory, "journal", runKey);

    /// <summary>The folder to work in: the latest of this key, unless that one failed or another run is wanted; then the next, <c>key-2</c> and so on.</summary>
    public static (RunFolder Folder, RunState? State) Find(string dataDirectory, string baseKey, bool isNewRun)
    {
        for (int ordinal = 1; ; ordinal++)
        {
            var folder = new RunFolder(PathOf(dataDirectory, ordinal == 1 ? baseKey : $"{baseKey}-{ordinal}"));
            RunState? state = folder.Read();
            if (state is null) return (folder, null);
            bool isLatest = new RunFolder(PathOf(dataDirectory, $"{baseKey}-{ordinal + 1}")).Read() is null;
            if (isLatest && !isNewRun && state.State != RunState.Failed) return (folder, state);
        }
    }

    public RunState? Read() => File.Exists(StatePath) ? JsonSerializer.Deserialize<RunState>(File.ReadAllText(StatePath), Format) : null;

    /// <summary>Publishes the state: whoever reads sees the old or the new one, whole.</summary>
    public void Write(RunState state)
    {
        System.IO.Directory.CreateDirectory(Directory);
        string unfinished = StatePath + ".tmp";
        File.WriteAllText(unfinished, JsonSerializer.Serialize(state, Format));
        File.Move(unfinished, StatePath, overwrite: true);
    }
}
