using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Bot.Journal;

/// <summary>The files of one stream, one after another, whatever the disk does. Used by the writer thread only.</summary>
/// <remarks>
/// A file is begun by its first event, so no empty ones exist. Lines reach the kernel in whole: a reader sees a line or no part of it. After a
/// failed write the file is given up as it is (what follows its last newline was never an event) and the lines that are not in it go to a new one.
/// </remarks>
internal sealed class JournalFileWriter(
    JournalOptions options, TableSchema schema, int firstIndex, TimeProvider clock, JournalSealer sealer, JournalFaults faults) : IDisposable
{
    private readonly JsonLine _frame = new();
    private int _nextIndex = firstIndex;
    private GrowingFile? _file;

    private bool _isMisplaced;

    // A file given up whose last lines may not be on the device yet, while that is promised.
    private GrowingFile? _unsynced;

    /// <summary>Why nothing can be written at present; null when it can.</summary>
    public JournalFault? Fault { get; private set; }

    /// <summary>Whether an attempt to write makes sense now.</summary>
    public bool IsDue => Fault is not { } fault || clock.GetTimestamp() >= fault.RetryAt;

    /// <summary>Takes events that a file had and lost; called by <see cref="CheckPlace"/>.</summary>
    public Action<LostRange>? OnLost { get; init; }

    /// <summary>Writes whole lines.</summary>
    /// <param name="batch">Their bytes.</param>
    /// <param name="marks">Where they end, and what they are.</param>
    /// <returns>How many of them, from the first, the operating system has. Fewer than given: a fault.</returns>
    public int Write(ReadOnlySpan<byte> batch, ReadOnlySpan<LineMark> marks)
    {
        int done = 0;
        try
        {
            if (_isMisplaced && _file is { } misplaced) Keep(misplaced);
            SyncGivenUp();
            while (done < marks.Length)
            {
                GrowingFile file = _file ??= Begin(in marks[done]);
                int start = done == 0 ? 0 : marks[done - 1].End;
                int count = Fitting(file, marks[done..], start);
                if (count == 0)
                {
                    End(file);
                    continue;
                }

                done += file.Append(batch[start..marks[done + count - 1].End], marks.Slice(done, count), start, out Exception? failure);
                if (failure is not null)
                {
                    GiveUp(file);
                    Fail(JournalStep.Write, failure);
                    return done;
                }

                if (Fault is not null) Succeed(); // here, not at the end: a batch of many files must not count as failing while it gets on
            }
        }
        catch (Exception e) when (JournalDisk.IsFault(e))
        {
            Fail(JournalStep.Write, e);
        }

        return done;
    }

    /// <summary>Forces what was written to the disk; false when that fails.</summary>
    public bool TrySync()
    {
        if (_file is null && _unsynced is null) return true;
        try
        {
            SyncGivenUp();
            _file?.Sync();
            if (Fault is { Step: JournalStep.Sync }) Succeed();
            return true;
        }
        catch (Exception e) when (JournalDisk.IsFault(e))
        {
            Fail(JournalStep.Sync, e);
            return false;
        }
    }

    /// <summary>Sees whether the file still stands where it was begun, and if not, goes on in a copy of it.</summary>
    public void CheckPlace()
    {
        if (_file is { } file && IsDue) Attempt(JournalStep.Place, () => Keep(file));
    }

    /// <summary>Ends the current file, if there is one; false when that must be tried again.</summary>
    public bool TrySeal() => (_file is null && _unsynced is null) || (IsDue && Attempt(JournalStep.Seal, () =>
    {
        SyncGivenUp();
        if (_file is { } file) End(file);
    }));

    /// <summary>Closes without sealing.</summary>
    public void Dispose()
    {
        _file?.Dispose();
        _unsynced?.Dispose();
    }

    private GrowingFile Begin(in LineMark first)
    {
        string path = NextPath();
        IJournalBytes? bytes = null;
        try
        {
            bytes = options.Disk.Create(path);
            string uuid = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
            JournalFrame.Write(new JournalHeader(uuid, options.RunId, schema.Name, schema.Version, first.Time), _frame);
            bytes.Write(_frame.Bytes, 0);
            _nextIndex++;
            return new GrowingFile(path, bytes, _frame.Length, first.Hour);
        }
        catch
        {
            if (bytes is not null) Discard(path, bytes);
            throw;
        }
    }

    // The lines that belong into the file: those before the next hour, up to its size. An empty file takes any line.
    private int Fitting(GrowingFile file, ReadOnlySpan<LineMark> marks, int start)
    {
        long room = options.MaxFileBytes - file.Length + start;
        int count = 0;
        while (count < marks.Length && marks[count].End <= room && !(options.IsRolledHourly && marks[count].Hour > file.Hour)) count++;
        return count == 0 && file.Lines == 0 ? 1 : count;
    }

    private void End(GrowingFile file)
    {
        if (options.Fsync == FsyncPolicy.EveryEvent) file.Sync();
        _file = null;
        sealer.Retire(file);
    }

    private void GiveUp(GrowingFile file)
    {
        _file = null;
        if (file.Lines == 0)
        {
            Discard(file.Path, file.Bytes); // a full disk would otherwise collect a header per attempt
            _nextIndex--;
            return;
        }

        file.IsVouchedFor = false;
        if (options.Fsync == FsyncPolicy.EveryEvent) _unsynced = file;
        else sealer.Retire(file);
    }

    private void SyncGivenUp()
    {
        if (_unsynced is not { } file) return;
        file.Sync();
        _unsynced = null;
        sealer.Retire(file);
    }

    private void Keep(GrowingFile file)
    {
        long there = file.Bytes.Length;
        bool isInPlace = options.Disk.LengthOf(file.Path) == there;
        _isMisplaced = !isInPlace; // until a copy stands, nothing more is added to what may yet be lost
        if (isInPlace && there == file.Length) return;
        if (!isInPlace)
        {
            string path = NextPath();
            file.ContinueIn(path, FileRescue.Copy(options.Disk, file.Bytes, Math.Min(there, file.Length), path));
            _isMisplaced = false;
            _nextIndex++;
        }

        if (there == file.Length) return;
        if (there < file.Length) ReportCut(file, there);
        GiveUp(file); // somebody else wrote to it: what they left cannot be told from what we meant
    }

    private void ReportCut(GrowingFile file, long there)
    {
        byte[] rest = new byte[there];
        int length = 0;
        for (int read = -1; read != 0 && length < rest.Length; length += read) read = file.Bytes.Read(rest.AsSpan(length), length);
        long last = 0;
        foreach (ReadOnlyMemory<byte> line in JournalLines.Complete(rest.AsMemory(0, length)))
            if (JournalLines.TryReadSeq(line.Span, out long seq)) last = seq;
        foreach ((long from, long to) in file.Seqs.After(last)) OnLost?.Invoke(new LostRange(from, to, file.LastTime, LostRange.FileCut));
    }

    private string NextPath()
    {
        while (true)
        {
            string path = Path.Combine(options.Directory, JournalFile.BaseName(schema.Name, _nextIndex) + JournalFile.OpenExtension);
            if (options.Disk.LengthOf(path) is null) return path;
            _nextIndex++; // somebody else's
        }
    }

    private void Discard(string path, IJournalBytes bytes)
    {
        bytes.Dispose();
        try
        {
            options.Disk.Delete(path);
        }
        catch (Exception e) when (JournalDisk.IsFault(e))
        {
            faults.Count(e); // it stays, without an event; its name is skipped
        }
    }

    private bool Attempt(JournalStep step, Action action)
    {
        try
        {
            action();
            if (Fault?.Step == step) Succeed();
            return true;
        }
        catch (Exception e) when (JournalDisk.IsFault(e))
        {
            Fail(step, e);
            return false;
        }
    }

    private void Succeed()
    {
        Fault = null;
        faults.SetFailing(false);
    }

    private void Fail(JournalStep step, Exception cause)
    {
        long now = clock.GetTimestamp();
        int failures = (Fault?.Failures ?? 0) + 1;
        if (Fault is null) faults.SetFailing(true);
        faults.Count(cause);
        Fault = new JournalFault(step, cause, Fault?.Since ?? now, failures, now + (long)(RetryDelay.After(failures).TotalSeconds * clock.TimestampFrequency));
    }
}
