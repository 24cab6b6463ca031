using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;
using MarketMaker.QueryApi.Tests.Lakes;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.QueryApi.Tests.Endpoints;

public sealed class ServeShutdownTests
{
    [Fact]
    public async Task Serve_EndOfInput_StopsSealsItsJournalAndLeavesNoWorker()
    {
        using var api = new ServedApi();
        await api.InitializeAsync();
        await api.AskAsync("how many fills 20:00-21:00");
        await api.AskAsync("print env");
        int[] workers = api.WorkerIds();
        Assert.NotEmpty(workers);

        Assert.Equal(0, await api.StopAsync());
        Assert.All(workers, id => Assert.False(Directory.Exists($"/proc/{id}") && !IsZombie(id), $"worker {id} is still there"));

        string path = Assert.Single(Directory.GetFiles(Path.Combine(api.Lake.Directory, "journal", "_pipeline", "queryapi")));
        Assert.EndsWith("query_audit-000001.jsonl", path, StringComparison.Ordinal);
        string[] lines = await File.ReadAllLinesAsync(path);
        Assert.Equal(4, lines.Length);
        JournalHeader header = JournalFrame.ReadHeader(Encoding.UTF8.GetBytes(lines[0]))!;
        JournalTrailer trailer = JournalFrame.ReadTrailer(Encoding.UTF8.GetBytes(lines[3]))!;
        string before = string.Concat(lines[..3].Select(l => l + "\n"));
        Assert.Equal((2L, 1L, 2L, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(before)))), (trailer.Lines, trailer.FirstSeq, trailer.LastSeq, trailer.Sha256));
        Assert.All(lines[1..3], l => Assert.Equal(header.RunId, JsonDocument.Parse(l).RootElement.GetProperty("run_id").GetString()));

        // The lake takes the lines as they are.
        byte[] events = Encoding.UTF8.GetBytes(string.Concat(lines[1..3].Select(l => l + "\n")));
        using var ingest = new StreamIngest(new LakeDirectory(api.Lake.Directory), TimeProvider.System);
        IngestResult result = ingest.Ingest(new SourceSpan(header.FileUuid, path, 0, events.Length, header.StartedAt), "query_audit", events);
        Assert.Equal((2L, 0L), (result.Total.Rows, result.Total.Quarantined));
    }

    [Fact]
    public async Task Serve_EmptyLake_SaysThatThereIsNoData()
    {
        using var empty = new SmallLake();
        await using var workers = new MarketMaker.QueryApi.Sandbox.WorkerPool(Workers.Command, 1);
        var engine = new MarketMaker.QueryApi.Answers.QuestionEngine(empty.Lake, workers, TimeProvider.System);
        var answer = await engine.AskAsync("why were bids rejected in the last hour?", MarketMaker.QueryApi.Questions.Time.NamedZone.Utc, CancellationToken.None);
        Assert.Equal(MarketMaker.QueryApi.Answers.AnswerStatus.NoData, answer.Status);
        Assert.Equal("There is no data yet: nothing was recorded, so nothing can be said about bid decisions.", answer.Text);
    }

    private static bool IsZombie(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }
}
