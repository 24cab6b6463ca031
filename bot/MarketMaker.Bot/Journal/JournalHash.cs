using System.Security.Cryptography;
using System.Text;

namespace MarketMaker.Bot.Journal;

/// <summary>SHA-256 of what a run decided: equal for two replays of one tape and configuration.</summary>
/// <remarks>Over the deterministic streams in a fixed order, each in the order of its positions, with the run id left out.</remarks>
public static class JournalHash
{
    /// <summary>Streams that depend on the tape and the configuration alone, in the order they are hashed.</summary>
    public static IReadOnlyList<string> Streams { get; } = ["order_intent", "order_event", "execution", "cost", "health_snapshot", "market_ingest", "hyperliquid_fill"];

    /// <summary>Hash of the journal in a run's folder, lower-case hex.</summary>
    /// <exception cref="InvalidDataException">A position is missing or stands twice; the message names it.</exception>
    public static string Compute(string directory)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string stream in Streams) Append(hash, directory, stream);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string directory, string stream)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(stream + "\n"));
        long expected = 1;
        foreach (SeqRange range in Ranges(directory, stream).OrderBy(r => r.First))
        {
            if (range.First != expected)
                throw new InvalidDataException($"{range.File}: {stream} {range.First} stands where {expected} should; the journal is not whole.");
            foreach (ReadOnlyMemory<byte> line in EventLines(range.File).Skip(range.LinesBefore).Take(range.Lines)) AppendMasked(hash, line.Span);
            expected += range.Lines;
        }
    }

    // Lines whose positions follow one another. Files are not in the order of positions: one that was missing is written again with a later name.
    private static List<SeqRange> Ranges(string directory, string stream)
    {
        var ranges = new List<SeqRange>();
        foreach (JournalPath path in JournalPath.Of(directory, stream))
        {
            int lines = 0;
            foreach (ReadOnlyMemory<byte> line in EventLines(path.File))
            {
                _ = JournalLines.TryReadSeq(line.Span, out long seq);
                if (lines > 0 && ranges[^1].First + ranges[^1].Lines == seq) ranges[^1] = ranges[^1] with { Lines = ranges[^1].Lines + 1 };
                else ranges.Add(new SeqRange(path.File, lines, seq, 1));
                lines++;
            }
        }

        return ranges;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> EventLines(string file) =>
        JournalLines.Complete(file).Where(line => JournalLines.TryReadSeq(line.Span, out _));

    private static void AppendMasked(IncrementalHash hash, ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> mark = "\"run_id\":\""u8;
        int start = line.IndexOf(mark) + mark.Length;
        int length = line[start..].IndexOf((byte)'"');
        hash.AppendData(line[..start]);
        hash.AppendData(line[(start + length)..]);
        hash.AppendData("\n"u8);
    }

    private readonly record struct SeqRange(string File, int LinesBefore, long First, int Lines);
}
