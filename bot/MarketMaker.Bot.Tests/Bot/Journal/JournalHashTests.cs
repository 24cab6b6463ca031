using System.Security.Cryptography;
using System.Text;
using MarketMaker.Bot.Journal;

namespace MarketMaker.Bot.Tests.Bot.Journal;

public sealed class JournalHashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Compute_TwoFilesOfOneRun_IsTheDigestOfStreamNamesAndMaskedLines()
    {
        Write("cost-000001.jsonl", "{\"event_type\":\"file_header\",\"run_id\":\"a\"}\n", Line("a", 1), "{\"torn");
        Write("cost-000002.open", Line("a", 2));

        const string hashed = """
            order_intent
            order_event
            execution
            cost
            {"run_id":"","seq":1,"x":1}
            {"run_id":"","seq":2,"x":1}
            health_snapshot
            market_ingest
            hyperliquid_fill

            """;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashed.ReplaceLineEndings("\n")))), JournalHash.Compute(_folder.Path));
    }

    [Fact]
    public void Compute_APositionInTwoFiles_IsNamed()
    {
        Write("cost-000001.jsonl", Line("a", 1), Line("a", 2), Line("a", 3));
        Write("cost-000002.jsonl", Line("a", 2));
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => JournalHash.Compute(_folder.Path));
        Assert.Contains("cost 2 stands where 4 should", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_RangesOfOneFileAroundAnother_AreTakenByPosition()
    {
        Write("cost-000001.jsonl", Line("a", 1), Line("a", 2), Line("a", 3), Line("a", 4));
        string undisturbed = JournalHash.Compute(_folder.Path);
        Write("cost-000001.jsonl", Line("a", 2));
        Write("cost-000002.jsonl", "{\"event_type\":\"file_header\",\"run_id\":\"a\"}\n", Line("a", 1), Line("a", 3), Line("a", 4));
        Assert.Equal(undisturbed, JournalHash.Compute(_folder.Path));
    }

    [Fact]
    public void Compute_AMissingPosition_IsNamed()
    {
        Write("cost-000001.jsonl", Line("a", 1), Line("a", 3));
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => JournalHash.Compute(_folder.Path));
        Assert.Contains("cost 3 stands where 2 should", error.Message, StringComparison.Ordinal);
    }

    private static string Line(string run, int seq) => $"{{\"run_id\":\"{run}\",\"seq\":{seq},\"x\":1}}\n";

    private void Write(string name, params string[] lines) => File.WriteAllText(_folder.File(name), string.Concat(lines));
}
