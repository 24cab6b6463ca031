using System.Security.Cryptography;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Jobs.Scheduling;

/// <summary>Journals each run of a job as a sealed file of one <c>job_run</c> event, for the collector to take in.</summary>
internal sealed class JobRunJournal(string dataDirectory, TimeProvider clock)
{
    private readonly string _directory = Path.Combine(dataDirectory, "journal", "_pipeline", "jobs");

    /// <summary>Writes the event under a run of its own. The file has its sealed name only when it is whole and on disk.</summary>
    /// <exception cref="IOException">The data directory cannot be written.</exception>
    public void Write(JobRun run)
    {
        var now = UtcMicros.From(clock.GetUtcNow());
        string runId = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        var events = new EventLineWriter<JobRun>(runId);
        var line = new JsonLine();
        using var bytes = new MemoryStream();
        JournalFrame.Write(new JournalHeader(Guid.CreateVersion7(clock.GetUtcNow()).ToString(), runId, events.Schema.Name, events.Schema.Version, now), line);
        bytes.Write(line.Bytes);
        events.Write(run with { Envelope = new Envelope { Time = now, Seq = 1 } }, line);
        bytes.Write(line.Bytes);
        JournalFrame.Write(new JournalTrailer(now, 1, 1, 1, Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()))), line);
        bytes.Write(line.Bytes);

        Directory.CreateDirectory(_directory);
        string open = Create(events.Schema.Name, bytes.ToArray());
        File.Move(open, Path.ChangeExtension(open, JournalFile.SealedExtension));
    }

    // The jobs lock keeps a second writer away; a file that one who died left behind keeps its number.
    private string Create(string stream, byte[] content)
    {
        int taken = Directory.EnumerateFiles(_directory, stream + "-*")
            .Select(path => int.TryParse(Path.GetFileNameWithoutExtension(path)[(stream.Length + 1)..], out int index) ? index : 0)
            .DefaultIfEmpty().Max();
        string path = Path.Combine(_directory, JournalFile.BaseName(stream, taken + 1) + JournalFile.OpenExtension);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        file.Write(content);
        file.Flush(flushToDisk: true);
        return path;
    }
}
