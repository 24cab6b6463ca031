using System.Buffers;
using System.Security.Cryptography;
using MarketMaker.Venue.Gzip;

namespace MarketMaker.Venue.Tape;

/// <summary>Reads a tape (<c>.jsonl</c> or <c>.jsonl.gz</c>, several gzip members in a row allowed) line by line, without copying or allocating per line.</summary>
/// <remarks>One thread. A compressed file that is damaged (cut off anywhere, corrupt, or followed by bytes that are not gzip) gives every line before the damage and then says so.</remarks>
public sealed class TapeReader : IDisposable
{
    /// <summary>Longest line, bytes; of a longer one only the first so many are given, which no parser will take for a whole message.</summary>
    public const int MaxLineBytes = 1 << 20;

    private readonly FileStream _file;
    private readonly GzipMembers? _gzip;
    private readonly Stream _content;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int _start;
    private int _end;
    private bool _isAtEnd;

    private TapeReader(FileStream file)
    {
        _file = file;
        _gzip = IsGzip(file) ? new GzipMembers(file) : null;
        if (_gzip is null && file.Length > 0 && file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            NameFault = $"{file.Name}: The name says gzip, but the file is not gzip; it is read as plain lines.";
        _content = _gzip ?? (Stream)file;
    }

    /// <summary>Lines given.</summary>
    public long LineCount { get; private set; }

    /// <summary>Bytes of the file read so far, compressed ones of a compressed file: for progress, not a position of the line.</summary>
    public long BytesRead => _gzip?.StoredByteCount ?? _file.Position;

    /// <summary>Bytes of the file.</summary>
    public long BytesTotal => _file.Length;

    /// <summary>What is wrong with the file; null when nothing is (known once the last line was given).</summary>
    public string? Damage { get; private set; }

    /// <summary>Says so when a file that is named <c>.gz</c> is no gzip file, and is read as plain lines; null otherwise.</summary>
    public string? NameFault { get; }

    /// <summary>Everything that is wrong with the file as far as it is read: the damage or the name; null when nothing is.</summary>
    public string? Fault => Damage ?? NameFault;

    /// <summary>Opens a tape; whether it is compressed is seen from its first two bytes, not from its name.</summary>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static TapeReader Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new TapeReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16));
    }

    /// <summary>SHA-256 of the file as it lies on disk, 64 lower-case hex digits: the tape's identity in the key of a run.</summary>
    public static string Sha256(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>The next line without its newline; valid until the next call. False at the end.</summary>
    public bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        int scanned = 0;
        while (true)
        {
            int newline = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                line = _buffer.AsSpan(_start, scanned + newline);
                _start += scanned + newline + 1;
                break;
            }

            if (_isAtEnd || !TryFill(out scanned))
            {
                line = _buffer.AsSpan(_start, _end - _start);
                _start = _end;
                if (line.IsEmpty) return false;
                break;
            }
        }

        if (line.Length > MaxLineBytes) line = line[..MaxLineBytes];
        LineCount++;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _content.Dispose();
        _file.Dispose();
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private static bool IsGzip(FileStream file)
    {
        bool isGzip = file.ReadByte() == GzipHeader.Magic1 && file.ReadByte() == GzipHeader.Magic2;
        file.Position = 0;
        return isGzip;
    }

    // Moves the unfinished line to the front and reads on behind its kept bytes.
    private bool TryFill(out int kept)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end > MaxLineBytes)
        {
            // The rest of an oversized line is read over; one byte beyond the limit is kept so that it is known to be one.
            _end = MaxLineBytes + 1;
        }

        kept = _end;

        if (_end == _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        int read = _content.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isAtEnd = read == 0;
        if (_isAtEnd && _gzip?.DamageReason is { } reason) Damage = $"{_file.Name}: {reason} After line {LineCount}; copy the tape again from its source.";
        return !_isAtEnd;
    }
}
