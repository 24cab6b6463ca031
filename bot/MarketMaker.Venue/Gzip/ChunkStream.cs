namespace MarketMaker.Venue.Gzip;

/// <summary>Hands a file on in chunks and remembers the last one, so that the end of what a decoder used can be found in it.</summary>
internal sealed class ChunkStream(FileStream file, long startOffset) : ForwardStream
{
    private const int ChunkSize = 32 * 1024;

    /// <summary>Where the last chunk begins.</summary>
    public long ChunkOffset { get; private set; } = startOffset;

    /// <summary>Where the next chunk begins.</summary>
    public long NextOffset { get; private set; } = startOffset;

    /// <summary>True once more was asked for than the file has.</summary>
    public bool IsExhausted { get; private set; }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int count = RandomAccess.Read(file.SafeFileHandle, buffer[..Math.Min(buffer.Length, ChunkSize)], NextOffset);
        if (count == 0)
        {
            IsExhausted = true;
            return 0;
        }

        ChunkOffset = NextOffset;
        NextOffset += count;
        return count;
    }
}
