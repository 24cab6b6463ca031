using System.Security.Cryptography;
using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Audit;

/// <summary>Journals every question asked of this process, what was done about it and what it cost, as <c>query_audit</c> events.</summary>
/// <remarks>
/// One file per process start, flushed per line, in the journal's format: the collector brings it into the lake like any other. The run is
/// the process. The file is made with the first question. Safe for several threads.
/// </remarks>
public sealed class AuditJournal : IDisposable
{
    private const string StreamName = "query_audit";

    private readonly string _directory;
    private readonly TimeProvider _clock;
    private readonly EventLineWriter<QueryAudit> _writer;
    private readonly JsonLine _line = new();
    private readonly Lock _gate = new();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private FileStream? _file;
    private long _seq;

    /// <param name="lake">Data directory.</param>
    /// <param name="clock">Clock of the events.</param>
    public AuditJournal(LakeDirectory lake, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(lake);
        _directory = Path.Combine(lake.Journal, "_pipeline", "queryapi");
        _clock = clock;
        RunId = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        _writer = new EventLineWriter<QueryAudit>(RunId);
    }

    /// <summary>The run that the events belong to: this process.</summary>
    public string RunId { get; }

    /// <summary>Writes one event; on return the operating system has it.</summary>
    /// <exception cref="IOException">It could not be written; the question must then not be answered as if it had been.</exception>
    public void Write(QueryAudit audit)
    {
        lock (_gate)
        {
            UtcMicros now = UtcMicros.From(_clock.GetUtcNow());
            _file ??= Open(now);
            audit.Envelope = new Envelope { Time = now, Seq = _seq + 1, TsMonoNs = MonotonicNs() };
            _writer.Write(in audit, _line);
            Append(_line.Bytes);
            _seq++;
        }
    }

    /// <summary>Seals the file: its trailer says what must be in it.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_file is not null)
            {
                string open = _file.Name;
                JournalFrame.Write(new JournalTrailer(UtcMicros.From(_clock.GetUtcNow()), _seq, 1, _seq, Convert.ToHexStringLower(_hash.GetCurrentHash())), _line);
                _file.Write(_line.Bytes);
                _file.Flush(flushToDisk: true);
                _file.Dispose();
                _file = null;
                File.Move(open, Path.ChangeExtension(open, JournalFile.SealedExtension));
            }

            _hash.Dispose();
        }
    }

    private FileStream Open(UtcMicros now)
    {
        Directory.CreateDirectory(_directory);
        for (int index = 1; ; index++)
        {
            // Several processes may start at once: whoever creates the name has it.
            string path = Path.Combine(_directory, JournalFile.BaseName(StreamName, index));
            if (File.Exists(path + JournalFile.SealedExtension) || File.Exists(path + JournalFile.OpenExtension)) continue;
            try
            {
                _file = new FileStream(path + JournalFile.OpenExtension, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            }
            catch (IOException) when (File.Exists(path + JournalFile.OpenExtension))
            {
                continue;
            }

            JournalFrame.Write(new JournalHeader(Guid.CreateVersion7(_clock.GetUtcNow()).ToString(), RunId, StreamName, _writer.Schema.Version, now), _line);
            Append(_line.Bytes);
            return _file;
        }
    }

    private void Append(ReadOnlySpan<byte> line)
    {
        _file!.Write(line);
        _file.Flush();
        _hash.AppendData(line);
    }

    private long MonotonicNs() => (long)(_clock.GetTimestamp() * (1e9 / _clock.TimestampFrequency));
}
