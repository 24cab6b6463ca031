using System.Collections.Concurrent;
using System.Security.Cryptography;
using MarketMaker.Schemas.Events;

namespace MarketMaker.Bot.Journal;

/// <summary>Ends files behind the writer's back: reads each back, appends the trailer with its SHA-256, gives it its final name.</summary>
/// <remarks>
/// A thread of its own, because the digest of a line costs more than the line. It vouches for the bytes that the operating system gives back,
/// not for those that we meant to write. No event depends on it: a file that gets no trailer is a file whose writer died.
/// </remarks>
internal sealed class JournalSealer : IDisposable
{
    private const int ChunkBytes = 1 << 20;

    private readonly JournalOptions _options;
    private readonly JournalFaults _faults;
    private readonly TimeProvider _clock;
    private readonly BlockingCollection<GrowingFile> _files = [];
    private readonly ManualResetEventSlim _ending = new();
    private readonly byte[] _chunk = new byte[ChunkBytes];
    private readonly JsonLine _frame = new();
    private readonly Thread _thread;

    public JournalSealer(JournalOptions options, JournalFaults faults, TimeProvider clock)
    {
        (_options, _faults, _clock) = (options, faults, clock);
        _thread = new Thread(Run) { Name = "journal-seal", IsBackground = true };
    }

    /// <summary>Why events of a file that is gone could not be copied before the end; null when everything is in its place.</summary>
    public Exception? Failure { get; private set; }

    public void Start() => _thread.Start();

    /// <summary>Takes over a file that nobody will append to any more.</summary>
    public void Retire(GrowingFile file) => _files.Add(file);

    /// <summary>Waits until every file is ended. Called once, after the last <see cref="Retire"/>.</summary>
    public void Complete()
    {
        _ending.Set();
        _files.CompleteAdding();
        if (_thread.IsAlive) _thread.Join();
    }

    public void Dispose()
    {
        if (!_files.IsAddingCompleted) Complete();
        _files.Dispose();
        _ending.Dispose();
    }

    private void Run()
    {
        foreach (GrowingFile file in _files.GetConsumingEnumerable())
        {
            try
            {
                using (file) End(file);
            }
            catch (Exception e)
            {
                Failure = e; // not the disk's: it must reach the run's end, not the process's
            }
        }
    }

    private void End(GrowingFile file)
    {
        Attempt(() => Vouch(file)); // once: a torn trailer is a tail, and nothing may be written after it
        long since = _clock.GetTimestamp();
        for (int failures = 1; !Attempt(() => Settle(file)); failures++)
        {
            _ending.Wait(RetryDelay.After(failures));
            if (!_ending.IsSet || _clock.GetElapsedTime(since) < _options.FailureWait) continue;
            Failure = _faults.Last;
            return;
        }
    }

    private void Vouch(GrowingFile file)
    {
        if (file.IsVouchedFor)
        {
            string digest = Digest(file);
            JournalFrame.Write(new JournalTrailer(file.LastTime, file.Lines, file.FirstSeq, file.LastSeq, digest), _frame);
            file.Bytes.Write(_frame.Bytes, file.Length);
        }

        if (_options.Fsync != FsyncPolicy.None) file.Bytes.Sync();
    }

    private void Settle(GrowingFile file)
    {
        string settled = Path.ChangeExtension(file.Path, JournalFile.SealedExtension);
        long length = file.Bytes.Length;
        bool isInPlace = _options.Disk.LengthOf(file.Path) == length;
        if (isInPlace && Attempt(() => _options.Disk.Move(file.Path, settled))) return;
        if (_options.Disk.LengthOf(file.Path) == length) return; // where the folder is read-only it keeps its name
        if (_options.Disk.LengthOf(settled) != length) FileRescue.Copy(_options.Disk, file.Bytes, length, settled).Dispose();
    }

    private bool Attempt(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception e) when (JournalDisk.IsFault(e))
        {
            _faults.Count(e);
            return false;
        }
    }

    private string Digest(GrowingFile file)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long at = 0; at < file.Length;)
        {
            int read = file.Bytes.Read(_chunk.AsSpan(0, (int)Math.Min(ChunkBytes, file.Length - at)), at);
            if (read == 0) throw new EndOfStreamException($"{file.Path} became shorter.");
            hash.AppendData(_chunk, 0, read);
            at += read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
