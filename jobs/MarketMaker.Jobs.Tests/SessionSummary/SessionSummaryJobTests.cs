using System.Security.Cryptography;
using MarketMaker.Jobs.Scheduling;
using MarketMaker.Jobs.SessionSummary;
using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Jobs.Tests.SessionSummary;

/// <summary>The job over a small lake that was filled through the lake's own door.</summary>
public sealed class SessionSummaryJobTests : IDisposable
{
    private readonly TemporaryData _data = new();
    private readonly LakeDirectory _lake;
    private int _files;

    public SessionSummaryJobTests() => _lake = new LakeDirectory(_data.Path);

    public void Dispose() => _data.Dispose();

    private static UtcMicros At(int day, int hour, int minute) => UtcMicros.From(new DateTimeOffset(2025, 9, day, hour, minute, 0, TimeSpan.Zero));

    private static OrderIntent Intent(long seq, UtcMicros time, QuoteSide? side, int repeat, Guard? veto, Toxicity? toxicity = null) => new()
    {
        Envelope = new Envelope { Time = time, Seq = seq, Venue = "hyperliquid", Symbol = "BTC" },
        IntentId = new EntityId(EntityKind.Intent, seq),
        Side = side,
        Decision = veto is null ? Decision.Quote : Decision.Pass,
        VetoReasonPrimary = veto,
        VetoReasons = veto is { } guard ? new GuardSet().With(guard) : default,
        Toxicity = toxicity,
        RepeatCount = repeat,
        FirstT = time,
    };

    private static Execution Fill(long seq, UtcMicros time, TradeSide side, decimal notional, decimal fee, decimal pnl) => new()
    {
        Envelope = new Envelope { Time = time, Seq = seq, Venue = "hyperliquid", Symbol = "BTC" },
        FillId = new EntityId(EntityKind.Fill, seq),
        Side = side,
        FillPrice = notional,
        FillSize = 1,
        NotionalUsd = notional,
        FeeUsd = fee,
        RealizedPnlUsd = pnl,
    };

    private void Ingest<TEvent>(params TEvent[] events)
        where TEvent : struct, IEvent
    {
        var writer = new EventLineWriter<TEvent>("run-1");
        var line = new JsonLine();
        using var bytes = new MemoryStream();
        foreach (TEvent one in events)
        {
            writer.Write(one, line);
            bytes.Write(line.Bytes);
        }

        using var ingest = new StreamIngest(_lake, TimeProvider.System);
        IngestResult result = ingest.Ingest(new SourceSpan($"file-{++_files}", "test", 0, bytes.Length, At(4, 0, 0)), writer.Schema.Name, bytes.ToArray());
        Assert.Equal(events.Length, result.Total.Rows);
    }

    private void IngestTwoDays()
    {
        Ingest(
            Intent(1, At(4, 14, 0), QuoteSide.Bid, 6, null, Toxicity.Benign),
            Intent(2, At(4, 14, 30), QuoteSide.Bid, 2, Guard.SpreadGuard, Toxicity.Toxic),
            Intent(3, At(4, 14, 40), null, 5, Guard.Warmup),
            Intent(4, At(5, 0, 0), QuoteSide.Ask, 1, Guard.NoEdge));
        Ingest(Fill(1, At(4, 14, 10), TradeSide.Buy, 100.5m, 0.25m, 0), Fill(2, At(4, 15, 0), TradeSide.Sell, 101m, -0.125m, 0.5m));
    }

    private Task<JobOutcome> RunAsync(CancellationToken cancellation = default) =>
        new SessionSummaryJob(_lake).RunAsync(new Progress<JobProgress>(), cancellation);

    private string[] Lines() => File.ReadAllLines(_data.At("lake", "derived", "session_summary.jsonl"));

