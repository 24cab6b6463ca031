using System.Text.Json;
using MarketMaker.Schemas.Events;

namespace MarketMaker.Collectors.JournalCollector;

/// <summary>A journal file as the directory shows it.</summary>
/// <param name="Length">Bytes; −1 for a file that was renamed while the directory was read.</param>
/// <param name="WrittenAt">Time of the last change: a file replaced by another of the same length shows by it or by <paramref name="CreatedAt"/>.</param>
/// <param name="IsWriterGone">Nobody will write to it again: it is sealed, a later file of its stream exists, or its run is done.</param>
internal readonly record struct JournalFileState(string Path, long Length, DateTime WrittenAt, DateTime CreatedAt, bool IsWriterGone)
{
    /// <summary>Shipped compressed: nothing more will be appended.</summary>
    public bool IsCompressed => Path.EndsWith(JournalDirectory.CompressedExtension, StringComparison.Ordinal);
}

/// <summary>Finds journal files and what can be told of them from outside.</summary>
internal static class JournalDirectory
{
    /// <summary>Ending of a sealed file that was compressed on its way.</summary>
    public const string CompressedExtension = JournalFile.SealedExtension + ".gz";

    /// <summary>Every journal file, in a fixed order: runs by name, files by stream and index.</summary>
    public static IReadOnlyList<JournalFileState> Scan(string journal)
    {
        if (!Directory.Exists(journal)) return [];
        var files = new List<JournalFileState>();
        foreach (IGrouping<string, FileInfo> directory in new DirectoryInfo(journal).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(f => IsJournal(f.Name)).GroupBy(f => f.DirectoryName!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            bool isRunDone = IsRunDone(directory.Key);
            foreach (IGrouping<string, FileInfo> stream in directory.GroupBy(f => StreamOf(f.Name), StringComparer.Ordinal))
            {
                FileInfo[] ordered = [.. stream.OrderBy(f => f.Name, StringComparer.Ordinal)];
                for (int i = 0; i < ordered.Length; i++)
                {
                    bool isSealed = !ordered[i].Name.EndsWith(JournalFile.OpenExtension, StringComparison.Ordinal);
                    bool isSuperseded = i < ordered.Length - 1 && string.CompareOrdinal(IndexOf(ordered[^1].Name), IndexOf(ordered[i].Name)) > 0;
                    files.Add(new JournalFileState(
                        ordered[i].FullName, LengthOf(ordered[i]), ordered[i].LastWriteTimeUtc, ordered[i].CreationTimeUtc, isSealed || isSuperseded || isRunDone));
                }
            }
        }

        return files;
    }

    /// <summary>True when every bot run says that it is done.</summary>
    public static bool AreRunsDone(string journal) =>
        !Directory.Exists(journal) || Directory.EnumerateFiles(journal, "run.json", SearchOption.AllDirectories).All(p => IsRunDone(Path.GetDirectoryName(p)!));

    // The listing is older than the look at the file: the bot may have sealed it in between.
    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return -1;
        }
    }

    private static bool IsJournal(string name) =>
        name.EndsWith(JournalFile.OpenExtension, StringComparison.Ordinal) || name.EndsWith(JournalFile.SealedExtension, StringComparison.Ordinal)
        || name.EndsWith(CompressedExtension, StringComparison.Ordinal);

    private static string StreamOf(string name) => name.LastIndexOf('-') is > 0 and var dash ? name[..dash] : name;

    private static string IndexOf(string name) => name[(name.LastIndexOf('-') + 1)..].Split('.')[0];

    private static bool IsRunDone(string directory)
    {
        string path = Path.Combine(directory, "run.json");
        if (!File.Exists(path)) return false;
        try
        {
            using JsonDocument run = JsonDocument.Parse(File.ReadAllBytes(path));
            return run.RootElement.ValueKind == JsonValueKind.Object && run.RootElement.TryGetProperty("state", out JsonElement state) && state.ValueEquals("done"u8);
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException)
        {
            return false; // not one of ours, or gone in this moment: the run is not known to be done
        }
    }
}
