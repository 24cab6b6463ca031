using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MarketMaker.Bot.Journal;

namespace MarketMaker.Bot.Tests.Bot.Journal;

/// <summary>What a journal folder says, read without the writer's code but for its way to find lines.</summary>
internal static class JournalContent
{
    /// <summary>Positions of a stream in the order of its files and lines; only whole lines count.</summary>
    public static List<long> Seqs(string folder, string stream = "cost") => [.. Lines(folder, stream).Select(l => l.GetProperty("seq").GetInt64())];

    /// <summary>Event lines of a stream.</summary>
    public static IEnumerable<JsonElement> Lines(string folder, string stream) =>
        JournalPath.Of(folder, stream).SelectMany(p => WholeLines(p.File)).Select(l => JsonDocument.Parse(l).RootElement).Where(l => l.TryGetProperty("seq", out _));

    /// <summary>Reported losses of a stream.</summary>
    public static List<(long From, long To)> Gaps(string folder, string stream = "cost") =>
        [.. Lines(folder, "telemetry_gap").Where(g => g.GetProperty("stream").GetString() == stream)
            .Select(g => (From: g.GetProperty("from_seq").GetInt64(), To: g.GetProperty("to_seq").GetInt64(), Lost: g.GetProperty("lost_events").GetInt64()))
            .Select(g => g.Lost == g.To - g.From + 1 ? (g.From, g.To) : throw new InvalidDataException($"{g} does not add up"))];

    /// <summary>Asserts that every position up to the last is on disk or in a gap, exactly once, and that lines stand in order.</summary>
    public static void AssertAccountsFor(string folder, long last, string stream = "cost")
    {
        List<long> seqs = Seqs(folder, stream);
        Assert.Equal(seqs.Order(), seqs);
        IEnumerable<long> lost = Gaps(folder, stream).SelectMany(g => Enumerable.Range(0, (int)(g.To - g.From + 1)).Select(i => g.From + i));
        Assert.Equal(Enumerable.Range(1, (int)last).Select(i => (long)i), seqs.Concat(lost).Order());
    }

    /// <summary>Asserts of every file that it begins with a header of its own id, and that a trailer, where there is one, counts and digests what stands before it.</summary>
    /// <returns>Files that have a trailer.</returns>
    public static int AssertFramesHold(string folder)
    {
        int trailers = 0;
        var ids = new HashSet<string?>();
        foreach (JournalPath path in JournalPath.All(folder))
        {
            List<string> lines = WholeLines(path.File);
            Assert.True(ids.Add(JsonDocument.Parse(lines[0]).RootElement.GetProperty("file_uuid").GetString()), path.File);
            JsonElement last = JsonDocument.Parse(lines[^1]).RootElement;
            if (last.GetProperty("event_type").GetString() != "file_trailer") continue;
            trailers++;
            Assert.Equal(lines.Count - 2, last.GetProperty("lines").GetInt64());
            byte[] before = Encoding.UTF8.GetBytes(string.Concat(lines[..^1].Select(l => l + "\n")));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(before)), last.GetProperty("sha256").GetString());
        }

        return trailers;
    }

    private static List<string> WholeLines(string file) => [.. JournalLines.Complete(file).Select(l => Encoding.UTF8.GetString(l.Span))];
}
