using System.Security.Cryptography;
using System.Text;
using MarketMaker.Jobs.Publishing;
using MarketMaker.Jobs.Scheduling;
using MarketMaker.Lake.Native;
using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Publishing;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Jobs.SessionSummary;

/// <summary>Builds <c>session_summary</c>: see session_summary.md beside this file.</summary>
internal sealed class SessionSummaryJob(LakeDirectory lake) : IJob
{
    private static readonly string[] Inputs = ["order_intent", "execution"];

    /// <inheritdoc/>
    public string Name => "session_summary";

    /// <summary>The table as JSON lines.</summary>
    public string LinesPath => Path.Combine(lake.Lake, "derived", Name + ".jsonl");

    /// <inheritdoc/>
    public Task<JobOutcome> RunAsync(IProgress<JobProgress> progress, CancellationToken cancellation) => Task.Run(() => Run(progress, cancellation), cancellation);

    private JobOutcome Run(IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        var store = new ManifestStore(lake);
        LakeSnapshot inputs = LakeSnapshot.Read(store);
        DateOnly[] days = [.. Inputs.SelectMany(inputs.Partitions).Select(p => p.Date).Distinct().Order()];
        long rowsIn = 0, rowsOut = 0;
        bool hasPublished = false;
        using var connection = new DuckDBConnection();
        connection.Open();
        for (int i = 0; i < days.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Report(new JobProgress(Name, i, days.Length));
            PublishResult result = Publish(connection, store, inputs, days[i]);
            if (result.Outcome == PublishOutcome.Unchanged) continue;
            hasPublished = true;
            rowsIn += Inputs.SelectMany(inputs.Partitions).Where(p => p.Date == days[i]).Sum(p => p.Rows);
            rowsOut += result.File.Rows;
        }

        // Also when no day was published: the last run may have died before it wrote the lines.
        hasPublished |= PublishLines(connection, store);
        progress.Report(new JobProgress(Name, days.Length, days.Length));
        return new JobOutcome(hasPublished ? JobStatus.Done : JobStatus.Unchanged, Window(days), rowsIn, rowsOut);
    }

    private PublishResult Publish(DuckDBConnection connection, ManifestStore store, LakeSnapshot inputs, DateOnly day)
    {
        (UtcMicros from, UtcMicros to) = (Start(day), Start(day.AddDays(1)));
        inputs.CreateViews(connection, Inputs, from, to);
        connection.Execute(SessionSummarySql.DayOf(day));
        string inputHash = Hash($"{inputs.InputHash(Inputs, from, to)}\n{SessionSummarySql.Text}");
        return new DerivedTable(store).Publish(connection, Name, day, SessionSummarySql.Text, inputHash);
    }

    private bool PublishLines(DuckDBConnection connection, ManifestStore store)
    {
        LakeSnapshot.Read(store).CreateViews(connection, [Name]);
        byte[] lines = TableLines.Of(connection, Catalogue.Get(Name));
        if (File.Exists(LinesPath) && File.ReadAllBytes(LinesPath).AsSpan().SequenceEqual(lines)) return false;
        if (lines.Length == 0 && !File.Exists(LinesPath)) return false;
        DurableFile.Write(LinesPath, lines);
        return true;
    }

    private static (UtcMicros Start, UtcMicros End)? Window(DateOnly[] days) => days.Length == 0 ? null : (Start(days[0]), Start(days[^1].AddDays(1)));

    private static UtcMicros Start(DateOnly day) => UtcMicros.From(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
