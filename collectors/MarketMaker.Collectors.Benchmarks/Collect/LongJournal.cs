using System.Text;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Benchmarks.Collect;

/// <summary>A long journal made of a short one's lines: repeated, each time renumbered and moved on by the length of the first.</summary>
internal static class LongJournal
{
    private const int TimeColumn = 7; // behind {"@t":"

    public static (long Bytes, long Lines) Write(string source, string target, long bytes)
    {
        string[] all = File.ReadAllLines(source);
        string[] events = [.. all.Skip(1).Where(l => l.Length > 0 && !l.Contains("\"file_trailer\"", StringComparison.Ordinal))];
        UtcMicros first = TimeAt(events[0], TimeColumn);
        long length = TimeAt(events[^1], TimeColumn) - first + UtcMicros.PerSecond;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using var writer = new StreamWriter(target, append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        writer.WriteLine(all[0]);
        long lines = 0;
        long written = 0;
        for (int copy = 0; written < bytes; copy++)
        {
            foreach (string text in events)
            {
                string line = Moved(text, "\"@t\":\"", copy * length);
                line = Moved(line, "\"first_t\":\"", copy * length);
                line = Renumbered(line, ++lines);
                writer.WriteLine(line);
                written += line.Length + 1;
            }
        }

        return (written, lines);
    }

    private static string Moved(string line, string field, long byUs)
    {
        int at = line.IndexOf(field, StringComparison.Ordinal);
        if (at < 0 || byUs == 0) return line;
        at += field.Length;
        return string.Concat(line.AsSpan(0, at), (TimeAt(line, at) + byUs).ToString(), line.AsSpan(at + UtcMicros.TextLength));
    }

    private static string Renumbered(string line, long seq)
    {
        const string Field = "\"seq\":";
        int at = line.IndexOf(Field, StringComparison.Ordinal) + Field.Length;
        int end = line.IndexOf(',', at);
        return string.Concat(line.AsSpan(0, at), seq.ToString(), line.AsSpan(end));
    }

    private static UtcMicros TimeAt(string line, int at) =>
        UtcMicros.TryParse(Encoding.UTF8.GetBytes(line.Substring(at, UtcMicros.TextLength)), out UtcMicros time)
            ? time
            : throw new InvalidDataException($"There is no time at character {at} of: {line[..Math.Min(line.Length, 80)]}");
}
