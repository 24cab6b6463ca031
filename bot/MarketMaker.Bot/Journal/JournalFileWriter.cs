using System.Security.Cryptography;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.Journal;

/// <summary>The files of one stream: header, whole lines, trailer, rename. Used by the writer thread only.</summary>
/// <remarks>A file is begun by its first event, so no empty ones exist. Lines reach the kernel in whole: a reader sees a line or no part of it.</remarks>
internal sealed class JournalFileWriter(JournalOptions options, TableSchema schema, int firstIndex, TimeProvider clock) : IDisposable
{
    private const int BatchBytes = 1 << 17;

    private readonly byte[] _batch = new byte[BatchBytes];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly JsonLine _frame = new();
    private int _batched;
    private int _nextIndex = firstIndex;
    private FileStream? _file;
    private long _fileBytes;
    private long _fileHour;
    private long _lines;
    private long _firstSeq;
    private long _lastSeq;
    private UtcMicros _lastTime;
    private bool _isUnsynced;

    /// <summary>Appends one event's line.</summary>
    public void Append(ReadOnlySpan<byte> line, UtcMicros time, long seq)
    {
        long hour = time.Value / (3600 * UtcMicros.PerSecond);
        bool isFull = _fileBytes + _batched + line.Length > options.MaxFileBytes;
        if (_file is not null && (isFull || (options.IsRolledHourly && hour > _fileHour))) Seal();
        if (_file is null) Begin(time, hour, seq);
        Put(line);
        _lines++;
        (_lastSeq, _lastTime) = (seq, time);
    }

    /// <summary>Hands every appended line to the operating system.</summary>
    public void Flush()
    {
        if (_batched == 0) return;
        Write(_batch.AsSpan(0, _batched));
        _batched = 0;
    }

    /// <summary>Forces what was flushed to the disk.</summary>
    public void Sync()
    {
        if (!_isUnsynced) return;
        _file?.Flush(flushToDisk: true);
        _isUnsynced = false;
    }

    /// <summary>Ends the current file: trailer, then the final name. Does nothing when none is begun.</summary>
    public void Seal()
    {
        if (_file is null) return;
        Flush();
        string digest = Convert.ToHexStringLower(_hash.GetHashAndReset());
        JournalFrame.Write(new JournalTrailer(_lastTime, _lines, _firstSeq, _lastSeq, digest), _frame);
        _file.Write(_frame.Bytes);
        if (options.SyncInterval is not null) _file.Flush(flushToDisk: true);
        string name = _file.Name;
        _file.Dispose();
        _file = null;
        File.Move(name, Path.ChangeExtension(name, JournalFile.SealedExtension));
    }

    /// <summary>Closes without sealing.</summary>
    public void Dispose()
    {
        _file?.Dispose();
        _hash.Dispose();
    }

    private void Begin(UtcMicros time, long hour, long seq)
    {
        string path = Path.Combine(options.Directory, JournalFile.BaseName(schema.Name, _nextIndex++) + JournalFile.OpenExtension);
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
        (_fileBytes, _fileHour, _lines, _firstSeq) = (0, hour, 0, seq);
        string uuid = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        JournalFrame.Write(new JournalHeader(uuid, options.RunId, schema.Name, schema.Version, time), _frame);
        Put(_frame.Bytes);
    }

    private void Put(ReadOnlySpan<byte> line)
    {
        if (line.Length > BatchBytes - _batched) Flush();
        if (line.Length > BatchBytes)
        {
            Write(line);
            return;
        }

        line.CopyTo(_batch.AsSpan(_batched));
        _batched += line.Length;
    }

    private void Write(ReadOnlySpan<byte> lines)
    {
        _file!.Write(lines);
        _hash.AppendData(lines);
        _fileBytes += lines.Length;
        _isUnsynced = true;
    }
}
