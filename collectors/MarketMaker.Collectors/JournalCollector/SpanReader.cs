using MarketMaker.Lake.Tables;
using MarketMaker.Schemas.Events;

namespace MarketMaker.Collectors.JournalCollector;

/// <summary>Whole lines of a journal file from one place on.</summary>
/// <param name="Bytes">The lines; valid until the next read.</param>
/// <param name="To">Byte after the last of them.</param>
/// <param name="Trailer">The trailer, when it is the line that ends the file; its bytes are not in <paramref name="Bytes"/>.</param>
/// <param name="TailBytes">Bytes after the last newline, when the read reached the end of the file.</param>
/// <param name="IsOverlong">The span is one line longer than can be loaded; <paramref name="Bytes"/> is its beginning.</param>
internal readonly record struct JournalSpan(ReadOnlyMemory<byte> Bytes, long To, JournalTrailer? Trailer, long TailBytes, bool IsOverlong);

/// <summary>Reads spans of a bounded size with one buffer.</summary>
internal sealed class SpanReader(int batchBytes)
{
    /// <summary>Longest line that is loaded.</summary>
    public const int MaxLineBytes = 64 << 20;

    private static readonly byte[] TrailerMark = "\"file_trailer\""u8.ToArray();

    private byte[] _buffer = [];

    /// <summary>Bytes of a full span.</summary>
    public int BatchBytes => batchBytes;

    /// <summary>Reads the next lines: up to the buffer's size, or exactly to <paramref name="to"/> when a batch is done again.</summary>
    /// <exception cref="EndOfStreamException">The file is shorter than it was.</exception>
    public JournalSpan Read(string path, long from, long? to)
    {
        using FileStream file = JournalSource.Open(path);
        long size = file.Length;
        if (size < from || size < to) throw new EndOfStreamException($"the file has {size} bytes but {to ?? from} were already read");
        file.Position = from;
        long wanted = (to ?? size) - from;
        int length = Fill(file, 0, (int)Math.Min(wanted, to is null ? batchBytes : Math.Max(batchBytes, Math.Min(wanted, MaxLineBytes))));
        int end = _buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
        while (end == 0 && length < wanted && length < MaxLineBytes)
        {
            int more = Fill(file, length, (int)Math.Min(wanted - length, length));
            if (more == 0) break;
            int found = _buffer.AsSpan(length, more).LastIndexOf((byte)'\n');
            end = found < 0 ? 0 : length + found + 1;
            length += more;
        }

        bool isAtEnd = from + length == size;
        if (end == 0) return length < MaxLineBytes ? new JournalSpan(default, from, null, isAtEnd ? length : 0, false) : Overlong(file, from, length);
        JournalTrailer? trailer = null;
        if (isAtEnd && end == length)
        {
            int last = _buffer.AsSpan(0, end - 1).LastIndexOf((byte)'\n') + 1;
            if (_buffer.AsSpan(last, end - last).IndexOf(TrailerMark) >= 0) trailer = JournalFrame.ReadTrailer(_buffer.AsMemory(last, end - last - 1));
            if (trailer is not null) end = last;
        }

        return new JournalSpan(_buffer.AsMemory(0, end), from + end, trailer, isAtEnd && trailer is null ? length - end : 0, false);
    }

    private JournalSpan Overlong(FileStream file, long from, int length)
    {
        byte[] ahead = new byte[1 << 20];
        for (long at = from + length; ; )
        {
            int read = file.Read(ahead);
            if (read == 0) return new JournalSpan(default, from, null, at - from, false);
            int newline = ahead.AsSpan(0, read).IndexOf((byte)'\n');
            if (newline >= 0) return new JournalSpan(_buffer.AsMemory(0, length), at + newline + 1, null, 0, true);
            at += read;
        }
    }

    private int Fill(FileStream file, int offset, int count)
    {
        if (_buffer.Length < offset + count) Array.Resize(ref _buffer, offset + count);
        return file.ReadAtLeast(_buffer.AsSpan(offset, count), count, throwOnEndOfStream: false);
    }
}
