using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MarketMaker.Jobs.Scheduling;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Jobs.Tests.Scheduling;

public sealed class JobRunJournalTests : IDisposable
{
    private readonly TemporaryData _data = new();

    public void Dispose() => _data.Dispose();

    private string[] Files() => [.. Directory.GetFiles(_data.At("journal", "_pipeline", "jobs")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    private static readonly JobRun Run = new() { Job = "session_summary", Status = JobStatus.Done, DurationMs = 12.5, RowsIn = 10, RowsOut = 2, WindowStartAt = new UtcMicros(0) };

    [Fact]
    public void Write_OneRun_IsOneSealedFileThatItsTrailerVouchesFor()
    {
        new JobRunJournal(_data.Path, TimeProvider.System).Write(Run);

        Assert.Equal(["job_run-000001.jsonl"], Files());
        byte[] bytes = File.ReadAllBytes(_data.At("journal", "_pipeline", "jobs", "job_run-000001.jsonl"));
        string[] lines = Encoding.UTF8.GetString(bytes).Split('\n');
        Assert.Equal(4, lines.Length); // three lines and nothing after the last newline
        Assert.Equal("", lines[3]);
        JournalHeader header = JournalFrame.ReadHeader(Encoding.UTF8.GetBytes(lines[0]))!;
        Assert.Equal("job_run", header.Stream);
        int beforeTrailer = Encoding.UTF8.GetByteCount(lines[0]) + Encoding.UTF8.GetByteCount(lines[1]) + 2;
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, beforeTrailer)));
        Assert.Equal(new JournalTrailer(header.StartedAt, 1, 1, 1, sha256), JournalFrame.ReadTrailer(Encoding.UTF8.GetBytes(lines[2])));
        JsonElement line = JsonDocument.Parse(lines[1]).RootElement;
        Assert.Equal(("job_run", header.RunId, "done", 1L), (line.GetProperty("event_type").GetString(), line.GetProperty("run_id").GetString(),
            line.GetProperty("status").GetString(), line.GetProperty("seq").GetInt64()));
        Assert.Equal((10L, 2L, 12.5), (line.GetProperty("rows_in").GetInt64(), line.GetProperty("rows_out").GetInt64(), line.GetProperty("duration_ms").GetDouble()));
    }

    [Fact]
    public void Write_AfterAWriterDied_TakesTheNextNumberAndLeavesTheRest()
    {
        Directory.CreateDirectory(_data.At("journal", "_pipeline", "jobs"));
        File.WriteAllText(_data.At("journal", "_pipeline", "jobs", "job_run-000007.open"), "torn");

        new JobRunJournal(_data.Path, TimeProvider.System).Write(Run);

        Assert.Equal(["job_run-000007.open", "job_run-000008.jsonl"], Files());
        Assert.Equal("torn", File.ReadAllText(_data.At("journal", "_pipeline", "jobs", "job_run-000007.open")));
    }

    [Fact]
    public async Task Runner_JobThatThrows_IsAFailedRunWithItsError()
    {
        var runner = new JobRunner(new JobRunJournal(_data.Path, TimeProvider.System), TimeProvider.System);

        JobReport report = await runner.RunAsync(new ThrowingJob(new IOException("the disk is full.")), new Progress<JobProgress>(), CancellationToken.None);

        Assert.Equal(JobStatus.Failed, report.Status);
        string line = File.ReadAllLines(_data.At("journal", "_pipeline", "jobs", "job_run-000001.jsonl"))[1];
        Assert.Contains("throwing: the disk is full.", JsonDocument.Parse(line).RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runner_Cancelled_JournalsNothing()
    {
        var runner = new JobRunner(new JobRunJournal(_data.Path, TimeProvider.System), TimeProvider.System);
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => runner.RunAsync(new ThrowingJob(new OperationCanceledException()), new Progress<JobProgress>(), CancellationToken.None));
        Assert.False(Directory.Exists(_data.At("journal")));
    }

    private sealed class ThrowingJob(Exception error) : IJob
    {
        public string Name => "throwing";

        public Task<JobOutcome> RunAsync(IProgress<JobProgress> progress, CancellationToken cancellation) => Task.FromException<JobOutcome>(error);
    }
}
