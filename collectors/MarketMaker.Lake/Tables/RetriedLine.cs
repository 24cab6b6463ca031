namespace MarketMaker.Lake.Tables;

/// <summary>A quarantined line that is tried again.</summary>
/// <param name="ByteOffset">Place of its first byte in its file, uncompressed.</param>
/// <param name="Line">Its bytes, without the newline.</param>
public readonly record struct RetriedLine(long ByteOffset, ReadOnlyMemory<byte> Line);

/// <summary>What became of lines tried again.</summary>
/// <param name="Accepted">Offsets of those that are rows now, or duplicates of other lines' events: they may leave quarantine.</param>
/// <param name="Rows">Of the accepted: lines whose row is stored as theirs, by this attempt or one that was interrupted.</param>
/// <param name="ExtraFields">Fields of accepted lines that the schema does not know.</param>
public sealed record RetryResult(IReadOnlyList<long> Accepted, long Rows, long ExtraFields)
{
    /// <summary>Of the accepted: lines whose event another line had brought already.</summary>
    public long Duplicates => Accepted.Count - Rows;
}
