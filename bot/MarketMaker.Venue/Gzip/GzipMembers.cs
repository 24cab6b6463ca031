using System.Buffers.Binary;
using System.IO.Compression;

namespace MarketMaker.Venue.Gzip;

/// <summary>Reads a gzip file of one or more members as far as it can be read, and says what could not be.</summary>
/// <remarks>
/// The framework's GZipStream ends silently on a truncated file and on bytes after the data; lines must not be lost in
/// silence. So the members are walked here: the deflate data is the framework's, header and trailer (RFC 1952) are ours. One thread.
/// </remarks>
/// <param name="file">The file, read from its beginning; disposed with this stream.</param>
public sealed class GzipMembers(FileStream file) : ForwardStream
{
    // What one call had decompressed before it met damage is lost with the call: small steps lose little.
    private const int Step = 256;
    private const int TrailerSize = 8;

    private ChunkStream? _stored;
    private DeflateStream? _inflate;
    private Crc32 _crc = new();
    private uint _size;
    private long _offset;
    private bool _isDone;

    /// <summary>What is wrong; null while nothing is.</summary>
    public string? DamageReason { get; private set; }

    /// <summary>Stored bytes that were given up.</summary>
    public long UnreadByteCount { get; private set; }

    /// <summary>Stored bytes taken so far, for progress: up to the end of what was decompressed, plus less than one chunk.</summary>
    public long StoredByteCount => _isDone ? file.Length : _stored?.NextOffset ?? 0;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (!_isDone && !buffer.IsEmpty)
        {
            if (_inflate is null && !OpenMember()) break;
            int count = Inflate(buffer[..Math.Min(buffer.Length, Step)]);
            if (count > 0) return count;
            if (!_isDone) CloseMember();
        }

        return 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inflate?.Dispose();
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool OpenMember()
    {
        if (_offset >= file.Length) return End();
        if (GzipHeader.LengthAt(file, _offset) is not { } headerLength)
            return End(_offset == 0 ? "The file is not gzip." : "Bytes after the gzip data are not gzip.", file.Length - _offset);
        _stored = new ChunkStream(file, _offset + headerLength);
        _inflate = new DeflateStream(_stored, CompressionMode.Decompress, leaveOpen: true);
        _crc = new Crc32();
        _size = 0;
        return true;
    }

    private int Inflate(Span<byte> buffer)
    {
        try
        {
            int count = _inflate!.Read(buffer);
            _crc.Append(buffer[..count]);
            _size += (uint)count;
            return count;
        }
        catch (InvalidDataException)
        {
            End("The gzip data is corrupt.", file.Length - _stored!.ChunkOffset);
            return 0;
        }
    }

    private void CloseMember()
    {
        _inflate!.Dispose();
        _inflate = null;
        if (_stored!.IsExhausted)
        {
            End("The gzip data is cut off.", 0);
            return;
        }

        // The decoder read a whole chunk; where in it the data ended is where the trailer, which we can compute, stands.
        Span<byte> trailer = stackalloc byte[TrailerSize];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _crc.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _size);
        byte[] tail = new byte[_stored.NextOffset - _stored.ChunkOffset + TrailerSize];
        int length = RandomAccess.Read(file.SafeFileHandle, tail, _stored.ChunkOffset);
        if (MemberEnd(tail.AsSpan(0, length), trailer, _stored.ChunkOffset) is { } end) _offset = end;
        else if (_stored.NextOffset + TrailerSize > file.Length) End("The gzip data is cut off, or its checksum is wrong.", 0);
        else End("The gzip checksum is wrong.", file.Length - _stored.NextOffset);
    }

    // The data's last bytes may look like the trailer's first ones (an empty member ends in nine zeros), so the place is right
    // where the file ends or the next member begins; where neither does, bytes that are no gzip follow.
    private long? MemberEnd(ReadOnlySpan<byte> tail, ReadOnlySpan<byte> trailer, long tailOffset)
    {
        long? first = null;
        for (int from = 0; ;)
        {
            int at = tail[from..].IndexOf(trailer);
            if (at < 0) return first;
            long end = tailOffset + from + at + TrailerSize;
            if (end == file.Length || GzipHeader.LengthAt(file, end) is not null) return end;
            first ??= end;
            from += at + 1;
        }
    }

    private bool End(string? reason = null, long unreadByteCount = 0)
    {
        _isDone = true;
        DamageReason = reason;
        UnreadByteCount = unreadByteCount;
        return false;
    }
}