    // Every derived file but its manifest's version: what a reader can see of the table.
    private SortedDictionary<string, string> Content()
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in Directory.GetFiles(_data.At("lake", "derived"), "*", SearchOption.AllDirectories).Where(p => !p.EndsWith(".lock", StringComparison.Ordinal)))
            hashes[Path.GetRelativePath(_data.Path, path)] = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
        return hashes;
    }

    [Fact]
    public async Task Run_TwoDays_PublishesTheHandComputedRows()
    {
        IngestTwoDays();

        JobOutcome outcome = await RunAsync();

        Assert.Equal(JobStatus.Done, outcome.Status);
        Assert.Equal((At(4, 0, 0), At(6, 0, 0)), outcome.Window);
        Assert.Equal((6, 4), (outcome.RowsIn, outcome.RowsOut));
        // Bid 14 h: 6 + 2 = 8 decisions, 2 vetoed = 0.25; 6 of the 8 judged were not toxic = 0.75.
        // No side 14 h: 5 decisions, all vetoed, toxicity not judged. Ask 15 h: a fill, no decision. Ask on the 5th: one veto.
        Assert.Equal(
            [
                """{"run_id":"run-1","symbol":"BTC","side":"ask","hour_at":"2025-09-04T15:00:00.000000Z","total_decisions":0,"total_rejections":0,"rejection_rate":null,"top_veto_reason":null,"fill_count":1,"notional_usd":101,"fee_usd":-0.125,"realized_pnl_usd":0.5,"uptime_non_toxic":null}""",
                """{"run_id":"run-1","symbol":"BTC","side":"ask","hour_at":"2025-09-05T00:00:00.000000Z","total_decisions":1,"total_rejections":1,"rejection_rate":1,"top_veto_reason":"no_edge","fill_count":0,"notional_usd":0,"fee_usd":0,"realized_pnl_usd":0,"uptime_non_toxic":null}""",
                """{"run_id":"run-1","symbol":"BTC","side":"bid","hour_at":"2025-09-04T14:00:00.000000Z","total_decisions":8,"total_rejections":2,"rejection_rate":0.25,"top_veto_reason":"spread_guard","fill_count":1,"notional_usd":100.5,"fee_usd":0.25,"realized_pnl_usd":0,"uptime_non_toxic":0.75}""",
                """{"run_id":"run-1","symbol":"BTC","side":null,"hour_at":"2025-09-04T14:00:00.000000Z","total_decisions":5,"total_rejections":5,"rejection_rate":1,"top_veto_reason":"warmup","fill_count":0,"notional_usd":0,"fee_usd":0,"realized_pnl_usd":0,"uptime_non_toxic":null}""",
            ],
            Lines());
        Assert.Equal(4, LakeSnapshot.Read(_lake).Rows("session_summary"));
    }

    [Fact]
    public async Task Run_UnchangedInputs_DoesNothing()
    {
        IngestTwoDays();
        await RunAsync();
        SortedDictionary<string, string> before = Content();

        JobOutcome outcome = await RunAsync();

        Assert.Equal((JobStatus.Unchanged, 0L, 0L), (outcome.Status, outcome.RowsIn, outcome.RowsOut));
        Assert.Equal(before, Content());
    }

    [Fact]
    public async Task Run_FromNothingAgain_GivesTheSameBytes()
    {
        IngestTwoDays();
        await RunAsync();
        SortedDictionary<string, string> before = Content();

        Directory.Delete(_data.At("lake", "derived"), recursive: true);
        await RunAsync();

        Assert.Equal(before, Content());
    }

    [Fact]
    public async Task Run_LateData_ComputesOnlyItsDay()
    {
        IngestTwoDays();
        await RunAsync();
        SortedDictionary<string, string> before = Content();

        Ingest(Intent(5, At(5, 0, 30), QuoteSide.Ask, 3, null));
        JobOutcome outcome = await RunAsync();

        // The 5th has 2 decisions' rows now (1 + 3 decisions, 1 vetoed = 0.25); the 4th is untouched.
        Assert.Equal((JobStatus.Done, 2L, 1L), (outcome.Status, outcome.RowsIn, outcome.RowsOut));
        Assert.Contains(Lines(), l => l.Contains("\"total_decisions\":4,\"total_rejections\":1,\"rejection_rate\":0.25", StringComparison.Ordinal));
        Assert.All(before.Where(f => f.Key.Contains("date=2025-09-04", StringComparison.Ordinal)), f => Assert.Equal(f.Value, Content()[f.Key]));
    }

    [Fact]
    public async Task Run_KilledBetweenTableAndLines_WritesTheLinesTheNextTime()
    {
        IngestTwoDays();
        await RunAsync();
        string[] lines = Lines();
        File.WriteAllText(_data.At("lake", "derived", "session_summary.jsonl"), lines[0] + "\n"); // the state before the last publish

        Assert.Equal(JobStatus.Done, (await RunAsync()).Status);
        Assert.Equal(lines, Lines());
    }

    [Fact]
    public async Task Run_KilledWhileWritingAPartition_LeavesTheOldAndIsDoneAgain()
    {
        IngestTwoDays();
        await RunAsync();
        SortedDictionary<string, string> before = Content();
        string partition = _data.At("lake", "derived", "session_summary", "date=2025-09-04");
        // The file was written, its manifest not yet.
        File.Delete(Path.Combine(partition, "manifest.json"));

        await RunAsync();

        Assert.Equal(before.Keys, Content().Keys);
        Assert.Equal(4, LakeSnapshot.Read(_lake).Rows("session_summary"));
        Assert.Equal(before.Where(f => f.Key.EndsWith(".parquet", StringComparison.Ordinal)), Content().Where(f => f.Key.EndsWith(".parquet", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Run_Cancelled_Throws()
    {
        IngestTwoDays();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Program_TwoRuns_JournalDoneThenUnchanged_AndTheLakeTakesThemIn()
    {
        IngestTwoDays();
        for (int i = 0; i < 2; i++)
            Assert.Equal(0, await JobsProgram.RunAsync(["run", "--data", _data.Path], TextWriter.Null, TextWriter.Null, CancellationToken.None));

        string[] files = [.. Directory.GetFiles(_data.At("journal", "_pipeline", "jobs")).Order(StringComparer.Ordinal)];
        Assert.Equal(["job_run-000001.jsonl", "job_run-000002.jsonl"], files.Select(f => Path.GetFileName(f)));
        using var ingest = new StreamIngest(_lake, TimeProvider.System);
        foreach (string file in files)
        {
            byte[] bytes = File.ReadAllBytes(file);
            int start = Array.IndexOf(bytes, (byte)'\n') + 1;
            int end = Array.IndexOf(bytes, (byte)'\n', start) + 1;
            JournalHeader header = JournalFrame.ReadHeader(bytes.AsMemory(0, start - 1))!;
            IngestResult result = ingest.Ingest(new SourceSpan(header.FileUuid, file, start, end, header.StartedAt), header.Stream, bytes.AsMemory(start, end - start));
            Assert.Equal((1, 0), (result.Total.Rows, result.Total.Quarantined));
        }
    }
}
