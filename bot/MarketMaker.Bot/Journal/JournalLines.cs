using System.Buffers.Text;

namespace MarketMaker.Bot.Journal;

/// <summary>Reads journal files back: complete lines, and the parts of a line that its writer put in a fixed place.</summary>
internal static class JournalLines
{
    private static ReadOnlySpan<byte> SeqMark => ",\"seq\":"u8;

    /// <summary>Every line that ends in a newline, without it.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Complete(string file)
    {
        // Read while the writer may still hold it; a file is at most as long as the journal lets one grow.
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Complete(bytes.AsMemory(0, length));
    }

    /// <summary>The same of bytes that have been read.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Complete(ReadOnlyMemory<byte> bytes)
    {
        for (int start = 0; start < bytes.Length;)
        {
            int newline = bytes.Span[start..].IndexOf((byte)'\n');
            if (newline < 0) yield break;
            yield return bytes.Slice(start, newline);
            start += newline + 1;
        }
    }

    /// <summary>Position of an event line; false for a header or trailer, which have none.</summary>
    public static bool TryReadSeq(ReadOnlySpan<byte> line, out long seq)
    {
        seq = 0;
        int mark = line.IndexOf(SeqMark);
        return mark >= 0 && Utf8Parser.TryParse(line[(mark + SeqMark.Length)..], out seq, out _);
    }
}
