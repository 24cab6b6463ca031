namespace MarketMaker.Collectors.Imports.Files;

/// <summary>A line of a file.</summary>
/// <param name="Stored">Its bytes as they stand in the file, line end and byte order mark included.</param>
/// <param name="Bytes">Its bytes without line end (<c>\n</c> or <c>\r\n</c>) and byte order mark.</param>
/// <param name="ByteOffset">Where it begins in the uncompressed file.</param>
/// <param name="IsWhole">False when the file ended before the line's newline.</param>
internal readonly record struct FileLine(ReadOnlyMemory<byte> Stored, ReadOnlyMemory<byte> Bytes, long ByteOffset, bool IsWhole)
{
    /// <summary>Where the next line begins.</summary>
    public long End => ByteOffset + Stored.Length;
}

/// <summary>Splits a stream into lines.</summary>
internal static class LineReader
{
    /// <summary>Longest line taken whole; a longer one ends the file for us, for it is no log.</summary>
    public const int MaxLineLength = 64 * 1024 * 1024;

    /// <summary>The lines, in order. Each is its own copy.</summary>
    /// <exception cref="InvalidDataException">A line is longer than <see cref="MaxLineLength"/>.</exception>
    public static IEnumerable<FileLine> Read(Stream source)
    {
        byte[] buffer = new byte[64 * 1024];
        int start = 0; // of the line being read, in the buffer
        int searched = 0;
        int end = 0;
        long offset = 0; // of buffer[start], in the stream
        while (true)
        {
            int newline = Array.IndexOf(buffer, (byte)'\n', searched, end - searched);
            if (newline >= 0)
            {
                yield return Line(buffer.AsSpan(start, newline + 1 - start), offset);
                offset += newline + 1 - start;
                start = searched = newline + 1;
                continue;
            }

            Array.Copy(buffer, start, buffer, 0, end - start);
            end -= start;
            searched = end;
            start = 0;
            if (end == buffer.Length)
            {
                if (end >= MaxLineLength)
                    throw new InvalidDataException($"The line at byte {offset} is longer than {MaxLineLength} bytes: this is not a line log.");
                Array.Resize(ref buffer, end * 2);
            }

            int count = source.Read(buffer, end, buffer.Length - end);
            if (count == 0) break;
            end += count;
        }

        if (end > 0) yield return Line(buffer.AsSpan(0, end), offset);
    }

    private static FileLine Line(ReadOnlySpan<byte> stored, long offset)
    {
        byte[] copy = stored.ToArray();
        bool isWhole = stored[^1] == '\n';
        int start = offset == 0 && stored.StartsWith("\uFEFF"u8) ? 3 : 0;
        int end = stored.Length - (isWhole ? 1 : 0);
        if (end > start && stored[end - 1] == '\r') end--;
        return new FileLine(copy, copy.AsMemory(start, end - start), offset, isWhole);
    }
}
