using MarketMaker.Bot.Journal;

namespace MarketMaker.Bot.Tests.Bot.Journal;

/// <summary>The real disk, except where a test says otherwise. Calls come from the journal's threads; what fails is set from the test's.</summary>
internal sealed class FaultyDisk : IJournalDisk
{
    private readonly Lock _oneAtATime = new();
    private volatile bool _hasFailed;

    /// <summary>Decides about each write: how many of its bytes arrive; null for all, and no failure. Given the path and the bytes.</summary>
    public Func<string, int, int?> WriteArrives { get; set; } = (_, _) => null;

    /// <summary>Whether a call by this name (create, move, sync) fails for the path.</summary>
    public Func<string, string, bool> Fails { get; set; } = (_, _) => false;

    /// <summary>Files created, in order.</summary>
    public List<string> Created { get; } = [];

    /// <summary>Bytes that were forced to the device, by path; a file keeps the entry of the name it was created under.</summary>
    public Dictionary<string, long> Synced { get; } = [];

    /// <summary>Waits for the first failure since <see cref="Heal"/>.</summary>
    public void AwaitFailure() => JournalBench.Await(() => _hasFailed);

    /// <summary>From now on nothing fails.</summary>
    public void Heal()
    {
        WriteArrives = (_, _) => null;
        Fails = (_, _) => false;
        _hasFailed = false;
    }

    public IJournalBytes Create(string path)
    {
        FailIf("create", path);
        IJournalBytes bytes = JournalDisk.Real.Create(path);
        lock (_oneAtATime) Created.Add(Path.GetFileName(path));
        return new Bytes(this, path, bytes);
    }

    public long? LengthOf(string path) => JournalDisk.Real.LengthOf(path);

    public void Move(string from, string to)
    {
        FailIf("move", from);
        JournalDisk.Real.Move(from, to);
    }

    public void Delete(string path) => JournalDisk.Real.Delete(path);

    private void FailIf(string call, string path)
    {
        if (Fails(call, Path.GetFileName(path))) throw Failure($"{call} of {path} fails");
    }

    private IOException Failure(string what)
    {
        _hasFailed = true;
        return new IOException(what);
    }

    private sealed class Bytes(FaultyDisk disk, string path, IJournalBytes real) : IJournalBytes
    {
        public long Length => real.Length;

        public void Write(ReadOnlySpan<byte> bytes, long at)
        {
            int? arrives;
            lock (disk._oneAtATime) arrives = disk.WriteArrives(Path.GetFileName(path), bytes.Length);
            if (arrives is not { } some)
            {
                real.Write(bytes, at);
                return;
            }

            real.Write(bytes[..Math.Min(some, bytes.Length)], at);
            throw disk.Failure($"write to {path} fails after {some} of {bytes.Length} bytes");
        }

        public int Read(Span<byte> bytes, long at) => real.Read(bytes, at);

        public void Sync()
        {
            disk.FailIf("sync", path);
            long length = real.Length;
            real.Sync();
            lock (disk._oneAtATime) disk.Synced[Path.GetFileName(path)] = length;
        }

        public void Dispose() => real.Dispose();
    }
}
