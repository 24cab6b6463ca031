using System.Globalization;
using MarketMaker.Schemas.Events;

namespace MarketMaker.Bot.Journal;

/// <summary>A journal file found in a run's folder.</summary>
public readonly record struct JournalPath(string File, string Stream, int Index, bool IsOpen)
{
    /// <summary>Files of one stream in the order they were begun.</summary>
    public static List<JournalPath> Of(string directory, string stream) => [.. All(directory).Where(p => p.Stream == stream).OrderBy(p => p.Index)];

    /// <summary>Every journal file of a run.</summary>
    public static List<JournalPath> All(string directory)
    {
        var found = new List<JournalPath>();
        if (!Directory.Exists(directory)) return found;
        foreach (string file in Directory.EnumerateFiles(directory))
        {
            string extension = Path.GetExtension(file);
            if (extension is not (JournalFile.OpenExtension or JournalFile.SealedExtension)) continue;
            string name = Path.GetFileNameWithoutExtension(file);
            int dash = name.LastIndexOf('-');
            if (dash <= 0 || !int.TryParse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int index)) continue;
            found.Add(new JournalPath(file, name[..dash], index, extension == JournalFile.OpenExtension));
        }

        return found;
    }

    /// <summary>Gives files that a dead writer left open their final name. They get no trailer: nobody can vouch for them any more.</summary>
    /// <remarks>Only with the role's lock held, or a living writer's file would be renamed.</remarks>
    public static void SealAbandoned(string directory)
    {
        foreach (JournalPath path in All(directory))
            if (path.IsOpen) System.IO.File.Move(path.File, Path.ChangeExtension(path.File, JournalFile.SealedExtension));

        // A rescue that was not finished: what it has may stand nowhere else.
        foreach (string part in Directory.EnumerateFiles(directory, "*" + FileRescue.PartExtension))
            System.IO.File.Move(part, Path.ChangeExtension(part, JournalFile.SealedExtension));
    }
}
